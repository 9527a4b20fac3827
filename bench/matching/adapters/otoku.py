"""Otoku itself: its own program, compiled from rule text.

The checkout is handed over as the cart, the buyer and the facts that a request has become by then; `Json` times that
step too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bench.matching.adapter import Adapter
from bench.matching.rule_text import Written, catalog, number_of, rule_files
from bench.matching.workload import Checkout, Rule, date, ranked
from engine.dsl.compile import compile_files
from engine.model.cart import Buyer, Cart, CartLine, Order, OrderState
from engine.model.decision import Decision
from engine.model.effects import IssueCoupon
from engine.model.events import OrderRecorded
from engine.model.facts import CustomerFact, Facts
from engine.model.program import Rule as EngineRule
from engine.model.quote import Quote
from engine.runtime.decide import decide
from engine.runtime.prepare import Prepared, prepare
from engine.runtime.quote import quote
from engine.vocabulary.fields import Sight

ZONE = ZoneInfo("Asia/Tokyo")


class CompileError(Exception):
    """Our own rule text does not compile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A checkout in the engine's terms."""

    event: OrderRecorded
    facts: Facts
    sight: Sight


def compiled(rules: Sequence[Rule], kind: Written) -> Prepared:
    """Rules as text, through parser, checker and compiler, ready to decide. Raises CompileError."""
    done = compile_files(rule_files(rules, kind), catalog(len(rules)))
    if done.program is None:
        errors = [f"{one.code} {dict(one.args)}" for one in done.diagnostics if not one.code.startswith("W")]
        raise CompileError("; ".join(errors[:3]))
    return prepare(done.program)


def seen(checkout: Checkout, prepared: Prepared) -> Seen:
    """The checkout as an order that was just paid."""
    known, customer = checkout["order"], checkout["customer"]
    at = datetime.combine(date(known["day"]), time(12), ZONE).astimezone(UTC)
    cart = Cart(
        lines=_lines(known["products"], known["quantity"], known["subtotal"]),
        buyer=Buyer(email="buyer@example.com", member=customer["member"]),
        channel=known["channel"],
    )
    order = Order(id="order", state=OrderState.PAID, cart=cart, placed_at=at)
    fact = CustomerFact(
        orders=customer["orders"], tags=frozenset(customer["tags"]), last_order_at=at - timedelta(9)
    )
    return Seen(
        event=OrderRecorded(id="event", at=at, order=order),
        facts=Facts(customer=fact),
        sight=Sight(cart=cart, customer=fact, catalog=prepared.program.catalog, now=at, order=order),
    )


def _lines(products: Sequence[str], quantity: int, subtotal: int) -> tuple[CartLine, ...]:
    """Lines with the pieces and the total of the checkout: one piece of the first product makes up the difference."""
    first, *others = products
    price, spare = subtotal // quantity, quantity - len(products)
    rest = subtotal - price * (quantity - 1)
    lines = [CartLine(sku=first, quantity=1, unit_price=rest)]
    if spare:
        lines.append(CartLine(sku=first, quantity=spare, unit_price=price))
    return tuple(lines + [CartLine(sku=name, quantity=1, unit_price=price) for name in others])


class OtokuMatch(Adapter):
    """Which rules act, and nothing else: the question that the peers answer."""

    kind = Written.COUPON

    def compile(self, rules: Sequence[Rule]) -> None:
        self.prepared = compiled(rules, self.kind)
        self.rank = {rule.id: rank for rank, rule in enumerate(ranked(rules))}

    def read(self, checkout: Checkout) -> Seen:
        return seen(checkout, self.prepared)

    def match(self, read: Seen) -> list[EngineRule]:
        return self.prepared.coupons.matches(read.sight)

    def answer(self, found: list[EngineRule]) -> list[int]:
        """Their numbers; what the engine itself names are rules."""
        return [number_of(rule.name) for rule in found]


class OtokuJson(OtokuMatch):
    """The same, from the decoded JSON on."""

    def read(self, checkout: Checkout) -> Checkout:  # type: ignore[override]
        return checkout

    def match(self, read: Checkout) -> list[EngineRule]:  # type: ignore[override]
        return super().match(seen(read, self.prepared))


class OtokuDecide(OtokuMatch):
    """The whole decision about a paid order: price, coupons, stats, every effect that the store has to perform."""

    trace = False

    def match(self, read: Seen) -> Decision:  # type: ignore[override]
        decision = decide(self.prepared, read.event, read.facts, trace=self.trace)
        assert isinstance(decision, Decision)
        return decision

    def answer(self, decision: Decision) -> list[int]:  # type: ignore[override]
        """Rule ids; not timed."""
        return [number_of(effect.rule) for effect in decision.effects if isinstance(effect, IssueCoupon)]


class OtokuTrace(OtokuDecide):
    """The decision with its explanation, line by line of every rule."""

    trace = True


class OtokuQuote(OtokuMatch):
    """The price of the cart when every rule is a sale: the best set of all that match."""

    kind = Written.SALE

    def match(self, read: Seen) -> Quote:  # type: ignore[override]
        priced = quote(self.prepared, read.event.order.cart, read.facts, read.event.at)
        assert isinstance(priced, Quote)
        return priced

    def answer(self, priced: Quote) -> list[int]:  # type: ignore[override]
        """The rules that were applied or would have been; a price has no order among them, so it is the judge's."""
        told = [*(one.rule for one in priced.adjustments), *(one.rule for one in priced.refusals if one.rule)]
        return sorted((number_of(name) for name in told), key=self.rank.__getitem__)
