"""The door to surgical edits: rule files and edits in, rule files out, every other byte as it was (language.md §7)."""

from collections.abc import Sequence

from engine.dsl.editing.blocks import add_blocks, put_blocks, take_block
from engine.dsl.editing.find import find_block
from engine.dsl.editing.lines import add_line, remove_line, set_line
from engine.dsl.editing.references import rename
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet, open_sheet, rule_digest, source_file
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    AddLine,
    AddRule,
    EditProblem,
    EditRefusal,
    MoveRule,
    RemoveLine,
    RemoveRule,
    RuleEdit,
    SetLine,
)

RULE_FILE = ".otoku"
NEW_FILE = "otoku 1\n"


def edit_files(
    files: Sequence[SourceFile], edits: Sequence[RuleEdit], *, guarded: bool = True
) -> tuple[SourceFile, ...] | EditRefusal:
    """All files after all edits, in the same order, new ones last; or why the first impossible edit is refused.

    Only form is looked at here: whether the result means anything is for the compiler to say. Without `guarded` the
    guards of edits are not compared.
    """
    sheets: dict[str, Sheet] = {}
    for file in files:
        if file.path.endswith(RULE_FILE):
            try:
                sheets[file.path] = open_sheet(file)
            except CannotEdit as problem:
                return problem.refusal(0)
    # Guards are compared before any edit is made: they are those of what the caller saw.
    refused = _require_unchanged(sheets, edits) if guarded else None
    if refused:
        return refused
    for index, edit in enumerate(edits):
        try:
            sheets = _edited(sheets, edit)
        except CannotEdit as problem:
            return problem.refusal(index)
    return _closed(files, sheets)


def _closed(files: Sequence[SourceFile], sheets: dict[str, Sheet]) -> tuple[SourceFile, ...]:
    known = [source_file(sheets[file.path]) if file.path in sheets else file for file in files]
    new = set(sheets) - {file.path for file in files}
    return (*known, *(source_file(sheets[path]) for path in sorted(new)))


def _require_unchanged(sheets: dict[str, Sheet], edits: Sequence[RuleEdit]) -> EditRefusal | None:
    """The refusal of the first edit whose rule is not the one that the caller saw."""
    for index, edit in enumerate(edits):
        if isinstance(edit, AddRule) or not edit.guard or edit.path not in sheets:
            continue
        sheet = sheets[edit.path]
        try:
            seen = rule_digest(sheet, find_block(sheet, edit.rule).block) == edit.guard
        except CannotEdit as problem:
            return problem.refusal(index)
        if not seen:
            said = (("name", edit.rule.name or edit.rule.kind),)
            return EditRefusal(problem=EditProblem.RULE_CHANGED, index=index, args=said)
    return None


def _edited(sheets: dict[str, Sheet], edit: RuleEdit) -> dict[str, Sheet]:
    if edit.path not in sheets:
        raise CannotEdit(EditProblem.FILE_NOT_FOUND, {"path": edit.path})
    sheet = sheets[edit.path]
    match edit:
        case SetLine():
            return {**sheets, edit.path: set_line(sheet, edit)}
        case AddLine():
            return {**sheets, edit.path: add_line(sheet, edit)}
        case RemoveLine():
            return {**sheets, edit.path: remove_line(sheet, edit)}
        case RemoveRule():
            return {**sheets, edit.path: take_block(sheet, edit.rule).sheet}
        case AddRule():
            return {**sheets, edit.path: add_blocks(sheet, edit.text)}
        case MoveRule():
            return _moved(sheets, edit)
        case _:
            return rename(sheets, edit)


def _moved(sheets: dict[str, Sheet], edit: MoveRule) -> dict[str, Sheet]:
    taken = take_block(sheets[edit.path], edit.rule)
    if edit.to == edit.path:
        return sheets
    if not edit.to.endswith(RULE_FILE):
        raise CannotEdit(EditProblem.FILE_NOT_FOUND, {"path": edit.to})
    target = sheets.get(edit.to) or open_sheet(SourceFile(path=edit.to, text=NEW_FILE))
    return {**sheets, edit.path: taken.sheet, edit.to: put_blocks(target, taken.text, taken.kind)}
