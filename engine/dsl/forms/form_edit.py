"""An edit of a form as an edit of rule text: ids become addresses, typed values become writing."""

from dataclasses import dataclass

from engine.dsl.editing.refused import CannotEdit
from engine.dsl.forms.form import first_value
from engine.dsl.forms.written_part import written_part
from engine.model.rule_edits import (
    AddLine,
    EditProblem,
    LineAddress,
    RemoveLine,
    RemoveRule,
    RenameRule,
    RuleAddress,
    RuleEdit,
    SetLine,
)
from engine.model.rule_form import FormBlock, FormLine, PartValue, RuleForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPart:
    """Give the part `part` of the line `line` (its id) another value."""

    line: str
    part: int
    value: PartValue


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """Write something else after the label of a line."""

    line: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSetting:
    """Add a line to a block, or to the braces of a line; without a value it begins with an example."""

    to: str
    label: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSetting:
    """Take a line out."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameBlock:
    """Give a block another name."""

    block: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBlock:
    """Take a block out."""

    block: str


FormEdit = SetPart | SetValue | AddSetting | RemoveSetting | RenameBlock | RemoveBlock


def rule_edit(form: RuleForm, text: str, edit: FormEdit) -> RuleEdit:
    """The edit of `text`, the file of `form` without byte order mark, that does what the form asks for.

    Raises CannotEdit for an id that is not there (the text changed meanwhile) and for a value that cannot be.
    """
    match edit:
        case RenameBlock():
            return RenameRule(path=form.path, rule=_rule(_block(form, edit.block)), to=edit.to)
        case RemoveBlock():
            return RemoveRule(path=form.path, rule=_rule(_block(form, edit.block)))
        case AddSetting():
            return _addition(form, edit)
        case _:
            block, way = _way(form, edit.line)
    if isinstance(edit, RemoveSetting):
        return RemoveLine(path=form.path, rule=_rule(block), line=_address(way))
    value = edit.value if isinstance(edit, SetValue) else _with_part(way[-1], text, edit)
    return SetLine(path=form.path, rule=_rule(block), line=_address(way), value=value)


def _with_part(line: FormLine, text: str, edit: SetPart) -> str:
    """The value of the line with one part written anew."""
    part = next((one for one in line.parts if one.index == edit.part), None)
    if part is None:
        raise _missing(f"{line.label}[{edit.part}]")
    begin = text.index(line.value, line.start + len(line.label)) if line.value else line.end
    new = written_part(part, edit.value)
    return text[begin : part.start] + new + text[part.end : begin + len(line.value)]


def _addition(form: RuleForm, edit: AddSetting) -> AddLine:
    block = next((one for one in form.blocks if one.id == edit.to), None)
    if block is not None:
        value = first_value(edit.label, block.kind) if edit.value is None else edit.value
        return AddLine(path=form.path, rule=_rule(block), label=edit.label, value=value)
    block, way = _way(form, edit.to)
    value = first_value(edit.label, way[-1].label) if edit.value is None else edit.value
    return AddLine(path=form.path, rule=_rule(block), label=edit.label, value=value, inside=_address(way))


def _block(form: RuleForm, identity: str) -> FormBlock:
    for block in form.blocks:
        if block.id == identity:
            return block
    raise _missing(identity)


def _way(form: RuleForm, identity: str) -> tuple[FormBlock, tuple[FormLine, ...]]:
    """The block of a line and the lines that lead to it, outermost first."""
    for block in form.blocks:
        for line in block.lines:
            if line.id == identity:
                return block, (line,)
            for inner in line.lines:
                if inner.id == identity:
                    return block, (line, inner)
    raise _missing(identity)


def _rule(block: FormBlock) -> RuleAddress:
    return RuleAddress(kind=block.kind, name=block.name)


def _address(way: tuple[FormLine, ...]) -> LineAddress:
    *outer, line = way
    return LineAddress(label=line.label, nth=line.nth, inside=_address(tuple(outer)) if outer else None)


def _missing(identity: str) -> CannotEdit:
    return CannotEdit(EditProblem.LINE_NOT_FOUND, {"label": identity, "name": "", "known": "-"})
