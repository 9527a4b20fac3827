"""Values in conditions, as the type of their fact wants them."""

from datetime import datetime, timedelta

from engine.model.condition import Operand
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.vocabulary.amounts import minor_units
from engine.vocabulary.fields import FieldType, FieldWord
from engine.vocabulary.literals import Amount, Integer, Length, Literal, Moment, Selection, Text
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.moments import beginning, duration
from engine.vocabulary.reports import refuse
from engine.vocabulary.selections import selector
from engine.vocabulary.word import Reading

EXAMPLES = {
    FieldType.NUMBER: "3",
    FieldType.MONEY: "5,000 JPY",
    FieldType.TEXT: '"text"',
    FieldType.YES_NO: "yes",
    FieldType.INSTANT: "2026-04-29",
    FieldType.TEXTS: '"text"',
    FieldType.PRODUCTS: 'category "tea"',
}


def operand(literal: Literal, field: FieldWord, reading: Reading) -> Operand | None:
    """What `literal` is worth for `field`; None after E0502 when it is of another type, or a money error."""
    match field.type, literal:
        case FieldType.NUMBER, Integer(value=number):
            return number
        case FieldType.MONEY, Amount() as amount:
            return minor_units(amount, reading)
        case FieldType.MONEY, Integer(value=number):
            write = f"{number:,} {reading.settings.currency}"
            fix = Fix(edits=(Edit(span=literal.span, text=write),), confidence=Confidence.MAYBE)
            args = {"field": field.path, "example": write}
            reading.report(Diagnostic(code="E0502", span=literal.span, args=args, label="money", fix=fix))
            return None
        case FieldType.TEXT | FieldType.TEXTS, Text(value=text):
            return text
        case FieldType.YES_NO, Spoken(text="yes" | "no" as said):
            return said == "yes"
        case FieldType.INSTANT, (Moment() | Length()) as time:
            return _instant(time, reading)
        case FieldType.PRODUCTS, Selection() as selection:
            return selector(selection)
        case _:
            refuse(
                reading,
                "E0502",
                literal,
                field=field.path,
                type=field.type.value,
                example=EXAMPLES[field.type],
            )
            return None


def _instant(literal: Moment | Length, reading: Reading) -> datetime | timedelta:
    if isinstance(literal, Moment):
        return beginning(literal, reading)
    return duration(literal).exact
