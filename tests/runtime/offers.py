"""Offers, plans and carts on plans for the tests."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from engine.model.cart import CartLine
from engine.model.catalog import Catalog, Plan, Product, Sold
from engine.model.contract import Contract
from engine.model.effects import CreateContract, CreateOffer
from engine.model.events import OrderRecorded
from engine.model.facts import Facts
from engine.model.offer import Buying, OfferBody
from engine.model.offer_instance import OfferInstance
from engine.model.program import Discount, Kind, PercentOff, Program, Rule, ShopSettings, Trigger, TriggerKind
from engine.runtime.prepare import Prepared, prepare
from engine.values.duration import Duration, Unit
from tests.runtime.deciding import effects
from tests.runtime.make import MAY_20, cart, only, paid

MONTH = Duration(count=1, unit=Unit.MONTH)
WEEK = Duration(count=7, unit=Unit.DAY)
TENTH = Fraction(1, 10)
ONCE, SUBSCRIPTION = Buying.ONCE, Buying.SUBSCRIPTION
TWENTY_PERCENT = PercentOff(rate=Fraction(1, 5))


def plan(name: str = "monthly", cycle: Duration = MONTH, discount: Fraction = TENTH, **more: Any) -> Plan:
    return Plan(name=name, cycle=cycle, discount=discount, **more)


def product(sku: str, price: int = 1000, *plans: Plan, **more: Any) -> Product:
    given: dict[str, Any] = {"sold": Sold.BOTH, "sandbox": True}
    return Product(sku=sku, name=sku, price=price, plans=plans, **(given | more))


PRODUCTS = (
    product("A", 3000, plan(), plan("weekly", WEEK, Fraction(0))),
    product("B", 2000),
    product("P", 1000, plan(), plan("weekly", WEEK, Fraction(1, 20)), description="From the catalogue"),
)


def offer(
    name: str = "upsell",
    bought: Buying = ONCE,
    offered: Buying = ONCE,
    discount: Discount | None = TWENTY_PERCENT,
    *,
    priority: int = 100,
    rule: dict[str, Any] | None = None,
    **body: Any,
) -> Rule:
    """When A was bought, offer P at 20 % off."""
    given: dict[str, Any] = {"product": "P", "plans": ("monthly",) if offered is SUBSCRIPTION else ()}
    return Rule(
        name=name,
        kind=Kind.OFFER,
        priority=priority,
        trigger=Trigger(kind=TriggerKind.ORDER_PAID, selector=only("A")),
        body=OfferBody(bought=bought, offered=offered, discount=discount, **(given | body)),
        **(rule or {}),
    )


def shop(*rules: Rule, products: tuple[Product, ...] = PRODUCTS, **more: Any) -> Prepared:
    catalog = Catalog(currency="JPY", products={one.sku: one for one in products}, version=1)
    return prepare(Program(settings=ShopSettings(), catalog=catalog, rules=rules, revision=1, **more))


def line(sku: str = "A", plan: str = "", price: int = 3000, quantity: int = 1) -> CartLine:
    return CartLine(sku=sku, quantity=quantity, unit_price=price, plan=plan)


def bought(*lines: CartLine, order_id: str = "1", now: datetime = MAY_20, **more: Any) -> OrderRecorded:
    """A paid order of these lines."""
    return paid(replace(cart("A", **more), lines=lines), order_id=order_id, now=now)


def made(rules: Prepared, event: OrderRecorded, facts: Facts | None = None) -> OfferInstance | None:
    found = effects(rules, event, CreateOffer, facts)
    assert len(found) < 2
    return found[0].offer if found else None


def the_offer(rules: Prepared, event: OrderRecorded, facts: Facts | None = None) -> OfferInstance:
    found = made(rules, event, facts)
    assert found is not None
    return found


def contracts(rules: Prepared, event: OrderRecorded) -> list[Contract]:
    return [one.contract for one in effects(rules, event, CreateContract)]


TWO_PLANS = (line(plan="monthly", price=2700), line(plan="weekly"))
