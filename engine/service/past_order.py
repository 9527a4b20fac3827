"""One line of a file of past orders, as a replay reads it.

    {"id": "1001", "at": "2026-05-20T10:00:00+09:00",
     "lines": [{"sku": "PACK-1", "quantity": 2, "price": 3800}, {"sku": "TEIKI-1", "quantity": 1, "plan": "monthly"}],
     "customer": {"id": "c7", "email": "a@example.com", "member": true, "tags": ["gold"], "tier": "gold"},
     "codes": ["WELCOME10"], "coupons": ["thanks-coupon"], "shipping": 500, "channel": "web", "note": ""}

`id`, `at` and `lines` are required. Money is minor units (5.00 dollars are 500), `price` that of one piece; a line
without it is sold at the catalogue's price, on a `plan` less the plan's discount. An `at` without an offset is
shop-local. `codes` are shared codes; the one-time codes of the past mean nothing in a replay, which issues its own, so
`coupons` names the rule of a coupon that the buyer used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from engine.model.answers import RowProblem
from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.catalog import Product
from engine.runtime.plans import first_price, plan_of
from engine.values.code import canonical
from engine.values.identity import normal_email
from engine.values.money import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrder:
    """An order that was paid, and what the shop knew of its buyer besides his orders.

    `without_quantity` lines bought nothing and are left out: tills write them for coupons and corrections.
    """

    order: Order
    coupons: tuple[str, ...]
    tags: frozenset[str]
    tier: str
    without_quantity: int


class _Bad(Exception):
    """Carries what is wrong with a row out of a nested field."""

    def __init__(self, column: str, code: str, value: object = "", expected: str = "") -> None:
        super().__init__(column)
        self.args = (column, code, str(value)[:100], expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """What lines without a price are priced by."""

    products: Mapping[str, Product]
    rounding: Rounding


def read_past_order(line: bytes | str, number: int, till: Till, zone: ZoneInfo) -> PastOrder | RowProblem:
    """The order in line `number` (from 1) of a file, or what is wrong with the line."""
    try:
        record = orjson.loads(line)
        if not isinstance(record, dict):
            raise _Bad("", "not_an_object")
        return _order(record, till, zone)
    except orjson.JSONDecodeError as error:
        return RowProblem(line=number, column="", code="not_json", value=str(error)[:100])
    except _Bad as bad:
        column, code, value, expected = bad.args
        return RowProblem(line=number, column=column, code=code, value=value, expected=expected)


def _order(record: dict[str, Any], till: Till, zone: ZoneInfo) -> PastOrder:
    customer = record.get("customer") or {}
    if not isinstance(customer, dict):
        raise _Bad("customer", "not_an_object")
    rows = record.get("lines")
    if not isinstance(rows, list):
        raise _Bad("lines", "missing", expected="a list")
    lines = [_line(row, till) for row in rows]
    bought = [line for line in lines if line.quantity != 0]
    cart = Cart(
        lines=tuple(bought),
        buyer=_buyer(customer),
        codes=_codes(record.get("codes") or ()),
        shipping=_whole(record.get("shipping", 0), "shipping"),
        channel=_text(record.get("channel", ""), "channel"),
    )
    order = Order(
        id=_required(record, "id"),
        state=OrderState.PAID,
        cart=cart,
        placed_at=_instant(_required(record, "at"), zone),
        note=_text(record.get("note", ""), "note"),
    )
    return PastOrder(
        order=order,
        coupons=tuple(_texts(record.get("coupons") or (), "coupons")),
        tags=frozenset(_texts(customer.get("tags") or (), "customer.tags")),
        tier=_text(customer.get("tier", ""), "customer.tier"),
        without_quantity=len(lines) - len(bought),
    )


def _line(row: Any, till: Till) -> CartLine:
    if type(row) is not dict:
        raise _Bad("lines", "not_an_object")
    sku, quantity, price, plan = row.get("sku"), row.get("quantity"), row.get("price"), row.get("plan", "")
    if type(plan) is not str:
        raise _Bad("lines.plan", "not_a_text", plan)
    if type(sku) is str and type(quantity) is int and type(price) is int:
        return CartLine(sku=sku, quantity=quantity, unit_price=price, plan=plan)
    if type(sku) is not str:
        raise _Bad("lines.sku", "missing" if sku is None else "not_a_text", sku)
    if type(quantity) is not int:
        raise _Bad(
            "lines.quantity", "missing" if quantity is None else "not_a_number", quantity, "a whole number"
        )
    if price is not None:
        raise _Bad("lines.price", "not_a_number", price, "a whole number")
    return CartLine(sku=sku, quantity=quantity, unit_price=_usual(sku, plan, till), plan=plan)


def _usual(sku: str, plan: str, till: Till) -> int:
    """The catalogue's price of one in the first order; what the catalogue does not know, the core refuses."""
    product = till.products.get(sku)
    found = plan_of(product, plan) if product and plan else None
    if product is None or found is None:
        return 0 if product is None else product.price
    return first_price(product.price, found, till.rounding)


def _buyer(customer: dict[str, Any]) -> Buyer:
    typed = customer.get("email")
    email = None
    if typed:
        email = normal_email(_text(typed, "customer.email"))
        if email is None:
            raise _Bad("customer.email", "not_an_email", typed)
    identity = customer.get("id")
    return Buyer(
        email=email,
        external_id=None if identity is None else _text(identity, "customer.id"),
        member=customer.get("member", identity is not None) is True,
    )


def _codes(typed: Any) -> tuple[str, ...]:
    codes = [canonical(text) for text in _texts(typed, "codes")]
    return tuple(dict.fromkeys(code for code in codes if code))


def _instant(text: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _Bad("at", "not_a_time", text, "2026-05-20T10:00:00+09:00") from None
    return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)


def _required(record: dict[str, Any], column: str) -> str:
    value = record.get(column)
    if value is None or value == "":
        raise _Bad(column, "missing")
    return _text(value, column)


def _text(value: Any, column: str) -> str:
    if not isinstance(value, str):
        raise _Bad(column, "not_a_text", value)
    return value


def _texts(values: Any, column: str) -> list[str]:
    if not isinstance(values, list | tuple):
        raise _Bad(column, "not_a_list")
    return [_text(value, column) for value in values]


def _whole(value: Any, column: str) -> int:
    if type(value) is not int:
        raise _Bad(column, "not_a_number", value, "a whole number")
    return value
