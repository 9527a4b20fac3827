"""Facts are read from the cart, the buyer's history, the catalogue and the order."""

from datetime import UTC, datetime

import pytest

from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.facts import CustomerFact
from engine.vocabulary.fields import FIELD_BY_PATH, FIELDS, FactValue, Sight
from tests.checker.shop import CATALOG

NOW = datetime(2026, 5, 20, tzinfo=UTC)
LAST = datetime(2026, 5, 1, tzinfo=UTC)
CART = Cart(
    lines=(
        CartLine(sku="TEA-1", quantity=2, unit_price=2_000),
        CartLine(sku="GONE-1", quantity=1, unit_price=300),
    ),
    buyer=Buyer(email="a@example.com", member=True),
    shipping=500,
    channel="web",
)
CUSTOMER = CustomerFact(
    orders=3,
    spent=9_000,
    tags=frozenset({"gold"}),
    tier="gold",
    blocked=True,
    first_order_at=LAST,
    last_order_at=LAST,
    joined_at=LAST,
    birthday="05-20",
)
ORDER = Order(id="1", state=OrderState.PAID, cart=CART, placed_at=NOW, note="急ぎ")

VALUES: dict[str, FactValue] = {
    "cart.total": 4_300,
    "cart.discounted_total": 4_000,
    "cart.quantity": 3,
    "cart.lines": 2,
    "cart.items": (CATALOG.products["TEA-1"],),
    "cart.shipping": 500,
    "cart.channel": "web",
    "order.note": "急ぎ",
    "customer.orders": 3,
    "customer.spent": 9_000,
    "customer.tags": frozenset({"gold"}),
    "customer.tier": "gold",
    "customer.member": True,
    "customer.blocked": True,
    "customer.first_order_at": LAST,
    "customer.last_order_at": LAST,
    "customer.joined_at": LAST,
    "customer.birthday": "05-20",
}


@pytest.mark.parametrize("path", [field.path for field in FIELDS])
def test_a_fact_is_read_from_what_is_in_sight(path: str) -> None:
    sight = Sight(cart=CART, customer=CUSTOMER, catalog=CATALOG, now=NOW, order=ORDER, discounts=300)
    assert VALUES[path] == FIELD_BY_PATH[path].read(sight)


def test_a_stranger_has_no_history_and_a_cart_no_note() -> None:
    sight = Sight(cart=CART, customer=CustomerFact(), catalog=CATALOG, now=NOW, discounts=9_999)
    unknown = {field.path for field in FIELDS if field.read(sight) is None}
    never = {"customer.first_order_at", "customer.last_order_at", "customer.joined_at"}
    assert unknown == {"order.note", "customer.birthday"} | never
    assert FIELD_BY_PATH["cart.discounted_total"].read(sight) == 0


def test_only_facts_about_the_buyers_past_need_it_to_be_read() -> None:
    needed = {field.path for field in FIELDS if field.history}
    assert needed == {path for path in VALUES if path.startswith("customer.")} - {"customer.member"}
