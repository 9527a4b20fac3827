"""One shop in memory that plays the steps of a case over virtual time and says what came of each."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from engine.dsl.compile import compile_files
from engine.model.answers import HeldCode, OrderRecordedAnswer, Published
from engine.model.cart import OrderState
from engine.model.catalog import Catalog, Plan, Product, Sold
from engine.model.decision import Decision, Rejection
from engine.model.events import RefusedCodes
from engine.model.quote import Quote
from engine.model.reader import ReadersWanted
from engine.model.records import MessageState, Shop, SourceFile, StoredCoupon
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import (
    BuyerRequest,
    CartRequest,
    CustomerRequest,
    LineRequest,
    OrderRequest,
    RefundRequest,
)
from engine.model.screening import Screening, Verdict
from engine.service.clock import VirtualClock
from engine.service.coupons import code_of
from engine.service.hold import hold_code, release_code
from engine.service.kept_mails import kept_mails
from engine.service.publish import publish
from engine.service.quote import quote_cart
from engine.service.record_customer import record_customer
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from engine.service.try_rules import try_rules
from engine.service.work import work
from engine.store.memory import MemoryStore
from engine.values.duration import Duration, Unit
from tests.conformance.carts import ALL as ALL  # noqa: PLC0414 - used by other worlds
from tests.conformance.carts import SHOP as SHOP  # noqa: PLC0414
from tests.conformance.carts import TOKYO, CartSteps, local, rejected
from tests.service.shop import TEST, make_engine

EXAMPLES = Path(__file__).resolve().parents[2] / "rules" / "examples"
TEMPLATE = """category: coupon
class: essential
subject: Thank you for order {{ order.id }}
---
Your code is {{ coupon.code }}, for {{ coupon.products }}, until {{ coupon.valid_until }}.
Only for purchases with this e-mail address.
"""
PRODUCTS = tuple(
    Product(sku=sku, name=f"Product {sku}", price=price, sandbox=sku in "AB")
    for sku, price in (("A", 1000), ("B", 1000), ("C", 3000), ("D", 356), ("E", 999))
)


class World(CartSteps):
    """The engine of earnest on a store in memory; `say_*` methods play a step and answer in plain values."""

    def __init__(self) -> None:
        self.clock = VirtualClock(datetime(2026, 5, 20, 1, tzinfo=UTC))
        self.store = MemoryStore()
        self.engine = make_engine(self.store, clock=self.clock)
        self.orders = 0
        self.held: list[str] = []

    async def open(self, rules: str, products: Sequence[Mapping[str, Any]], template: str | None) -> None:
        """Sell `products` (the usual ones where a case changes none) under `rules`; `template` is of an example."""
        now = self.clock.now()
        await self.store.add_shop(Shop(id=SHOP, name="Shop", created_at=now))
        catalog = {one.sku: one for one in PRODUCTS} | {one["sku"]: _product(one) for one in products}
        await self.store.save_products(SHOP, tuple(catalog.values()), (), "JPY", TEST, now)
        self.template = (EXAMPLES / template).read_text(encoding="utf-8") if template else TEMPLATE
        await self.say_publish(rules)

    async def say_publish(self, rules: str) -> dict[str, Any]:
        shop = await self.store.shop(SHOP)
        assert shop is not None
        published = await publish(
            self.engine, SHOP, self._files(rules), expected=shop.live_revision, actor=TEST
        )
        assert isinstance(published, Published), published
        return {"revision": published.revision.number}

    def _files(self, rules: str) -> tuple[SourceFile, ...]:
        wanted = sorted(set(re.findall(r'send (?:email|sms) "([^"]+)"', rules)))
        texts = [SourceFile(path=f"templates/{name}.en.liquid", text=self.template) for name in wanted]
        return (SourceFile(path="rules.otoku", text=rules), *texts)

    # -- time

    async def say_at(self, moment: str) -> dict[str, Any]:
        await self._move_to(_instant(moment))
        return {}

    async def say_wait(self, length: str) -> dict[str, Any]:
        count, unit = length.split()
        await self._move_to(self.clock.now() + timedelta(**{f"{unit.rstrip('s')}s": int(count)}))
        return {}

    async def _move_to(self, at: datetime) -> None:
        while (due := await self.store.next_due()) is not None and due <= at:
            self.clock.set(max(due, self.clock.now()))
            if not await work(self.engine):
                break
        self.clock.set(at)

    # -- what a shop does

    async def say_quote(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        found = await quote_cart(self.engine, SHOP, await self._cart(asked), trusted=True)
        return rejected(found) if isinstance(found, Rejection) else _quoted(found)

    async def say_order(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        answer = await record_order(self.engine, SHOP, await self._order(asked), actor=TEST)
        if isinstance(answer, Rejection):
            return rejected(answer)
        while await work(self.engine):
            pass
        assert isinstance(answer, OrderRecordedAnswer)
        issued = sorted(one.rule for one in answer.issued)
        return {
            **_quoted(answer.quote),
            "issued": issued,
            "repeated": answer.repeated,
            "state": str(answer.state),
        }

    async def say_refund(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Give back of the order `of` the `lines`, units by product, `shipping`, or an `amount`; else all."""
        lines = tuple(RefundLine(sku=sku, quantity=count) for sku, count in asked.get("lines", {}).items())
        wish = RefundWish(lines=lines, shipping=asked.get("shipping"), amount=asked.get("amount"))
        request = RefundRequest(order_id=asked["of"], refund_id=asked.get("id", "r1"), wish=wish)
        answer = await refund_order(self.engine, SHOP, request, actor=TEST)
        if isinstance(answer, Rejection):
            return rejected(answer)
        return {
            "amount": answer.refund.amount,
            "refunded": answer.refunded,
            "full": answer.full,
            "repeated": answer.repeated,
        }

    async def say_customer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        request = CustomerRequest(
            buyer=BuyerRequest(email=asked.get("email", "a@x.jp"), external_id=asked.get("member")),
            birthday=asked.get("birthday"),
            tags=tuple(asked["tags"]) if "tags" in asked else None,
            joined_at=self.clock.now() if asked.get("joins") else None,
        )
        answer = await record_customer(self.engine, SHOP, request, actor=TEST)
        if isinstance(answer, Rejection):
            return rejected(answer)
        while await work(self.engine):
            pass
        return {"issued": answer.issued, "birthday": answer.customer.customer.birthday}

    async def say_try(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        tried = await try_rules(self.engine, SHOP, await self._order(asked))
        assert not isinstance(tried, Rejection), tried
        if isinstance(tried.outcome, Rejection):
            return rejected(tried.outcome)
        assert isinstance(tried.outcome, Decision)
        assert tried.outcome.quote is not None
        trace = [f"{one.rule}: {one.label} {one.verdict}" for one in tried.outcome.trace]
        return {**_quoted(tried.outcome.quote), "trace": trace}

    async def say_hold(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        code = await self._code(asked["code"])
        held = await hold_code(
            self.engine,
            SHOP,
            code,
            cart_token=asked.get("token", "t"),
            buyer=BuyerRequest(email=asked.get("email", "a@x.jp")),
        )
        if isinstance(held, HeldCode):
            self.held.append(str(held.hold_id))
            return {"held": True}
        return {"held": False, "reason": dict(held.args).get("reason")}

    async def say_release(self, number: int) -> dict[str, Any]:
        return {"released": await release_code(self.engine, SHOP, self.held[number])}

    async def say_revoke(self, rule: str) -> dict[str, Any]:
        coupon = await self._coupon(rule)
        done = await self.store.revoke_coupon(SHOP, coupon.fact.id, "lost", TEST, self.clock.now())
        return {"revoked": done}

    async def _order(self, asked: Mapping[str, Any]) -> OrderRequest:
        self.orders += 1
        return OrderRequest(
            id=asked.get("id", str(self.orders)),
            state=OrderState(asked.get("state", "paid")),
            cart=await self._cart(asked),
            stated_total=asked.get("stated"),
            note=asked.get("note", ""),
            refused_codes=RefusedCodes(asked.get("refused_codes", "reject")),
            screening=_screening(asked.get("screening")),
        )

    async def _cart(self, asked: Mapping[str, Any]) -> CartRequest:
        prices = asked.get("prices", {})
        lines = tuple(
            LineRequest(sku=sku, quantity=quantity, unit_price=prices.get(sku))
            for sku, quantity in asked["lines"].items()
        )
        lines += tuple(
            LineRequest(sku=sku, quantity=quantity, unit_price=0, gift=True)
            for sku, quantity in asked.get("gifts", {}).items()
        )
        buyer = BuyerRequest(
            email=asked.get("email", "a@x.jp"),
            external_id=asked.get("member"),
            member="member" in asked,
            name=asked.get("name", ""),
        )
        return CartRequest(
            lines=lines,
            buyer=buyer,
            codes=tuple([await self._code(code) for code in asked.get("codes", ())]),
            shipping=asked.get("shipping", 0),
            channel=asked.get("channel", ""),
            test=asked.get("test", False),
            token=asked.get("token", ""),
        )

    # -- what is stored

    async def say_look(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What is there: `coupons` and `stats` of the rules that are asked for, `mails`, `messages`."""
        found: dict[str, Any] = {"broken": list(await self.store.check_invariants(SHOP, self.clock.now()))}
        if "coupons" in asked:
            found["coupons"] = {rule: await self._coupon_story(rule) for rule in asked["coupons"]}
        if "mails" in asked:
            mails = await kept_mails(self.engine, SHOP, ALL)
            found["mails"] = [{"to": one.recipient, "text": one.text} for one in mails]
        if "customers" in asked:
            people = await self.store.customers_by_key(SHOP, list(asked["customers"]))
            known = {one.key: one.customer for one in people}
            found["customers"] = {
                key: {"orders": one.orders, "spent": one.spent} for key, one in known.items()
            }
        if "orders" in asked:
            orders = await self.store.orders(SHOP, ALL, email=None)
            found["orders"] = {one.order.id: str(one.order.state) for one in orders}
        if "unsent" in asked:
            sent = await self.store.messages(
                SHOP, ALL, state=MessageState.SENT, order_id=None, coupon_id=None
            )
            messages = await self.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
            found["unsent"] = len(messages) - len(sent)
        found |= await self.look_at_carts(asked)
        if "readers" in asked:
            found["readers"] = {name: await self._readers(name) for name in asked["readers"]}
        if "stats" in asked:
            found["stats"] = await self._stats(asked["stats"])
        return found

    async def _coupon_story(self, rule: str) -> list[dict[str, Any]]:
        coupons = await self.store.coupons(SHOP, ALL, rule=rule, email=None, state=None)
        return [
            {
                "state": str(one.fact.state),
                "owner": one.fact.owner_email or one.fact.owner_id,
                "until": None if one.fact.valid_until is None else local(one.fact.valid_until),
                "uses": one.fact.uses,
                "used": one.fact.used,
                "digits": one.shape.length,
                "test": one.fact.test,
                "issued_to": one.fact.issued_to,
            }
            for one in coupons
        ]

    async def _stats(self, rules: Sequence[str]) -> dict[str, dict[str, int]]:
        day = self.clock.now().astimezone(TOKYO).date()
        rows = await self.store.stats(
            SHOP, tuple(rules), day - timedelta(days=400), day + timedelta(days=1), None
        )
        found: dict[str, dict[str, int]] = {rule: {} for rule in rules}
        for row in rows:
            figures = found[row.rule]
            figures[str(row.metric)] = figures.get(str(row.metric), 0) + row.amount
        return found

    async def _readers(self, name: str) -> list[dict[str, Any]]:
        """Who is or was on a list, newest first."""
        found = await self.store.enrolments(SHOP, ALL, ReadersWanted(list=name))
        return [{"reader": one.reader, "state": str(one.state)} for one in found]

    async def _coupon(self, rule: str) -> StoredCoupon:
        [newest, *_] = await self.store.coupons(SHOP, ALL, rule=rule, email=None, state=None)
        return newest

    async def _code(self, text: str) -> str:
        """`$rule` is the code of the newest coupon of that rule; anything else is typed as it stands."""
        return code_of(self.engine, SHOP, await self._coupon(text[1:])) if text.startswith("$") else text


def diagnostics_of(rules: str, products: Sequence[Mapping[str, Any]]) -> list[str]:
    """Codes of what the compiler says, in order."""
    known = {one.sku: one for one in PRODUCTS} | {one["sku"]: _product(one) for one in products}
    compiled = compile_files(
        (SourceFile(path="rules.otoku", text=rules),), Catalog(currency="JPY", products=known)
    )
    return [one.code for one in compiled.diagnostics]


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of one file."""
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _product(told: Mapping[str, Any]) -> Product:
    usual = {"name": told["sku"], "price": 1000}
    rest = dict(told)
    if "tags" in rest:
        rest["tags"] = frozenset(rest["tags"])
    if "tax_rate" in rest:
        rest["tax_rate"] = Fraction(rest["tax_rate"])
    if "plans" in rest:
        rest["plans"] = tuple(_plan(name, *terms.split()) for name, terms in rest["plans"].items())
    if "sold" in rest:
        rest["sold"] = Sold(rest["sold"])
    return Product(**{**usual, **rest})


def _plan(name: str, count: str, unit: str, discount: str = "0%") -> Plan:
    """`monthly: 1 month 10%`."""
    cycle = Duration(count=int(count), unit=Unit(unit.rstrip("s")))
    return Plan(name=name, cycle=cycle, discount=Fraction(int(discount.rstrip("%")), 100))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO).astimezone(UTC)


def _screening(told: Mapping[str, Any] | None) -> Screening | None:
    if told is None:
        return None
    verdict = Verdict(told["verdict"]) if "verdict" in told else None
    return Screening(verdict=verdict, redirected=told.get("redirected", False))


def _quoted(quote: Quote) -> dict[str, Any]:
    return {
        "subtotal": quote.subtotal,
        "discount": quote.discount,
        "total": quote.total,
        "gateway_total": quote.gateway_total,
        "lines": {line.sku: line.total for line in quote.lines if not line.gift},
        "gifts": {line.sku: line.quantity for line in quote.lines if line.gift},
        "line_discounts": [line.discount for line in quote.lines],
        "applied": {one.rule: one.amount for one in quote.adjustments},
        "refused": {one.rule or "": str(one.reason) for one in quote.refusals},
        "coupon_entry": quote.coupon_entry,
    }
