"""Diagnostics that many words report in the same way."""

from engine.model.diagnostic import Diagnostic
from engine.vocabulary.literals import Integer, Length, Literal
from engine.vocabulary.word import Reading


def refuse(reading: Reading, code: str, at: Literal | None = None, /, **args: str) -> None:
    """Report `code` on the literal `at`, or on the whole line."""
    reading.report(Diagnostic(code=code, span=at.span if at else reading.span, args=args))


def in_range(number: Integer | Length, least: int, most: int, reading: Reading, label: str) -> int | None:
    """The number when `least` <= number <= `most`, else None after E0311."""
    found = number.value if isinstance(number, Integer) else number.count
    if least <= found <= most:
        return found
    args = {"label": label, "found": f"{found:,}", "least": f"{least:,}", "most": f"{most:,}"}
    args["nearest"] = f"{least if found < least else most:,}"
    reading.report(Diagnostic(code="E0311", span=number.span, args=args, label="nearest"))
    return None


def wrong_form(reading: Reading, label: str, example: str) -> None:
    """Report a line that the grammar knows and this block does not (E0314)."""
    refuse(reading, "E0314", label=label, kind=reading.place.value, example=example)


def not_available(reading: Reading, what: str, at: Literal | None = None) -> None:
    """Report something that the language has words for and this version cannot do (E0308)."""
    refuse(reading, "E0308", at, what=what)
