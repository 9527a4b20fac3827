"""Help for the open editor: forms of a text that is not stored, and edits of it. Nothing is stored here."""

import asyncio
from dataclasses import dataclass, replace

from engine.dsl.changed_files import changed_files
from engine.dsl.edit import edit_files
from engine.dsl.editing.messages import refusal_text
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.forms.form import rule_form
from engine.dsl.forms.form_edit import AddSetting as AddSetting  # noqa: PLC0414 - what callers ask with
from engine.dsl.forms.form_edit import FormEdit as FormEdit  # noqa: PLC0414
from engine.dsl.forms.form_edit import RemoveBlock as RemoveBlock  # noqa: PLC0414
from engine.dsl.forms.form_edit import RemoveSetting as RemoveSetting  # noqa: PLC0414
from engine.dsl.forms.form_edit import RenameBlock as RenameBlock  # noqa: PLC0414
from engine.dsl.forms.form_edit import SetPart as SetPart  # noqa: PLC0414
from engine.dsl.forms.form_edit import SetValue as SetValue  # noqa: PLC0414
from engine.dsl.forms.form_edit import rule_edit
from engine.dsl.forms.text_edits import text_edits
from engine.model.answers import Checked
from engine.model.answers_rules import ChangedFile, EditsRefused
from engine.model.records import SourceFile
from engine.model.rule_edits import EditRefusal
from engine.model.rule_form import RuleForm, TextEdit
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.working_copy import working_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEdited:
    """What an edit makes of the text that is open: `edits` lead from the old text to `text`.

    `others` are files that change with it, as references follow a new name; `checked` looks at all files together.
    """

    text: str
    edits: tuple[TextEdit, ...]
    others: tuple[ChangedFile, ...]
    form: RuleForm
    checked: Checked


async def with_draft(engine: Engine, shop: str, draft: SourceFile) -> tuple[SourceFile, ...]:
    """The files of the working copy with the text that is open in the editor."""
    copy = await working_copy(engine, shop)
    if copy.file(draft.path) is None:
        return (*copy.files, draft)
    return tuple(replace(one, text=draft.text) if one.path == draft.path else one for one in copy.files)


async def draft_form(draft: SourceFile, language: str) -> RuleForm:
    """The form of the text that is open."""
    return await asyncio.to_thread(rule_form, draft, _spoken(language))


async def edit_form(
    engine: Engine, shop: str, draft: SourceFile, edit: FormEdit, *, language: str = "en"
) -> FormEdited | EditsRefused:
    """Make one edit of a form to the text that is open; every other byte stays."""
    files = await with_draft(engine, shop, draft)
    spoken = _spoken(language)
    form = await draft_form(draft, language)
    try:
        wanted = rule_edit(form, draft.text.removeprefix("\ufeff"), edit)
    except CannotEdit as problem:
        return _refused(problem.refusal(0), spoken)
    after = await asyncio.to_thread(edit_files, files, (wanted,))
    if isinstance(after, EditRefusal):
        return _refused(after, spoken)
    changed = changed_files(files, after)
    text = next((one.text for one in changed if one.path == draft.path), draft.text)
    return FormEdited(
        text=text,
        edits=text_edits(draft.text, text),
        others=tuple(one for one in changed if one.path != draft.path),
        form=await draft_form(SourceFile(path=draft.path, text=text), language),
        checked=await check_sources(engine, shop, after, language=language),
    )


def _refused(refusal: EditRefusal, language: str) -> EditsRefused:
    return EditsRefused(problem=refusal.problem, index=0, message=refusal_text(refusal, language))


def _spoken(language: str) -> str:
    return "ja" if language.lower().startswith("ja") else "en"
