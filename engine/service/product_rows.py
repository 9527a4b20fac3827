"""Rows of a catalogue file become products: Otoku's own columns, and those of Shopify's product export."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from html.parser import HTMLParser
from typing import TypeVar
from zoneinfo import ZoneInfo

from engine.model.answers import RowProblem
from engine.model.catalog import Plan, Product, ProductKind, Sold
from engine.values.duration import Duration, Unit
from engine.values.money import LARGEST_AMOUNT, exponent, without_thousands

REQUIRED = ("sku", "name", "price")
SHOPIFY_REQUIRED = ("Handle", "Title", "Variant Price")
LONGEST_SKU = 255
LONGEST_NAME = 500
LONGEST_TEXT = 20_000

YES = frozenset({"yes", "true", "1", "y", "shown", "individual", "on", "はい"})
NO = frozenset({"no", "false", "0", "n", "hidden", "off", "いいえ"})
PLAN = re.compile(
    r"\s*(?P<name>[^:;]+):\s*(?P<count>\d{1,4})\s*(?P<unit>day|month)s?(?:\s+(?P<rate>[\d.]+%))?(?:\s+first\s+(?P<first>[\d.]+%))?\s*"
)
TAG_SEPARATORS = re.compile(r"[,;|]")

Choice = TypeVar("Choice", bound=StrEnum)


class BadCell(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, code: str, value: str = "", expected: str = "") -> None:
        super().__init__(column)
        self.column, self.code, self.value, self.expected = column, code, value[:100], expected

    def at(self, line: int) -> RowProblem:
        """The problem as it is reported."""
        return RowProblem(
            line=line, column=self.column, code=self.code, value=self.value, expected=self.expected
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """One row by heading, as text; `currency` gives prices their minor units, `zone` dates their instant."""

    values: Mapping[str, str]
    currency: str
    zone: ZoneInfo
    plans: tuple[Plan, ...] = field(default=())

    def text(self, column: str, longest: int = LONGEST_TEXT) -> str:
        """A text, trimmed, without what no eye sees."""
        value = self.values.get(column, "").strip()
        if len(value) > longest:
            raise BadCell(column, "too_long", value, str(longest))
        if any(ord(char) < 32 and char not in "\n\r\t" for char in value):
            raise BadCell(column, "control_character", value)
        return value

    def needed(self, column: str, longest: int) -> str:
        """A text that must be there."""
        value = self.text(column, longest)
        if not value:
            raise BadCell(column, "missing")
        return value

    def money(self, column: str) -> int | None:
        """Minor units of an amount in major ones, `1,980` or `19.80`; None for a blank."""
        written = self.text(column, 40).lstrip("¥￥$€£")
        if not written:
            return None
        plain = without_thousands(written)
        if plain is None:
            raise BadCell(column, "not_a_number", written)
        amount = number(column, plain) * 10 ** exponent(self.currency)
        if amount != amount.to_integral_value():
            raise BadCell(column, "too_many_decimals", written, str(exponent(self.currency)))
        if not 0 <= amount <= LARGEST_AMOUNT:
            raise BadCell(column, "out_of_range", written, f"0 … {LARGEST_AMOUNT}")
        return int(amount)

    def rate(self, column: str, default: Fraction) -> Fraction:
        """`8%` or `0.08` as 2/25."""
        written = self.text(column, 20)
        if not written:
            return default
        return fraction(column, written)

    def flag(self, column: str, default: bool) -> bool:
        """A yes or no in any of its spellings."""
        written = self.text(column, 20).casefold()
        if not written:
            return default
        if written in YES | NO:
            return written in YES
        raise BadCell(column, "unknown_value", written, "yes, no")

    def choice(self, column: str, kind: type[Choice], default: Choice) -> Choice:
        """One of the words of an enumeration."""
        written = self.text(column, 40).casefold().replace(" ", "_")
        if not written:
            return default
        try:
            return kind(written)
        except ValueError:
            raise BadCell(column, "unknown_value", written, ", ".join(kind)) from None

    def instant(self, column: str) -> datetime | None:
        """A date with a time; the shop's own zone counts when none is written."""
        written = self.text(column, 40)
        if not written:
            return None
        try:
            at = datetime.fromisoformat(written)
        except ValueError:
            raise BadCell(column, "not_a_time", written, "2026-05-20T19:00") from None
        return at if at.tzinfo is not None else at.replace(tzinfo=self.zone)

    def tags(self, column: str) -> frozenset[str]:
        """Tags between commas."""
        return frozenset(tag.strip() for tag in TAG_SEPARATORS.split(self.text(column)) if tag.strip())


def number(column: str, written: str) -> Decimal:
    """A plain decimal number. Raises BadCell."""
    try:
        value = Decimal(written)
    except InvalidOperation:
        raise BadCell(column, "not_a_number", written) from None
    if not value.is_finite() or value.adjusted() > 20:
        raise BadCell(column, "not_a_number", written)
    return value


def fraction(column: str, written: str) -> Fraction:
    """`8%` or `0.08`, between 0 and 1. Raises BadCell."""
    percent = written.endswith(("%", "％"))
    rate = Fraction(number(column, written.rstrip("%％").strip())) / (100 if percent else 1)
    if not 0 <= rate <= 1:
        raise BadCell(column, "out_of_range", written, "0% … 100%")
    return rate


def own_product(cells: Cells) -> Product:
    """A product from Otoku's own columns. Raises BadCell for the first cell that cannot be read."""
    price = cells.money("price")
    if price is None:
        raise BadCell("price", "missing")
    return Product(
        sku=cells.needed("sku", LONGEST_SKU),
        name=cells.needed("name", LONGEST_NAME),
        price=price,
        kind=cells.choice("kind", ProductKind, ProductKind.SHIPPED),
        sold=cells.choice("sold", Sold, Sold.ONCE),
        tax_rate=cells.rate("tax_rate", Fraction(1, 10)),
        plans=cells.plans or plans_of(cells.text("plans")),
        category=cells.text("category", LONGEST_NAME),
        tags=cells.tags("tags"),
        requires_shipping=cells.flag("requires_shipping", default=True),
        description=cells.text("description"),
        image_url=cells.text("image_url", 2000),
        cost=cells.money("cost"),
        coupon_entry=cells.flag("coupon_entry", default=True),
        coupon_discount=cells.flag("coupon_discount", default=True),
        sandbox=cells.flag("sandbox", default=False),
        event_at=cells.instant("event_at"),
        in_stock=cells.flag("in_stock", default=True),
    )


def plans_of(written: str) -> tuple[Plan, ...]:
    """`monthly: 1 month 10% first 50%; weekly: 7 days`: off each delivery, off the first one. Raises BadCell."""
    if not written.strip():
        return ()
    found = [PLAN.fullmatch(part) for part in written.split(";")]
    plans = []
    for part in found:
        if part is None:
            raise BadCell("plans", "unknown_value", written, "monthly: 1 month 10%; weekly: 7 days")
        rate = fraction("plans", part["rate"]) if part["rate"] else Fraction(0)
        cycle = Duration(count=int(part["count"]), unit=Unit(part["unit"]))
        first = fraction("plans", part["first"]) if part["first"] else None
        plans.append(Plan(name=part["name"].strip(), cycle=cycle, discount=rate, first_order_discount=first))
    return tuple(plans)


@dataclass(slots=True, kw_only=True)
class ShopifyRows:
    """Reads Shopify's export: one product fills several rows, of which only the first has the title."""

    _first: Mapping[str, str] = field(default_factory=dict)

    def product(self, cells: Cells) -> Product | None:
        """The product of a variant row, or None for a row that only adds an image. Raises BadCell."""
        own = cells.values
        if (
            own.get("Handle", "").strip() != self._first.get("Handle", "").strip()
            or own.get("Title", "").strip()
        ):
            self._first = own
        if not own.get("Variant Price", "").strip():
            return None
        shared = Cells(values=self._first, currency=cells.currency, zone=cells.zone)
        handle = shared.needed("Handle", LONGEST_SKU)
        options = _options(own)
        ships = cells.flag("Variant Requires Shipping", default=True)
        card = shared.flag("Gift Card", default=False)
        download = ProductKind.SHIPPED if ships else ProductKind.DOWNLOAD
        title = shared.needed("Title", LONGEST_NAME)
        return Product(
            sku=cells.text("Variant SKU", LONGEST_SKU).lstrip("'") or "/".join((handle, *options)),
            name=" / ".join((title, *options)),
            price=cells.money("Variant Price") or 0,
            kind=ProductKind.GIFT_CARD if card else download,
            category=shared.text("Type", LONGEST_NAME) or _leaf(shared.text("Product Category")),
            tags=shared.tags("Tags"),
            requires_shipping=ships,
            description=_plain_text(shared.text("Body (HTML)")),
            image_url=shared.text("Image Src", 2000),
            cost=cells.money("Cost per item"),
        )


def _options(row: Mapping[str, str]) -> Sequence[str]:
    values = [row.get(f"Option{number} Value", "").strip() for number in (1, 2, 3)]
    return [value for value in values if value and value != "Default Title"]


def _leaf(category: str) -> str:
    return category.rpartition(">")[2].strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain_text(markup: str) -> str:
    reader = _Text()
    reader.feed(markup)
    reader.close()
    return " ".join(" ".join(reader.parts).split())
