"""Orders that did not happen, tried with the real runtime and without a store: what the analysis stands on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from engine.dsl.analyze.rehearsal import Outcome
from engine.model.cart import Order, OrderState
from engine.model.decision import Decision, Rejection
from engine.model.effects import IssueCoupon, SendMessage
from engine.model.events import OrderRecorded, RefusedCodes
from engine.model.facts import CouponFact, CouponState, Facts
from engine.model.findings import TrialEvent
from engine.model.program import CouponBody, Program, Rule, SaleBody
from engine.model.quote import RefusalReason
from engine.runtime.check_cart import check_cart
from engine.runtime.decide import decide
from engine.runtime.interpret import acts, holds, triggered
from engine.runtime.issue import earned
from engine.runtime.prepare import Prepared, prepare
from engine.runtime.quote import Pricing, price
from engine.runtime.schedule import Phase, phase
from engine.values.code import canonical
from engine.vocabulary.fields import Sight

ORDER = "trial"

_NOT_ACTING = frozenset(
    {
        RefusalReason.CONDITION_NOT_MET,
        RefusalReason.NOT_STARTED,
        RefusalReason.EXPIRED,
        RefusalReason.RULE_NOT_LIVE,
        RefusalReason.TEST_ONLY,
    }
)


class Rehearsed:
    """`dsl.analyze.rehearsal.Rehearsal` over the rules of one program; counters are at zero, nothing is held."""

    def __init__(self, program: Program) -> None:
        self._prepared: Prepared = prepare(program.without_experiments)

    def play(self, event: TrialEvent) -> Outcome | None:
        """What the rules make of `event`; None when it is not taken at all."""
        pricing = self._price(event)
        if pricing is None:
            return None
        taken: dict[str, int] = {}
        for one in pricing.applied:
            taken[one.candidate.rule] = taken.get(one.candidate.rule, 0) + one.taken.amount
        order = self._order(event)
        coupons = earned(pricing, order)
        return Outcome(
            acting=frozenset((*pricing.matched, *(one.rule.name for one in coupons))),
            taken=taken,
            earned=frozenset(one.rule.name for one in coupons if one.coupon is not None),
            left=tuple(line.total for line in pricing.quote.lines),
        )

    def decide(self, event: TrialEvent) -> Decision | Rejection:
        """The whole decision on `event`, with the reasons."""
        order = self._order(event)
        recorded = OrderRecorded(id=ORDER, at=event.at, order=order, refused_codes=RefusedCodes.RECORD)
        return decide(self._prepared, recorded, self._facts(event), trace=True)

    def mails_late(self, event: TrialEvent) -> frozenset[str]:
        """The rules of which a mail about `event` leaves when its coupon has ended."""
        decision = self.decide(event)
        if isinstance(decision, Rejection):
            return frozenset()
        ends = {one.coupon_id: one.valid_until for one in decision.effects if isinstance(one, IssueCoupon)}
        late = set()
        for one in decision.effects:
            end = ends.get(one.coupon_id or "") if isinstance(one, SendMessage) else None
            if isinstance(one, SendMessage) and end is not None and one.due >= end:
                late.add(one.rule)
        return frozenset(late)

    def acts(self, rule: Rule, event: TrialEvent) -> bool:
        """Whether `rule` is live, open and triggered, and its conditions hold."""
        pricing = self._price(event)
        if pricing is None:
            return False
        match rule.body:
            case CouponBody():
                return any(one.rule is rule for one in earned(pricing, self._order(event)))
            case SaleBody() if rule.body.codes:
                return self._code_acts(rule, pricing)
            case _:
                return acts(rule, self._sight(event), self._prepared.zone)

    def is_open(self, rule: Rule, at: datetime) -> bool:
        """Whether `rule` may act at this instant, apart from what is bought."""
        return phase(rule.window, at, self._prepared.zone) is Phase.OPEN

    def fulfils(self, rule: Rule, event: TrialEvent) -> bool:
        """The plain reading of trigger and conditions, whatever the time and the status of `rule`."""
        sight = self._sight(event)
        return triggered(rule.trigger, sight) and holds(rule.condition, sight)

    def _code_acts(self, rule: Rule, pricing: Pricing) -> bool:
        if any(one.candidate.rule == rule.name for one in pricing.applied):
            return True
        refused = [one.reason for one in pricing.quote.refusals if one.rule == rule.name and one.code]
        return bool(refused) and _NOT_ACTING.isdisjoint(refused)

    def _price(self, event: TrialEvent) -> Pricing | None:
        cart = self._order(event).cart
        if check_cart(cart, self._prepared.program.catalog) is not None:
            return None
        return price(self._prepared, cart, self._facts(event), event.at)

    def _order(self, event: TrialEvent) -> Order:
        codes = (*event.cart.codes, *_codes(event))
        cart = replace(event.cart, codes=tuple(dict.fromkeys(codes)))
        return Order(id=ORDER, state=OrderState.PAID, cart=cart, placed_at=event.at, note=event.note)

    def _sight(self, event: TrialEvent) -> Sight:
        order = self._order(event)
        catalog = self._prepared.program.catalog
        return Sight(cart=order.cart, customer=event.customer, catalog=catalog, now=event.at, order=order)

    def _facts(self, event: TrialEvent) -> Facts:
        coupons = {
            code: made
            for code, name in _codes(event).items()
            if (made := self._coupon(name, event)) is not None
        }
        return Facts(coupons=coupons, customer=event.customer)

    def _coupon(self, name: str, event: TrialEvent) -> CouponFact | None:
        """An unused coupon of the rule, issued to the buyer at this instant."""
        rule = self._prepared.issuers.get(name)
        if rule is None or not isinstance(rule.body, CouponBody):
            return None
        return CouponFact(
            id=f"trial-{name}",
            rule=rule.name,
            state=CouponState.ISSUED,
            terms=rule.body.terms,
            owner_email=event.cart.buyer.email,
            owner_id=event.cart.buyer.external_id,
            issued_at=event.at,
            valid_until=None,
            uses=rule.body.uses,
            used=0,
            held=0,
            test=event.cart.test,
        )


def _codes(event: TrialEvent) -> Mapping[str, str]:
    """The codes that stand for the buyer's coupons, with the rule of each."""
    return {canonical(f"trial coupon {number}"): name for number, name in enumerate(event.coupons, 1)}
