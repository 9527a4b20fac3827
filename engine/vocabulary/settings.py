"""Shapes of settings that are parts of a model value, shared by the lines that read them and the kinds that build."""

from dataclasses import dataclass
from datetime import time

from engine.model.offer import Buying, Timer
from engine.model.program import TargetsAt
from engine.model.selector import Selector
from engine.values.duration import Duration
from engine.vocabulary.literals import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """`uses 1`; None is `uses unlimited`."""

    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """`for product "A" as issued`."""

    selector: Selector
    at: TargetsAt


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """`quiet from 21:00 to 08:00`, shop-local; both are None for `quiet none`."""

    since: time | None
    until: time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """An `if` or `unless` line as written; the checker turns it into a typed condition."""

    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """`cart lifetime 3 days`; None is unlimited."""

    length: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """`sender email "shop@example.jp"`."""

    channel: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """`spend at most 500,000 JPY every 1 month`: minor units."""

    amount: int
    every: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCodes:
    """`code "WELCOME10", "SPRING"` of a sale, in canonical form."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """`pattern once to subscription`."""

    bought: Buying
    offered: Buying


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`show product "TEIKI-1" plan "monthly"`."""

    product: str
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """`text …`: None is the product's own, "" is none."""

    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerLine:
    """`timer …`; None is `timer off`."""

    timer: Timer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """`quantity 1 to 3`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """`button buy "…"`; a label of None hides it."""

    which: str
    label: str | None
