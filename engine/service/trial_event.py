"""An order that did not happen, as JSON: what `otoku analyze` shows and `otoku try --event` reads.

    {"at": "2026-05-20T10:00:00+09:00", "lines": [{"sku": "PACK-1", "quantity": 2, "price": 3800}],
     "customer": {"email": "a@example.com", "member": true, "orders": 3, "spent": 12000, "tags": ["gold"],
                  "last_order_at": "2026-05-01T09:00:00+09:00"},
     "codes": ["WELCOME10"], "coupons": ["thanks-coupon"], "shipping": 500, "test": false}

It is a line of a file of past orders (`service.past_order`) with what the shop knows of the buyer besides: `orders`,
`spent`, `blocked`, `first_order_at`, `last_order_at`; `test` makes it a sandbox order. Only `lines` are required.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import orjson

from engine.model.answers import RowProblem
from engine.model.facts import CustomerFact
from engine.model.findings import TrialEvent
from engine.model.program import Program
from engine.service.past_order import Till, read_past_order

USUAL_BUYER = "buyer@example.com"


def event_json(event: TrialEvent, zone: ZoneInfo) -> dict[str, Any]:
    """`event` in its JSON form, instants in the shop's zone; what is as usual is left out."""
    cart, known = event.cart, event.customer
    customer: dict[str, Any] = {
        "id": cart.buyer.external_id,
        "email": cart.buyer.email,
        "member": cart.buyer.member,
        "orders": known.orders,
        "spent": known.spent,
        "tags": sorted(known.tags),
        "tier": known.tier,
        "blocked": known.blocked,
        "first_order_at": _written(known.first_order_at, zone),
        "last_order_at": _written(known.last_order_at, zone),
    }
    shown: dict[str, Any] = {
        "at": _written(event.at, zone),
        "lines": [
            {"sku": line.sku, "quantity": line.quantity, "price": line.unit_price} for line in cart.lines
        ],
        "customer": {name: value for name, value in customer.items() if value},
        "codes": list(cart.codes),
        "coupons": list(event.coupons),
        "shipping": cart.shipping,
        "channel": cart.channel,
        "note": event.note,
        "test": cart.test,
    }
    return {name: value for name, value in shown.items() if value or name in ("at", "lines")}


def _written(at: datetime | None, zone: ZoneInfo) -> str | None:
    return None if at is None else at.astimezone(zone).isoformat()


def read_trial_event(text: bytes | str, program: Program, at: datetime) -> TrialEvent | RowProblem:
    """The event of a JSON text, `at` the given instant if it names none; a RowProblem says which field is wrong."""
    try:
        record = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return RowProblem(line=1, column="", code="not_json", value=str(error)[:100])
    if not isinstance(record, dict):
        return RowProblem(line=1, column="", code="not_an_object")
    zone = ZoneInfo(program.settings.zone)
    whole = {"id": "trial", "at": at.isoformat(), **record}
    if isinstance(whole.get("customer") or {}, dict):
        whole["customer"] = {"email": USUAL_BUYER, **(whole.get("customer") or {})}
    till = Till(products=program.catalog.products, rounding=program.settings.rounding)
    past = read_past_order(orjson.dumps(whole), 1, till, zone)
    if isinstance(past, RowProblem):
        return past
    known = _known(cast(dict[str, Any], whole["customer"]), zone)
    if isinstance(known, RowProblem):
        return known
    if not isinstance(whole.get("test", False), bool):
        return RowProblem(line=1, column="test", code="not_yes_or_no", value=str(whole["test"]))
    return TrialEvent(
        at=past.order.placed_at,
        cart=replace(past.order.cart, test=whole.get("test", False)),
        customer=replace(known, tags=past.tags, tier=past.tier),
        coupons=past.coupons,
        note=past.order.note,
    )


def _known(customer: dict[str, Any], zone: ZoneInfo) -> CustomerFact | RowProblem:
    for name in ("orders", "spent"):
        if type(customer.get(name, 0)) is not int or customer.get(name, 0) < 0:
            return _bad(name, "not_a_number", customer[name], "a whole number")
    if not isinstance(customer.get("blocked", False), bool):
        return _bad("blocked", "not_yes_or_no", customer["blocked"], "true or false")
    moments: dict[str, datetime | None] = {}
    for name in ("first_order_at", "last_order_at"):
        try:
            moments[name] = _moment(customer.get(name), zone)
        except (TypeError, ValueError):
            return _bad(name, "not_a_time", customer[name], "2026-05-20T10:00:00+09:00")
    return CustomerFact(
        orders=customer.get("orders", 0),
        spent=customer.get("spent", 0),
        blocked=customer.get("blocked", False),
        first_order_at=moments["first_order_at"],
        last_order_at=moments["last_order_at"],
    )


def _moment(text: object, zone: ZoneInfo) -> datetime | None:
    if text is None:
        return None
    at = datetime.fromisoformat(cast(str, text))
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _bad(name: str, code: str, value: object, expected: str) -> RowProblem:
    return RowProblem(line=1, column=f"customer.{name}", code=code, value=str(value)[:100], expected=expected)
