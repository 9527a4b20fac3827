"""The typed leaves that a parsed line is made of; words turn them into settings by pattern matching."""

from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from engine.values.duration import Unit
from engine.values.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """Anything written in a line, with its place."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Literal):
    """A word of the language (`digits`, `as`, `issued`), lower case."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Literal):
    """A text in quotes, without them, escapes resolved, NFC."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer(Literal):
    """A whole number (at most 18 digits; longer ones are a diagnostic of the parser)."""

    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decimal(Literal):
    """A number with a decimal point, exact."""

    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Literal):
    """Money as written: `5,000 JPY` is 5000 units of JPY, exact and not yet minor units."""

    value: Fraction
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent(Literal):
    """`10%` is Fraction(1, 10)."""

    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Length(Literal):
    """A duration: `14 days`."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Literal):
    """A time of day: `10:00`."""

    value: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Literal):
    """A shop-local date with or without a time: `2026-04-29 10:00`."""

    day: date
    clock: time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Literal):
    """A fact's dotted name: `cart.total`."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Literal):
    """A list of texts in quotes: `"A", "B"`."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(Literal):
    """Products picked: `any product except "A"`, `product "A", "B"`, `category "x"`, `tag "y"`."""

    by: str  # "any" | "product" | "category" | "tag"
    names: tuple[Text, ...]  # for "any": the exceptions


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerPhrase(Literal):
    """`order paid with all of product "A", "B"`: `words` = ("order", "paid").

    `wait` is the length in `customer inactive for 90 days`, `coupon` the rule in `coupon "name" redeemed`.
    """

    words: tuple[str, ...]
    event: Text | None = None  # of `event "name"`
    all_of: bool = False
    selection: Selection | None = None
    wait: Length | None = None
    coupon: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Literal):
    """`cart.total at least 5,000 JPY`: operator is one of the names in `model.condition.Operator`."""

    field: Field
    operator: str
    operands: tuple[Literal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InAudience(Literal):
    """`customer in audience "gold"`."""

    audience: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Literal):
    """`all|any|none { … }`, or `and`, `or`, `not` inside one line (as all, any, none)."""

    quantifier: str  # "all" | "any" | "none"
    members: tuple["Comparison | InAudience | Group", ...]


Condition = Comparison | InAudience | Group
