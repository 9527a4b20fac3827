"""Help for the open editor: the form of a text that is not stored, edits of it, and what it says in sentences."""

import strawberry

from engine.model.answers_rules import EditsRefused
from engine.model.decision import Problem
from engine.model.rule_form import PartValue
from engine.service import rule_forms
from engine.service.describe_rules import describe_rules
from engine.service.rule_forms import FormEdit
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.rule_file import ChangedFileType, show_changed
from graphql_api.admin.rule_form import RuleFormType, TextEditType, show_edits, show_form
from graphql_api.admin.source_file import FileInput, asked_files, sources
from graphql_api.context import Info
from graphql_api.errors import UserError, user_error
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, query_field


@strawberry.input(description="The value of a part; its type says which fields it uses (see FormPartType).")
class FormValueInput:
    """A value."""

    choice: str = strawberry.field(default="", description="The chosen word, occasion, fact or comparison.")
    texts: list[str] = strawberry.field(default_factory=list, description="Texts, names, a time or a date.")
    number: str = strawberry.field(
        default="", description="A plain decimal; full-width digits are understood."
    )
    unit: str = strawberry.field(default="", description="A currency, or a unit of time.")
    by: str = strawberry.field(default="", description="any, product, category, tag, or empty.")
    all_of: bool = strawberry.field(default=False, description="Whether all named things must be there.")


@strawberry.input(description="Another value for a part of a line.")
class FormSetPartInput:
    """A change of a part."""

    line: strawberry.ID = strawberry.field(description="`FormLine.id`.")
    part: int = strawberry.field(description="`FormPart.index`.")
    value: FormValueInput = strawberry.field(description="Its new value.")


@strawberry.input(
    description="Another value for a line, as text: one of its `variants`, or what somebody typed."
)
class FormSetValueInput:
    """A change of a line."""

    line: strawberry.ID = strawberry.field(description="`FormLine.id`.")
    value: str = strawberry.field(description="What follows the label.")


@strawberry.input(description="A line to add at its canonical place.")
class FormAddInput:
    """A new line."""

    to: strawberry.ID = strawberry.field(description="`FormBlock.id`, or `FormLine.id` of one with braces.")
    label: str = strawberry.field(description="`AddableLine.label`.")
    value: str | None = strawberry.field(
        default=None, description="What follows the label; absent: `AddableLine.value`."
    )


@strawberry.input(description="Another name for a block; references follow, coupons and figures go on.")
class FormRenameInput:
    """A new name."""

    block: strawberry.ID = strawberry.field(description="`FormBlock.id`.")
    to: str = strawberry.field(description="The new name.")


@strawberry.input(description="One edit of a form: exactly one field.")
class FormEditInput:
    """An edit."""

    set_part: FormSetPartInput | None = strawberry.field(default=None, description="Change a part.")
    set_value: FormSetValueInput | None = strawberry.field(default=None, description="Change a line.")
    add: FormAddInput | None = strawberry.field(default=None, description="Add a line.")
    remove: strawberry.ID | None = strawberry.field(
        default=None, description="Take the line of this id out; its comment stays."
    )
    rename: FormRenameInput | None = strawberry.field(default=None, description="Rename a block.")
    remove_block: strawberry.ID | None = strawberry.field(
        default=None, description="Take the block of this id out."
    )


@strawberry.type(description="What an edit makes of the open text. Nothing was stored.")
class FormEditPayload:
    """The answer of `formEdit`."""

    text: str = strawberry.field(description="The whole text afterwards.")
    edits: list[TextEditType] = strawberry.field(
        description="What to change in the editor, in order; empty when nothing changes."
    )
    other_files: list[ChangedFileType] = strawberry.field(
        description="Other files that must change with it (a rename); store them with `ruleFileSave`."
    )
    form: RuleFormType | None = strawberry.field(description="The form afterwards; null when refused.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="Findings in all files afterwards.")
    errors: list[UserError] = strawberry.field(description="Why the edit cannot be made; else empty.")


@strawberry.type(description="A rule in sentences.")
class RuleSentences:
    """A rule read back."""

    name: str = strawberry.field(description="Its name.")
    kind: str = strawberry.field(description="coupon, sale …")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")
    text: str = strawberry.field(description="All that it does, defaults included, for approval.")


@strawberry.type
class RuleFormQueries:
    """Queries of the open editor."""

    @query_field(Right.VALIDATE, "The form of a rule text. Stores nothing.")
    async def rule_form(self, draft: FileInput, info: Info) -> RuleFormType:
        """The form."""
        (open_text,) = sources([draft])
        form = await rule_forms.draft_form(open_text, info.context.language)
        return show_form(form, draft.text)

    @query_field(
        Right.READ,
        "What an edit of a form makes of the open text: changes for the editor, the new form, and what the compiler"
        " says of it together with the working copy. Stores nothing.",
    )
    async def form_edit(self, info: Info, draft: FileInput, edit: FormEditInput) -> FormEditPayload:
        """An edit."""
        context = info.context
        (open_text,) = sources([draft])
        outcome = await rule_forms.edit_form(
            context.engine, context.shop, open_text, _edit(edit), language=context.language
        )
        if isinstance(outcome, EditsRefused):
            reason = {"reason": outcome.message}
            error = user_error(Problem.EDIT_REFUSED, context.language, ["edit"], reason)
            return FormEditPayload(
                text=draft.text, edits=[], other_files=[], form=None, diagnostics=[], errors=[error]
            )
        return FormEditPayload(
            text=outcome.text,
            edits=show_edits(outcome.edits, draft.text),
            other_files=show_changed(outcome.others),
            form=show_form(outcome.form, outcome.text),
            diagnostics=show_diagnostics(outcome.checked.diagnostics),
            errors=[],
        )

    @query_field(
        Right.VALIDATE,
        "Rules read back as sentences, in `language` (en, ja) or that of Accept-Language: of `files`, or of the"
        " working copy with the text `draft` in it (only rules of that file). Empty while there are errors.",
    )
    async def describe_rules(
        self,
        info: Info,
        files: list[FileInput] | None = None,
        draft: FileInput | None = None,
        language: str | None = None,
    ) -> list[RuleSentences]:
        """Sentences."""
        context = info.context
        asked = await asked_files(info, files, draft)
        told = await describe_rules(
            context.engine,
            context.shop,
            asked,
            path=draft.path if draft else None,
            language=language or context.language,
        )
        return [
            RuleSentences(name=one.name, kind=one.kind, file=one.path, line=one.line, text=one.description)
            for one in told
        ]


def _edit(asked: FormEditInput) -> FormEdit:
    given = [name for name, value in vars(asked).items() if value is not None]
    if len(given) != 1:
        raise Refused(
            RequestCode.BAD_VALUE,
            expected="exactly one of setPart, setValue, add, remove, rename, removeBlock",
        )
    if asked.set_part:
        part = asked.set_part
        return rule_forms.SetPart(line=part.line, part=part.part, value=_value(part.value))
    if asked.set_value:
        return rule_forms.SetValue(line=asked.set_value.line, value=asked.set_value.value)
    if asked.add:
        return rule_forms.AddSetting(to=asked.add.to, label=asked.add.label, value=asked.add.value)
    if asked.rename:
        return rule_forms.RenameBlock(block=asked.rename.block, to=asked.rename.to)
    if asked.remove is not None:
        return rule_forms.RemoveSetting(line=asked.remove)
    return rule_forms.RemoveBlock(block=asked.remove_block or "")


def _value(asked: FormValueInput) -> PartValue:
    return PartValue(
        choice=asked.choice,
        texts=tuple(asked.texts),
        number=asked.number,
        unit=asked.unit,
        by=asked.by,
        all_of=asked.all_of,
    )
