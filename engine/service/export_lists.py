"""Coupons, redemptions and orders as files for spreadsheets, newest first; money in minor units, codes masked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from engine.model.cursor import ListedRow, cursor_of
from engine.model.program import AmountOff, Discount, PercentOff
from engine.model.records import Page, Redemption, StoredCoupon, StoredOrder
from engine.service.spreadsheet import spreadsheet

MOST_ROWS = 10_000
"""Rows of one file; it is made in memory, within the time of one request."""

_AT_ONCE = 500

Row = TypeVar("Row", bound=ListedRow)
Load = Callable[[Page], Awaitable[tuple[Row, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A CSV file; not `complete`: older rows were left out after `rows` of them."""

    text: str
    rows: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a file is made: the shop's `currency` and IANA `zone`, and whether they may see addresses."""

    currency: str
    zone: str
    addresses: bool

    def local(self, at: datetime | None) -> str:
        """An instant on the shop's clock, as spreadsheets read it; empty: none."""
        return "" if at is None else at.astimezone(ZoneInfo(self.zone)).strftime("%Y-%m-%d %H:%M:%S")


Cells = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShape(Generic[Row]):
    """How rows of a list become rows of a file, for a reader."""

    columns: Callable[[Reader], tuple[str, ...]]
    cells: Callable[[Reader, Row], Cells]


async def export_coupons(load: Load[StoredCoupon], reader: Reader, *, most: int = MOST_ROWS) -> Sheet:
    """Coupons; the column of owners only for who may see addresses."""
    return await _sheet(COUPONS, load, reader, most)


async def export_redemptions(load: Load[Redemption], reader: Reader, *, most: int = MOST_ROWS) -> Sheet:
    """Uses of coupons and grants of rules; `code` is that of shared ones, which is no secret."""
    return await _sheet(REDEMPTIONS, load, reader, most)


async def export_orders(load: Load[StoredOrder], reader: Reader, *, most: int = MOST_ROWS) -> Sheet:
    """Orders with the engine's price; the column of buyers only for who may see addresses."""
    return await _sheet(ORDERS, load, reader, most)


def _coupon_columns(reader: Reader) -> tuple[str, ...]:
    return (
        *("code", "state", "rule", "order", "amount_off", "percent_off", "free_shipping", "currency"),
        *("issued_at", "valid_until", "uses", "used", "held", "test"),
        *(("owner",) if reader.addresses else ()),
    )


def _coupon_cells(reader: Reader, row: StoredCoupon) -> Cells:
    fact = row.fact
    return (
        *(f"••••{row.last_four}", fact.state.value, fact.rule, row.order_id),
        *(*_taken_off(fact.terms.discount), reader.currency),
        *(reader.local(fact.issued_at), reader.local(fact.valid_until)),
        *("" if fact.uses is None else fact.uses, fact.used, fact.held, _flag(on=fact.test)),
        *((fact.owner_email or "",) if reader.addresses else ()),
    )


def _redemption_columns(_: Reader) -> tuple[str, ...]:
    return ("at", "rule", "order", "code", "amount", "currency", "returned_at", "test")


def _redemption_cells(reader: Reader, row: Redemption) -> Cells:
    return (
        *(reader.local(row.at), row.rule, row.order_id, row.code or ""),
        *(row.amount, reader.currency, reader.local(row.returned_at), _flag(on=row.test)),
    )


def _order_columns(reader: Reader) -> tuple[str, ...]:
    return (
        *("order", "state", "placed_at", "subtotal", "discount", "shipping", "total", "currency"),
        *("codes", "channel", "revision", "test"),
        *(("buyer",) if reader.addresses else ()),
    )


def _order_cells(reader: Reader, row: StoredOrder) -> Cells:
    order, quote = row.order, row.quote
    return (
        *(order.id, order.state.value, reader.local(order.placed_at)),
        *(quote.subtotal, quote.discount, quote.shipping, quote.total, quote.currency),
        *(" ".join(order.cart.codes), order.cart.channel, row.revision, _flag(on=order.cart.test)),
        *((order.cart.buyer.email or "",) if reader.addresses else ()),
    )


COUPONS = RowShape(columns=_coupon_columns, cells=_coupon_cells)
REDEMPTIONS = RowShape(columns=_redemption_columns, cells=_redemption_cells)
ORDERS = RowShape(columns=_order_columns, cells=_order_cells)


async def _sheet(shape: RowShape[Row], load: Load[Row], reader: Reader, most: int) -> Sheet:
    written: list[tuple[str | int, ...]] = []
    page, complete = Page(limit=min(most, _AT_ONCE)), False
    while not complete and len(written) < most:
        found = await load(page)
        written += (shape.cells(reader, row) for row in found)
        complete = len(found) < page.limit
        if found:
            page = Page(limit=min(most - len(written), _AT_ONCE) or 1, cursor=cursor_of(found[-1]))
    complete = complete or not await load(page)
    return Sheet(text=spreadsheet(shape.columns(reader), written), rows=len(written), complete=complete)


def _taken_off(discount: Discount) -> tuple[str | int, str, str]:
    amount = discount.amount if isinstance(discount, AmountOff) else ""
    percent = f"{float(discount.rate * 100):g}" if isinstance(discount, PercentOff) else ""
    return amount, percent, _flag(on=not isinstance(discount, AmountOff | PercentOff))


def _flag(*, on: bool) -> str:
    return "1" if on else ""
