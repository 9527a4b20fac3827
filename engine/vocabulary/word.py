"""How a word of the language is declared: one declaration feeds checker, forms, completion and manual."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.program import Body, Kind, ShopSettings, TriggerKind
from engine.values.span import Span
from engine.vocabulary.literals import Literal

T = TypeVar("T")


class Place(StrEnum):
    """Blocks that lines belong to."""

    SHOP = "shop"
    LEGAL = "legal"
    COUPON = "coupon"
    SALE = "sale"
    OFFER = "offer"
    REMINDER = "reminder"
    LIST = "list"
    GIFT_CARD = "giftcard"
    TERMS = "terms"
    AUDIENCE = "audience"
    BUDGET = "budget"
    EXPERIMENT = "experiment"
    TEST = "test"


class Widget(StrEnum):
    """The form control that edits a line."""

    TEXT = "text"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    DURATION = "duration"
    MOMENT = "moment"
    MONEY_OR_PERCENT = "money_or_percent"
    PRODUCTS = "products"
    TIER = "tier"
    BUY_GET = "buy_get"
    BUNDLE = "bundle"
    GIFT = "gift"
    CONDITION = "condition"
    TEMPLATE = "template"
    CODE = "code"


class Occasion(StrEnum):
    """When conditions are looked at; a fact that does not exist then cannot be tested (E0503)."""

    CHECKOUT = "checkout"  # a cart is priced
    ORDER_PAID = "order_paid"  # an order has just been paid
    CART_LEFT = "cart_left"  # a cart or a form has been left behind
    REFUND = "refund"  # an order is being refunded
    SUBSCRIPTION = "subscription"  # a contract began, was renewed or ended
    PERSON = "person"  # something happened to a customer, without cart or order


@dataclass(frozen=True, kw_only=True)  # no slots: the zone is kept once it is looked up
class Reading:
    """What a word may look at while it turns literals into a setting; `report` collects diagnostics."""

    settings: ShopSettings
    catalog: Catalog | None  # None: checking offline without a catalogue, references are not checked
    span: Span  # of the line
    report: Callable[[Diagnostic], None]
    place: Place = Place.SHOP
    line: int = 0  # 1-based, in the file

    @cached_property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.settings.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One kind of line.

    `read` returns the setting (any frozen value of the model or of `settings.py`) or None after reporting why not.
    `doc` is user-facing text by language (`en`, `ja`); `example` is a line that parses and checks. A line that does
    not repeat may stand once in a block; `beside` tells which second one is let through (an amount and a percentage).
    """

    label: str
    read: Callable[[tuple[Literal, ...], Reading], object | None]
    doc: Mapping[str, str]
    example: str
    widget: Widget
    repeats: bool = False
    beside: Callable[[tuple[Literal, ...], tuple[Literal, ...]], bool] | None = None
    requirements: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A line that was read: its value, and what it was read from. `line` is its 1-based number in the file."""

    label: str
    value: object
    values: tuple[Literal, ...]
    span: Span
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The readable lines of a block by label, in written order."""

    by_label: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)

    def one(self, label: str, kind: type[T]) -> T | None:
        """The value of the first `label` line that is a `kind`, if any."""
        for setting in self.by_label.get(label, ()):
            if isinstance(setting.value, kind):
                return setting.value
        return None

    def the(self, label: str, kind: type[T]) -> T:
        """The value of the first `label` line, which is there because the block needs it."""
        return next(one.value for one in self.by_label[label] if isinstance(one.value, kind))

    def all(self, label: str, kind: type[T]) -> tuple[T, ...]:
        """The values of every `label` line that are a `kind`."""
        return tuple(one.value for one in self.by_label.get(label, ()) if isinstance(one.value, kind))

    def lines(self, label: str) -> tuple[Setting, ...]:
        """Every `label` line."""
        return self.by_label.get(label, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWord:
    """A block that is no rule: `lines` are the labels it may hold in canonical order, `required` those it must."""

    place: Place
    lines: tuple[str, ...]
    doc: Mapping[str, str]
    example: str
    required: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWord:
    """A kind of rule: which lines it may (`lines`, canonical order) and must (`required`) hold, and its body.

    `build` is called when every required line is there and none was refused.
    `lenient` names required lines that a compat mode does without (D1.j). `occasion` is when `if` lines are tested in
    a rule without a trigger. `one_of` are labels of which the block must hold at least one.
    """

    kind: Kind
    place: Place
    lines: tuple[str, ...]
    required: tuple[str, ...]
    build: Callable[[Settings, ShopSettings], Body]
    occasion: Occasion
    doc: Mapping[str, str]
    example: str
    lenient: Mapping[str, frozenset[str]] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerWord:
    """What may follow `when`: its words, the kinds of rules it starts, and the moment it stands for."""

    words: tuple[str, ...]
    kind: TriggerKind
    occasion: Occasion
    doc: Mapping[str, str]
    example: str
