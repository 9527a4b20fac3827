"""What a file says, block by block and setting by setting: to make sure that an edit changed one of them only."""

from engine.dsl.editing.find import name_of, value_span
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet
from engine.dsl.nodes import BadLine, Block, Line
from engine.model.rule_edits import EditProblem

Outline = tuple["str | Outline", ...]
"""A label, text or name, and what is inside it."""


def outline(sheet: Sheet, opened: int | None = None) -> Outline:
    """The blocks of a file as written; the one at the index `opened` setting by setting."""
    return tuple(
        (f"{block.kind} {name_of(block)}", *_lines(sheet, block))
        if index == opened
        else sheet.cut(block.span)
        for index, block in enumerate(sheet.file.blocks)
    )


def _lines(sheet: Sheet, block: Block) -> Outline:
    return tuple(_line(sheet, line) for line in block.lines)


def _line(sheet: Sheet, line: Line | BadLine) -> Outline:
    if isinstance(line, BadLine):
        return ("", sheet.cut(line.span))
    said = sheet.cut(value_span(sheet, line))
    return (line.label, said) if line.block is None else (f"{line.label} {said}", *_lines(sheet, line.block))


def without(whole: Outline, at: tuple[int, ...], label: str) -> Outline:
    """The outline less the line that `at` leads to. Raises CannotEdit when there is no `label` line."""
    first, *rest = at
    inner = whole[first] if first < len(whole) else ""
    if isinstance(inner, tuple) and rest:
        return (*whole[:first], (inner[0], *without(inner[1:], tuple(rest), label)), *whole[first + 1 :])
    if not inner or not str(inner[0]).startswith(label):
        raise CannotEdit(EditProblem.TEXT_UNCLEAR)
    return whole[:first] + whole[first + 1 :]


def require_same(before: Outline, after: Outline) -> None:
    """Raise CannotEdit when anything else than the edited line has changed."""
    if before != after:
        raise CannotEdit(EditProblem.TEXT_UNCLEAR)
