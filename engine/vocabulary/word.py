"""How a word of the language is declared: one declaration feeds checker, forms, completion and manual."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.program import ShopSettings
from engine.values.span import Span
from engine.vocabulary.literals import Literal


class Place(StrEnum):
    """Blocks that lines belong to."""

    SHOP = "shop"
    COUPON = "coupon"
    SALE = "sale"
    AUDIENCE = "audience"
    BUDGET = "budget"
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
    CONDITION = "condition"
    TEMPLATE = "template"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a word may look at while it turns literals into a setting; `report` collects diagnostics."""

    settings: ShopSettings
    catalog: Catalog | None  # None: checking offline without a catalogue, references are not checked
    span: Span  # of the line
    report: Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One kind of line.

    `read` returns the setting (any frozen value of the model) or None after reporting why not. `doc` is user-facing
    text by language (`en`, `ja`); `example` is a line that parses and checks.
    """

    label: str
    places: frozenset[Place]
    read: Callable[[tuple[Literal, ...], Reading], object | None]
    doc: Mapping[str, str]
    example: str
    widget: Widget
    required: frozenset[Place] = frozenset()
    repeats: bool = False
    requirements: tuple[str, ...] = field(default=())
