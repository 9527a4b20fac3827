"""The typed parts of a line that a form can draw, made of the literals that the parser read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from engine.dsl.editing.sheet import Sheet
from engine.dsl.forms.choices import comparisons, facts, triggers, units, words_at
from engine.dsl.nodes import Line
from engine.model.rule_form import FormPart, PartType, PartValue, RawReason
from engine.values.span import Span
from engine.vocabulary.literals import (
    Amount,
    Clock,
    Comparison,
    Decimal,
    Field,
    Group,
    Integer,
    Length,
    Literal,
    Moment,
    Names,
    Percent,
    Selection,
    Text,
    TriggerPhrase,
    Word,
)

Found = tuple[PartType, PartValue, Span]

_PICKS = re.compile(r"\s+with(\s+all\s+of)?\s*$")
_DRAWN = frozenset(
    {
        Amount,
        Clock,
        Comparison,
        Decimal,
        Field,
        Integer,
        Length,
        Moment,
        Names,
        Percent,
        Selection,
        Text,
        TriggerPhrase,
        Word,
    }
)
"""Literals that a form has controls for."""


def form_parts(sheet: Sheet, line: Line, place: str, language: str) -> tuple[FormPart, ...] | RawReason:
    """The parts of a line in written order; or why a form cannot draw it."""
    if any(isinstance(one, Group) for one in line.values):
        return RawReason.GROUPED
    if any(type(one) not in _DRAWN for one in line.values):
        return RawReason.IN_PARTS
    found = [part for one in line.values for part in _parts(sheet, one)]
    parts = [
        FormPart(index=index, type=kind, value=value, text=sheet.cut(span), start=span.start, end=span.end)
        for index, (kind, value, span) in enumerate(found)
    ]
    return tuple(_with_choices(sheet, line, place, part, language) for part in parts)


def _parts(sheet: Sheet, literal: Literal) -> Iterator[Found]:
    if isinstance(literal, Comparison):
        yield PartType.FACT, PartValue(choice=literal.field.path), literal.field.span
        if literal.operands:
            between = _operator_span(sheet, literal)
            yield PartType.COMPARISON, PartValue(choice=literal.operator.replace("_", " ")), between
        for operand in literal.operands:
            yield from _parts(sheet, operand)
        return
    if isinstance(literal, TriggerPhrase):
        yield PartType.TRIGGER, _trigger(sheet, literal), literal.span
        for inner in (literal.event, literal.coupon, literal.wait):
            if inner is not None:
                yield (*_part(inner), inner.span)
        return
    yield (*_part(literal), literal.span)


def _part(literal: Literal) -> tuple[PartType, PartValue]:  # noqa: PLR0911, PLR0912, C901 - one case for each literal
    match literal:
        case Word(text=text):
            return PartType.CHOICE, PartValue(choice=text)
        case Text(value=value):
            return PartType.TEXT, PartValue(texts=(value,))
        case Names(items=items):
            return PartType.NAMES, PartValue(texts=tuple(one.value for one in items))
        case Integer(value=value):
            return PartType.NUMBER, PartValue(number=str(value))
        case Decimal(value=value):
            return PartType.DECIMAL, PartValue(number=_plain(value))
        case Amount(value=value, currency=currency):
            return PartType.MONEY, PartValue(number=_plain(value), unit=currency)
        case Percent(value=value):
            return PartType.PERCENT, PartValue(number=_plain(value * 100))
        case Length(count=count, unit=unit):
            return PartType.DURATION, PartValue(number=str(count), unit=unit.value)
        case Clock(value=value):
            return PartType.TIME, PartValue(texts=(f"{value:%H:%M}",))
        case Moment(day=day, clock=clock):
            return PartType.MOMENT, PartValue(texts=(f"{day}{f' {clock:%H:%M}' if clock else ''}",))
        case Field(path=path):
            return PartType.FACT, PartValue(choice=path)
        case Selection(by=by, names=names):
            return PartType.PRODUCTS, PartValue(by=by, texts=tuple(one.value for one in names))
        case _:
            raise TypeError(type(literal).__name__)


def _trigger(sheet: Sheet, phrase: TriggerPhrase) -> PartValue:
    """The occasion as written, and what is picked."""
    picked = phrase.selection
    end = picked.span.start if picked else phrase.span.end
    said = sheet.source.folded[phrase.span.start : end]
    return PartValue(
        choice=_PICKS.sub("", said) if picked else said,
        by=picked.by if picked else "",
        texts=tuple(one.value for one in picked.names) if picked else (),
        all_of=phrase.all_of,
    )


def _plain(value: Fraction) -> str:
    """`12.5`, exact: what is written in a rule file has a finite decimal form."""
    whole, rest = divmod(value, 1)
    if not rest:
        return str(whole)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}"


def _operator_span(sheet: Sheet, comparison: Comparison) -> Span:
    """The words between the fact and the first operand; `one of` opens a parenthesis that is none of them."""
    end = comparison.field.span.end
    between = sheet.text[end : comparison.operands[0].span.start].rstrip(" (\n")
    begin = end + len(between) - len(between.lstrip())
    return Span(path=sheet.path, start=begin, end=begin + len(between.strip()))


def _with_choices(sheet: Sheet, line: Line, place: str, part: FormPart, language: str) -> FormPart:
    match part.type:
        case PartType.CHOICE:
            return replace(part, choices=words_at(sheet, line, place, part, language))
        case PartType.DURATION:
            return replace(part, choices=units(language))
        case PartType.TRIGGER:
            return replace(part, choices=triggers(place, language))
        case PartType.FACT:
            return replace(part, choices=facts(language))
        case PartType.COMPARISON:
            return replace(part, choices=comparisons(line, part.value.choice, language))
        case _:
            return part
