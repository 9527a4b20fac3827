"""Blocks and settings by their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet
from engine.dsl.nodes import Block, Line
from engine.model.rule_edits import EditProblem, LineAddress, RuleAddress
from engine.values.span import Span

RULE_KINDS = frozenset(("coupon", "offer", "reminder", "list", "giftcard", "sale"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The braces that lines stand in: `at` is the way there, the index of the block and then of each opening line."""

    block: Block
    kinds: tuple[str, ...]  # from the outermost block inwards: ("shop", "legal")
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A setting in its body; `value` is the place of what follows the label, the lines of its own braces excluded."""

    body: Body
    line: Line
    index: int
    value: Span

    @property
    def at(self) -> tuple[int, ...]:
        """The way to it."""
        return (*self.body.at, self.index)


def area_of(kind: str) -> str:
    """Blocks that share their names: all kinds of rules do."""
    return "rule" if kind in RULE_KINDS else kind


def name_of(block: Block) -> str:
    """The merchant's name for it; empty for the shop."""
    return block.name.value if block.name else ""


def find_block(sheet: Sheet, address: RuleAddress) -> Body:
    """The block of an address. Raises CannotEdit."""
    wanted = [(index, block) for index, block in enumerate(sheet.file.blocks) if is_called(block, address)]
    said = {"name": address.name or address.kind, "path": sheet.path}
    if not wanted:
        known = ", ".join(dict.fromkeys(name_of(block) or block.kind for block in sheet.file.blocks))
        raise CannotEdit(EditProblem.RULE_NOT_FOUND, {**said, "known": known or "-"})
    if len(wanted) > 1:
        kinds = ", ".join(block.kind for _, block in wanted)
        raise CannotEdit(EditProblem.RULE_AMBIGUOUS, {**said, "kinds": kinds})
    ((index, block),) = wanted
    return Body(block=block, kinds=(block.kind,), at=(index,))


def is_called(block: Block, address: RuleAddress) -> bool:
    """Whether an address means this block."""
    if address.kind not in {"", block.kind}:
        return False
    return name_of(block) == address.name or (block.name is None and address.name == block.kind)


def find_body(sheet: Sheet, rule: RuleAddress, inside: LineAddress | None) -> Body:
    """The braces of a block, or of a line in it. Raises CannotEdit."""
    outer = find_block(sheet, rule)
    if inside is None:
        return outer
    opener = find_line(sheet, rule, inside)
    if opener.line.block is None:
        said = {"label": f"{inside.label} {{", "name": name_of(outer.block) or rule.kind, "known": "-"}
        raise CannotEdit(EditProblem.LINE_NOT_FOUND, said)
    return Body(block=opener.line.block, kinds=(*opener.body.kinds, opener.line.label), at=opener.at)


def find_line(sheet: Sheet, rule: RuleAddress, address: LineAddress) -> Found:
    """The setting of an address. Raises CannotEdit."""
    body = find_body(sheet, rule, address.inside)
    same = [(index, line) for index, line in settings(body.block) if line.label == address.label]
    said = {"label": address.label, "name": rule.name or rule.kind}
    if not same or (address.nth is not None and not 1 <= address.nth <= len(same)):
        known = ", ".join(dict.fromkeys(line.label for _, line in settings(body.block)))
        raise CannotEdit(EditProblem.LINE_NOT_FOUND, {**said, "known": known or "-"})
    if address.nth is None and len(same) > 1:
        raise CannotEdit(EditProblem.LINE_AMBIGUOUS, {**said, "count": str(len(same))})
    index, line = same[(address.nth or 1) - 1]
    return Found(body=body, line=line, index=index, value=value_span(sheet, line))


def settings(block: Block) -> Iterator[tuple[int, Line]]:
    """The readable lines of a block with their index among all of them."""
    return ((index, line) for index, line in enumerate(block.lines) if isinstance(line, Line))


def value_span(sheet: Sheet, line: Line) -> Span:
    """What follows the label; of a line that opens a block, up to the brace."""
    end = line.span.end
    if line.block is not None:
        end = line.values[-1].span.end if line.values else line.label_span.end
    said = sheet.source.folded[line.label_span.end : end]
    start = min(end, line.label_span.end + len(said) - len(said.lstrip()))
    return Span(path=sheet.path, start=start, end=end)
