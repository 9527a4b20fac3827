"""Rules as forms, as the schema shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import strawberry

from engine.model.rule_form import (
    AddableLine,
    FormBlock,
    FormChoice,
    FormLine,
    FormPart,
    PartValue,
    RuleForm,
    TextEdit,
)
from engine.values.utf16 import Utf16, utf16_of
from graphql_api.enumeration import described

FROM = "Offset of the first character in the text, in UTF-16 units."
TO = "Offset after the last character, in UTF-16 units."


@described(
    "What a part of a line is, and which fields of its value it uses.",
    CHOICE="One of the words in `choices`: `choice`. With one choice only it is fixed wording.",
    TEXT="A text: `texts` with one.",
    NAMES="Texts: `texts` with one or more.",
    NUMBER="A whole number: `number`.",
    DECIMAL="A number with a point: `number`.",
    MONEY="Money: `number` in major units as written (12.50), `unit` the currency.",
    PERCENT="A percentage: `number`, 10 for 10%.",
    DURATION="A length of time: `number`, and `unit` one of `choices`.",
    TIME="A time of day: `texts` with one HH:MM.",
    MOMENT="A shop-local date: `texts` with one YYYY-MM-DD and perhaps a blank and HH:MM.",
    PRODUCTS="Products: `by` any, product, category or tag; `texts` the names, for any the exceptions.",
    TRIGGER="What starts the rule: `choice` the occasion; `by`, `texts`, `allOf` as PRODUCTS, `by` empty for none.",
    FACT="What a condition reads: `choice`.",
    COMPARISON="How a condition compares: `choice`.",
)
class FormPartType(StrEnum):
    """`model.rule_form.PartType`."""

    CHOICE = "choice"
    TEXT = "text"
    NAMES = "names"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    TIME = "time"
    MOMENT = "moment"
    PRODUCTS = "products"
    TRIGGER = "trigger"
    FACT = "fact"
    COMPARISON = "comparison"


@described(
    "Why a line can be edited as text only.",
    UNREADABLE="It cannot be read; its findings say why.",
    GROUPED="It has conditions inside conditions.",
    IN_PARTS="It has a part that no control draws.",
)
class FormRawReason(StrEnum):
    """`model.rule_form.RawReason`."""

    UNREADABLE = "unreadable"
    GROUPED = "grouped"
    IN_PARTS = "in_parts"


@strawberry.type(name="FormChoice", description="A word that may stand in a part.")
class FormChoiceType:
    """A choice."""

    value: str = strawberry.field(description="What to send back.")
    label: str = strawberry.field(description="What it is called, in the language of Accept-Language.")


@strawberry.type(name="FormValue", description="The value of a part; its type says which fields it uses.")
class FormValueType:
    """A value."""

    choice: str = strawberry.field(description="The chosen word, occasion, fact or comparison.")
    texts: list[str] = strawberry.field(description="Texts, names, a time or a date.")
    number: str = strawberry.field(description="A plain decimal; text, so that no digit is lost.")
    unit: str = strawberry.field(description="A currency, or a unit of time.")
    by: str = strawberry.field(description="How products are picked: any, product, category, tag, or empty.")
    all_of: bool = strawberry.field(description="Whether all named things must be there.")


@strawberry.type(name="FormPart", description="A part of a line that one control edits.")
class FormPartKind:
    """A part."""

    index: int = strawberry.field(description="Its number in the line, from 0.")
    type: FormPartType = strawberry.field(description="Which control edits it.")
    value: FormValueType = strawberry.field(description="What it holds.")
    text: str = strawberry.field(description="As written.")
    from_utf16: int = strawberry.field(description=FROM)
    to_utf16: int = strawberry.field(description=TO)
    choices: list[FormChoiceType] = strawberry.field(description="What may be chosen; empty: anything.")


@strawberry.type(name="AddableLine", description="A setting that may be added.")
class AddableLineType:
    """A setting that is not there."""

    label: str = strawberry.field(description="How the line begins: `label` of `add`.")
    title: str = strawberry.field(description="What it is called.")
    help: str = strawberry.field(description="What it means.")
    widget: str = strawberry.field(description="The form control that edits it.")
    value: str = strawberry.field(description="What a new one begins with.")
    required: bool = strawberry.field(description="Whether the block needs it.")


@strawberry.type(name="FormLine", description="A setting as a form row.")
class FormLineType:
    """A row."""

    id: strawberry.ID = strawberry.field(description="Names it in this text; edits of other lines keep it.")
    block: strawberry.ID = strawberry.field(description="`FormBlock.id` of its block.")
    inside: strawberry.ID | None = strawberry.field(
        description="`FormLine.id` of the line whose braces it stands in (legal, terms); null: none."
    )
    label: str = strawberry.field(description="How the line begins; empty for one that cannot be read.")
    title: str = strawberry.field(description="What it is called, in the language of Accept-Language.")
    help: str = strawberry.field(description="What it means.")
    widget: str = strawberry.field(description="The form control that edits it.")
    value: str = strawberry.field(description="What follows the label, as written.")
    comment: str = strawberry.field(description="The comment behind it.")
    line: int = strawberry.field(description="First line, from 1.")
    from_utf16: int = strawberry.field(description=FROM)
    to_utf16: int = strawberry.field(description=TO)
    required: bool = strawberry.field(description="Whether the block needs it.")
    repeats: bool = strawberry.field(description="Whether it may stand more than once.")
    editable: bool = strawberry.field(description="Whether its parts can be edited by controls.")
    raw_reason: FormRawReason | None = strawberry.field(description="Why not; null when they can.")
    parts: list[FormPartKind] = strawberry.field(description="Its parts in written order.")
    variants: list[str] = strawberry.field(
        description="Other forms of the line, as values for `setValue` to begin from; empty: one form only."
    )
    addable: list[AddableLineType] = strawberry.field(description="What may be added in its braces.")


@strawberry.type(name="FormBlock", description="A block as a form.")
class FormBlockType:
    """A block."""

    id: strawberry.ID = strawberry.field(description="Names it in this text.")
    kind: str = strawberry.field(description="coupon, sale, shop, budget, test …")
    name: str = strawberry.field(description="Its name; empty for the shop.")
    title: str = strawberry.field(description="Kind and name, in the language of Accept-Language.")
    help: str = strawberry.field(description="What such a block is for.")
    sha256: str = strawberry.field(description="SHA-256 of its text.")
    line: int = strawberry.field(description="First line, from 1.")
    from_utf16: int = strawberry.field(description=FROM)
    to_utf16: int = strawberry.field(description=TO)
    addable: list[AddableLineType] = strawberry.field(description="What may be added, in canonical order.")


@strawberry.type(name="RuleForm", description="A rule text as forms.")
class RuleFormType:
    """A form."""

    path: str = strawberry.field(description="The file.")
    blocks: list[FormBlockType] = strawberry.field(description="Its blocks in written order.")
    lines: list[FormLineType] = strawberry.field(
        description="The lines of all blocks in written order, those in braces after the line that opens them."
    )


@strawberry.type(
    name="TextEdit", description="Replace a range of the text; ranges are those of the old text."
)
class TextEditType:
    """An edit of the open text."""

    from_utf16: int = strawberry.field(description=FROM)
    to_utf16: int = strawberry.field(description=TO)
    insert: str = strawberry.field(description="What to write there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offsets:
    """Character offsets of a text without its byte order mark, as an editor counts them in the text with it."""

    units: Utf16
    mark: int

    def __call__(self, offset: int) -> int:
        return self.units.units(offset + self.mark)


def show_form(form: RuleForm, text: str) -> RuleFormType:
    """The form of `text` as the schema shows it."""
    at = _Offsets(units=utf16_of(text), mark=int(text.startswith("\ufeff")))
    return RuleFormType(
        path=form.path,
        blocks=[_block(block, at) for block in form.blocks],
        lines=[row for block in form.blocks for row in _rows(block.lines, block.id, None, at)],
    )


def show_edits(edits: tuple[TextEdit, ...], text: str) -> list[TextEditType]:
    """Edits of `text` as the schema shows them."""
    units = utf16_of(text)
    return [
        TextEditType(from_utf16=units.units(one.start), to_utf16=units.units(one.end), insert=one.text)
        for one in edits
    ]


def _block(block: FormBlock, at: _Offsets) -> FormBlockType:
    return FormBlockType(
        id=strawberry.ID(block.id),
        kind=block.kind,
        name=block.name,
        title=block.title,
        help=block.help,
        sha256=block.sha256,
        line=block.line,
        from_utf16=at(block.start),
        to_utf16=at(block.end),
        addable=[_addable(one) for one in block.addable],
    )


def _rows(
    lines: tuple[FormLine, ...], block: str, inside: str | None, at: _Offsets
) -> Iterator[FormLineType]:
    """Lines with those in their braces behind them."""
    for line in lines:
        yield _line(line, block, inside, at)
        yield from _rows(line.lines, block, line.id, at)


def _line(line: FormLine, block: str, inside: str | None, at: _Offsets) -> FormLineType:
    return FormLineType(
        id=strawberry.ID(line.id),
        block=strawberry.ID(block),
        inside=None if inside is None else strawberry.ID(inside),
        label=line.label,
        title=line.title,
        help=line.help,
        widget=line.widget,
        value=line.value,
        comment=line.comment,
        line=line.line,
        from_utf16=at(line.start),
        to_utf16=at(line.end),
        required=line.required,
        repeats=line.repeats,
        editable=line.raw is None,
        raw_reason=FormRawReason(line.raw.value) if line.raw else None,
        parts=[_part(part, at) for part in line.parts],
        variants=list(line.variants),
        addable=[_addable(one) for one in line.addable],
    )


def _part(part: FormPart, at: _Offsets) -> FormPartKind:
    return FormPartKind(
        index=part.index,
        type=FormPartType(part.type.value),
        value=_value(part.value),
        text=part.text,
        from_utf16=at(part.start),
        to_utf16=at(part.end),
        choices=[_choice(choice) for choice in part.choices],
    )


def _value(value: PartValue) -> FormValueType:
    return FormValueType(
        choice=value.choice,
        texts=list(value.texts),
        number=value.number,
        unit=value.unit,
        by=value.by,
        all_of=value.all_of,
    )


def _choice(choice: FormChoice) -> FormChoiceType:
    return FormChoiceType(value=choice.value, label=choice.label)


def _addable(one: AddableLine) -> AddableLineType:
    return AddableLineType(
        label=one.label,
        title=one.title,
        help=one.help,
        widget=one.widget,
        value=one.value,
        required=one.required,
    )
