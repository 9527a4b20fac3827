"""Tokens to typed literals: the only place that knows what `14 days`, `5,000 JPY` or a trigger is made of."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from functools import lru_cache

from engine.dsl.lexer import Token
from engine.dsl.shape import Node
from engine.values.duration import Unit
from engine.values.span import Span
from engine.vocabulary.literals import (
    Amount,
    Clock,
    Comparison,
    Condition,
    Decimal,
    Field,
    Group,
    InAudience,
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

_SILENT = frozenset({"COMMA", "LPAR", "RPAR", "LBRACE", "RBRACE", "_NL"})
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where tokens are read from: `text` (typing already folded) begins at the offset `base` of the file `path`."""

    path: str
    base: int
    text: str

    def span(self, start: int, end: int) -> Span:
        """A place of the file, from offsets of this page."""
        return Span(path=self.path, start=self.base + start, end=self.base + end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The tokens of one line."""

    page: Page
    tokens: tuple[Token, ...]

    def literals(self, parts: tuple[Node | int, ...]) -> tuple[Literal, ...]:
        """All leaves of `parts` in written order."""
        found: list[Literal] = []
        self._collect(parts, found)
        return tuple(found)

    def _collect(self, parts: tuple[Node | int, ...], found: list[Literal]) -> None:
        for index, part in enumerate(parts):
            if isinstance(part, int):
                token = self.tokens[part]
                if token.kind not in _SILENT:
                    found.append(self.leaf(token))
            elif part.rule == "occasion":
                found.append(_trigger(self, part, parts[index + 1 : index + 2]))
            elif part.rule in _RULES:
                found.append(_RULES[part.rule](self, part))
            elif part.rule != "picked":
                self._collect(part.parts, found)

    def leaf(self, token: Token) -> Literal:
        """The literal of one token."""
        span = self.page.span(token.start, token.end)
        written = token.spelling(self.page.text)
        make = _LEAVES.get(token.kind)
        return make(written, span) if make else Word(text=written, span=span)

    def one(self, part: Node | int) -> Literal:
        """The only literal in `part`."""
        (found,) = self.literals((part,))
        return found

    def span(self, node: Node) -> Span:
        """From the first token of `node` to its last."""
        return self.page.span(self.tokens[_first(node)].start, self.tokens[_last(node)].end)

    def text(self, position: Node | int) -> Text:
        """The text in quotes at this position."""
        found = self.one(position)
        assert isinstance(found, Text)  # noqa: S101 - the grammar has a STRING here
        return found


def _first(part: Node | int) -> int:
    while isinstance(part, Node):
        part = part.parts[0]
    return part


def _last(part: Node | int) -> int:
    while isinstance(part, Node):
        part = part.parts[-1]
    return part


# ------------------------------------------------------------------------------------------------ single tokens


def text_value(written: str) -> str:
    """The value of a text as written with its quotes: escapes resolved, NFC."""
    value = written[1:-1]
    if "\\" in value:
        value = _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), value)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


@lru_cache(maxsize=1024)
def _amount(written: str) -> tuple[Fraction, str]:
    folded = written.replace(",", "")
    figures = folded.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ円 \t")
    return Fraction(figures), folded[len(figures) :].strip().replace("円", "JPY")


def _clock(written: str) -> time:
    hour, _, minute = written.partition(":")
    return time(int(hour), int(minute))


def _money(written: str, span: Span) -> Literal:
    value, currency = _amount(written)
    return Amount(value=value, currency=currency, span=span)


_LEAVES: Mapping[str, Callable[[str, Span], Literal]] = {
    "STRING": lambda written, span: Text(value=text_value(written), span=span),
    "INT": lambda written, span: Integer(value=int(written), span=span),
    "DECIMAL": lambda written, span: Decimal(value=Fraction(written), span=span),
    "MONEY": _money,
    "PERCENT": lambda written, span: Percent(value=Fraction(written.rstrip("% \t")) / 100, span=span),
    "DATE": lambda written, span: Moment(day=date.fromisoformat(written), clock=None, span=span),
    "TIME": lambda written, span: Clock(value=_clock(written), span=span),
    "FIELD": lambda written, span: Field(path=written, span=span),
}


# ------------------------------------------------------------------------------------------------ rules

_UNITS = {
    f"{unit}{ending}".upper(): unit
    for unit in (Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.MONTH)
    for ending in ("", "s")
}


def _length(reader: Reader, node: Node) -> Literal:
    count, unit = (reader.tokens[part] for part in node.parts if isinstance(part, int))
    value = int(count.spelling(reader.page.text))
    return Length(count=value, unit=_UNITS[unit.kind], span=reader.span(node))


def _moment(reader: Reader, node: Node) -> Literal:
    found = [reader.leaf(reader.tokens[part]) for part in node.parts if isinstance(part, int)]
    match found:
        case [Moment(day=day), Clock(value=clock)]:
            return Moment(day=day, clock=clock, span=reader.span(node))
        case _:
            return found[0]


def _texts(reader: Reader, parts: tuple[Node | int, ...]) -> tuple[Text, ...]:
    flat: list[Text] = []
    for part in parts:
        if isinstance(part, Node):
            flat.extend(_texts(reader, part.parts))
        elif reader.tokens[part].kind == "STRING":
            flat.append(reader.text(part))
    return tuple(flat)


def _names(reader: Reader, node: Node) -> Literal:
    return Names(items=_texts(reader, node.parts), span=reader.span(node))


def _selection(reader: Reader, node: Node) -> Selection:
    by = reader.leaf(reader.tokens[_first(node)])
    assert isinstance(by, Word)  # noqa: S101 - a selection begins with its word
    return Selection(by=by.text, names=_texts(reader, node.parts), span=reader.span(node))


def _redemption(reader: Reader, node: Node) -> Literal:
    said = reader.literals(node.parts)
    name = next(one for one in said if isinstance(one, Text))
    words = tuple(one.text for one in said if isinstance(one, Word))
    return TriggerPhrase(words=words, coupon=name, span=reader.span(node))


def _trigger(reader: Reader, node: Node, following: tuple[Node | int, ...]) -> TriggerPhrase:
    said = reader.literals(node.parts)
    span = reader.span(node)
    event = next((one for one in said if isinstance(one, Text)), None)
    wait = next((one for one in said if isinstance(one, Length)), None)
    words = tuple(one.text for one in said if isinstance(one, Word))
    match following:
        case (Node(rule="picked", parts=parts) as picked,):
            chosen = parts[-1]
            assert isinstance(chosen, Node)  # noqa: S101 - a selection
            selection, all_of = _selection(reader, chosen), len(parts) > 2
            span = span.to(reader.span(picked))
            return TriggerPhrase(words=words, event=event, all_of=all_of, selection=selection, span=span)
        case _:
            return TriggerPhrase(words=words, event=event, wait=wait, span=span)


_OPERATOR_WORDS = {"is": 1, "is_not": 2, "at_least": 2, "at_most": 2, "one_of": 2}


def _comparison(reader: Reader, node: Node) -> Literal:
    field = reader.one(node.parts[0])
    assert isinstance(field, Field)  # noqa: S101 - a comparison begins with a field
    skip = 1 + _OPERATOR_WORDS.get(node.rule, 1)
    parts = node.parts[skip:]
    if node.rule == "between":  # its `and` is no value
        parts = tuple(part for part in parts if isinstance(part, Node) or reader.tokens[part].kind != "AND")
    return Comparison(
        field=field, operator=node.rule, operands=reader.literals(parts), span=reader.span(node)
    )


def _in_audience(reader: Reader, node: Node) -> Literal:
    return InAudience(audience=reader.text(node.parts[-1]), span=reader.span(node))


_QUANTIFIERS = {"and": "all", "or": "any", "not": "none"}


def _group(reader: Reader, node: Node) -> Literal:
    members: list[Condition] = []
    for part in node.parts:
        if isinstance(part, Node):
            found = reader.one(part)
            assert isinstance(found, Condition)  # noqa: S101 - the grammar has conditions here
            members.append(found)
    return Group(quantifier=_QUANTIFIERS[node.rule], members=tuple(members), span=reader.span(node))


_COMPARISONS = [
    "is_true",
    "is",
    "is_not",
    "at_least",
    "at_most",
    "over",
    "under",
    "between",
    "one_of",
    "has",
    "within",
]

_RULES: Mapping[str, Callable[[Reader, Node], Literal]] = {
    "duration": _length,
    "moment": _moment,
    "names": _names,
    "selection": _selection,
    "in_audience": _in_audience,
    "redemption": _redemption,
    "and": _group,
    "or": _group,
    "not": _group,
    **dict.fromkeys(_COMPARISONS, _comparison),
}
"""How the rules of the grammar that are one value are made; every other rule is the values in it."""
