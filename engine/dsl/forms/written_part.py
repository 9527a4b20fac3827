"""A form value as it is written in a rule file."""

import re
import unicodedata

from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.written import is_plain, quoted
from engine.model.rule_edits import EditProblem
from engine.model.rule_form import FormPart, PartType, PartValue

_NUMBER = re.compile(r"\d{1,18}")
_DECIMAL = re.compile(r"\d{1,15}(\.\d{1,6})?")
_TIME = re.compile(r"\d{1,2}:\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{1,2}:\d{2})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def written_part(part: FormPart, value: PartValue) -> str:
    """The text of a part with another value; full-width digits are understood. Raises CannotEdit."""
    if value == part.value:
        return part.text
    match part.type:
        case PartType.CHOICE | PartType.COMPARISON | PartType.FACT:
            return _one_of(part, value.choice)
        case PartType.TEXT:
            return _quoted(part, value.texts[:1])
        case PartType.NAMES:
            return _quoted(part, value.texts)
        case PartType.PRODUCTS:
            return _products(part, value)
        case PartType.TRIGGER:
            return _trigger(part, value)
        case _:
            return _figure(part, value)


def _one_of(part: FormPart, choice: str) -> str:
    if choice not in {one.value for one in part.choices}:
        raise _wrong(part, choice)
    return choice


def _quoted(part: FormPart, texts: tuple[str, ...]) -> str:
    if not texts or not all(is_plain(text.replace("\n", " ").replace("\t", " ")) for text in texts):
        raise _wrong(part, ", ".join(texts))
    return ", ".join(quoted(text) for text in texts)


def _products(part: FormPart, value: PartValue) -> str:
    if value.by == "any":
        return f"any product except {_quoted(part, value.texts)}" if value.texts else "any product"
    if value.by not in {"product", "category", "tag"}:
        raise _wrong(part, value.by)
    return f"{value.by} {_quoted(part, value.texts)}"


def _trigger(part: FormPart, value: PartValue) -> str:
    words = value.choice if value.choice == part.value.choice else _one_of(part, value.choice)
    if not value.by:
        return words
    return f"{words} with {'all of ' if value.all_of else ''}{_products(part, value)}"


def _figure(part: FormPart, value: PartValue) -> str:
    number = _folded(value.number).replace(",", "")
    text = _folded(value.texts[0]) if value.texts else ""
    match part.type:
        case PartType.NUMBER if _NUMBER.fullmatch(number):
            return str(int(number))
        case PartType.DECIMAL if _DECIMAL.fullmatch(number):
            return number
        case PartType.PERCENT if _DECIMAL.fullmatch(number):
            return f"{number}%"
        case PartType.MONEY if _DECIMAL.fullmatch(number) and _CURRENCY.fullmatch(value.unit):
            whole, dot, rest = number.partition(".")
            return f"{int(whole):,}{dot}{rest} {value.unit}"
        case PartType.DURATION if _NUMBER.fullmatch(number):
            unit = _one_of(part, value.unit)
            return f"{int(number)} {unit}{'' if int(number) == 1 else 's'}"
        case PartType.TIME if _TIME.fullmatch(text):
            return text
        case PartType.MOMENT if _MOMENT.fullmatch(text):
            return text.replace("T", " ")
        case _:
            raise _wrong(part, number or text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _wrong(part: FormPart, value: str) -> CannotEdit:
    return CannotEdit(EditProblem.VALUE_INVALID, {"label": part.text, "value": value})
