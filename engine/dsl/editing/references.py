"""Where a block is named by others, and its new name written there."""

from collections.abc import Iterator
from itertools import pairwise

from engine.dsl.check.walk import leaves
from engine.dsl.editing.find import RULE_KINDS, area_of, find_block, name_of, settings
from engine.dsl.editing.lines import add_line, set_line
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet
from engine.dsl.editing.written import is_plain, quoted
from engine.dsl.nodes import Block, Line
from engine.model.rule_edits import AddLine, EditProblem, LineAddress, RenameRule, RuleAddress, SetLine
from engine.vocabulary.literals import InAudience, Literal, Text, TriggerPhrase
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.pick import texts

WAS = "was"


def rename(sheets: dict[str, Sheet], edit: RenameRule) -> dict[str, Sheet]:
    """All files with a block renamed; a rule remembers its old name in `was`. Raises CannotEdit."""
    block = find_block(sheets[edit.path], edit.rule).block
    if block.name is None:
        raise CannotEdit(EditProblem.RULE_NAMELESS, {"kind": block.kind})
    old = block.name.value
    if edit.to == old:
        return sheets
    _require_free(sheets, area_of(block.kind), edit.to)
    changed = {
        path: _renamed(sheet, block, sheet is sheets[edit.path], edit.to) for path, sheet in sheets.items()
    }
    if area_of(block.kind) == "rule":
        rule = RuleAddress(kind=block.kind, name=edit.to)
        changed[edit.path] = _remembering(changed[edit.path], edit.path, rule, old)
    return changed


def _require_free(sheets: dict[str, Sheet], area: str, name: str) -> None:
    if not name.strip() or not is_plain(name):
        raise CannotEdit(EditProblem.NAME_INVALID, {"name": name})
    for sheet in sheets.values():
        for block in sheet.file.blocks:
            if area_of(block.kind) == area and name_of(block) == name:
                raise CannotEdit(
                    EditProblem.NAME_TAKEN, {"name": name, "kind": block.kind, "path": sheet.path}
                )


def _renamed(sheet: Sheet, renamed: Block, own: bool, to: str) -> Sheet:
    """One file with the name replaced where the block is called by it, and in its own header."""
    area, old = area_of(renamed.kind), name_of(renamed)
    places = [text.span for block in sheet.file.blocks for text in mentions(block, area) if text.value == old]
    if own and renamed.name:
        places.append(renamed.name.span)
    return sheet.with_edits((span.start, span.end, quoted(to)) for span in places)


def mentions(block: Block, area: str) -> Iterator[Text]:
    """Every name of an area (`rule`, `budget`, `audience`, `experiment`) that the lines of a block mention."""
    for _, line in settings(block):
        yield from _mentioned(line, area)
        if line.block is not None:
            yield from mentions(line.block, area)


def _mentioned(line: Line, area: str) -> Iterator[Text]:
    match area, line.label:
        case "rule", "stacking":
            yield from texts(line.values)
        case "rule", "when" | "leave" | "stop":
            yield from (
                one.coupon for one in leaves(line.values) if isinstance(one, TriggerPhrase) and one.coupon
            )
        case "rule", "do" | "expect":
            yield from _after_a_kind(line.values)
        case (("budget" | "experiment"), label) if label == area:
            yield from texts(line.values)
        case "audience", _:
            yield from (one.audience for one in leaves(line.values) if isinstance(one, InAudience))
        case _:
            pass


def _after_a_kind(values: tuple[Literal, ...]) -> Iterator[Text]:
    """The names in `coupon "thanks"`, `sale "spring"` of a test's line."""
    for one, following in pairwise(values):
        if isinstance(one, Spoken) and one.text in RULE_KINDS and isinstance(following, Text):
            yield following


def _remembering(sheet: Sheet, path: str, rule: RuleAddress, old: str) -> Sheet:
    """The rule with its old name among the former ones, and its new name no longer among them."""
    block = find_block(sheet, rule).block
    former = next((line for _, line in settings(block) if line.label == WAS), None)
    if former is None:
        return add_line(sheet, AddLine(path=path, rule=rule, label=WAS, value=quoted(old)))
    names = [one.value for one in texts(former.values) if one.value != rule.name]
    value = ", ".join(quoted(name) for name in dict.fromkeys((*names, old)))
    first = LineAddress(label=WAS, nth=1)
    return set_line(sheet, SetLine(path=path, rule=rule, line=first, value=value))
