"""One setting set, added or removed in one file: every other byte stays."""

from engine.dsl.editing.find import Body, Found, find_body, find_line, settings
from engine.dsl.editing.outline import outline, require_same, without
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet
from engine.dsl.editing.written import same_words, written
from engine.dsl.lexer import tokens
from engine.dsl.nodes import Line
from engine.model.rule_edits import AddLine, EditProblem, RemoveLine, SetLine
from engine.vocabulary.registry import lines_of
from engine.vocabulary.word import Place

_ALLOW = "otoku:"
_PLACES = {place.value: place for place in Place}


def set_line(sheet: Sheet, edit: SetLine) -> Sheet:
    """Replace the value of a setting; the same value changes nothing. Raises CannotEdit."""
    found = find_line(sheet, edit.rule, edit.line)
    now = sheet.cut(found.value)
    if edit.value == now:
        return sheet
    new = "\n".join(written(found.body.kinds, found.line.label, edit.value))
    new = new.removeprefix(found.line.label).lstrip()
    if same_words(new, now):
        return sheet
    changed = sheet.with_edits([*_kept_above(sheet, found), (found.value.start, found.value.end, new)])
    before, after = outline(sheet, found.at[0]), outline(changed, found.at[0])
    require_same(without(before, found.at, found.line.label), without(after, found.at, found.line.label))
    return changed


def _kept_above(sheet: Sheet, found: Found) -> list[tuple[int, int, str]]:
    """Comments inside a value of several lines go above the setting."""
    comments = sheet.comments(found.value)
    start = sheet.begin_of_line(found.line.span.start)
    indent = sheet.indent(found.line.span.start)
    return [(start, start, "".join(f"{indent}{one}\n" for one in comments))] if comments else []


# ------------------------------------------------------------------------------------------------ remove


def remove_line(sheet: Sheet, edit: RemoveLine) -> Sheet:
    """Take a setting out; comments of it stay on lines of their own. Raises CannotEdit."""
    found = find_line(sheet, edit.rule, edit.line)
    changed = sheet.with_edits([_removal(sheet, found.line)])
    block = found.at[0]
    require_same(without(outline(sheet, block), found.at, found.line.label), outline(changed, block))
    return changed


def _removal(sheet: Sheet, line: Line) -> tuple[int, int, str]:
    span = line.span
    trailing = sheet.trailing_comment(span.end)
    begin, end = sheet.begin_of_line(span.start), sheet.end_of_line(span.end)
    beside = sheet.text[span.end : end].strip() != trailing or sheet.text[begin : span.start].strip()
    if beside:  # another setting on the same physical line
        return span.start, span.end, ""
    comments = [*sheet.comments(span), *([trailing] if trailing and _ALLOW not in trailing else [])]
    indent = sheet.indent(span.start)
    return begin, sheet.next_line(span.end), "".join(f"{indent}{one}\n" for one in comments)


# ------------------------------------------------------------------------------------------------ add


def add_line(sheet: Sheet, edit: AddLine) -> Sheet:
    """Put a new setting at its canonical place. Raises CannotEdit."""
    body = find_body(sheet, edit.rule, edit.inside)
    new = written(body.kinds, edit.label, edit.value)
    before = _before(sheet, body, edit)
    if before is None:
        at, indent, index = _top(sheet, body)
    else:
        at, indent = sheet.next_line(before[1].span.end), sheet.indent(before[1].span.start)
        index = before[0] + 1
    changed = sheet.with_edits([(at, at, f"{indent}{new[0]}\n" + "".join(f"{one}\n" for one in new[1:]))])
    block = body.at[0]
    require_same(outline(sheet, block), without(outline(changed, block), (*body.at, index), edit.label))
    return changed


def _before(sheet: Sheet, body: Body, edit: AddLine) -> tuple[int, Line] | None:
    """The line, with its index, that the new one follows; None at the top of the block."""
    if edit.after is not None:
        found = find_line(sheet, edit.rule, edit.after)
        if found.body.at != body.at:
            raise CannotEdit(EditProblem.LINE_NOT_HERE, {"label": edit.after.label, "kind": body.kinds[-1]})
        return found.index, found.line
    present = list(settings(body.block))
    order = _order(body)
    if order and edit.label not in order:
        raise CannotEdit(EditProblem.LINE_NOT_HERE, {"label": edit.label, "kind": body.kinds[-1]})
    if not order or (body.kinds[-1] == "test" and edit.label != order[0]):
        return present[-1] if present else None  # the steps of a test follow one another
    rank = {label: place for place, label in enumerate(order)}
    earlier = [
        (rank[line.label], index, line)
        for index, line in present
        if line.label in rank and rank[line.label] <= rank[edit.label]
    ]
    nearest = max(earlier, key=lambda one: one[:2], default=None)
    return None if nearest is None else nearest[1:]


def _order(body: Body) -> tuple[str, ...]:
    """Labels in canonical order; none for a kind that this version knows by its form only."""
    if body.kinds[-1] == "variant":
        return ()
    place = _PLACES.get(body.kinds[-1])
    return lines_of(place) if place else ()


def _top(sheet: Sheet, body: Body) -> tuple[int, str, int]:
    """Right after the brace that opens the body: offset, indentation, index."""
    start = body.block.span.start
    folded = sheet.source.folded[start : body.block.span.end]
    brace = next((token for token in tokens(folded) if token.kind == "LBRACE"), None)
    if brace is None:
        raise CannotEdit(EditProblem.TEXT_UNCLEAR)
    at = sheet.next_line(start + brace.start)
    return at, f"{sheet.indent(start)}  ", 0
