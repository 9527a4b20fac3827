"""A discount that could be taken off a cart: an automatic sale, a shared code, or a one-time coupon."""

from dataclasses import dataclass

from engine.model.facts import CouponFact, Facts
from engine.model.program import Discount, GatewayShows, Kind, Stacking
from engine.model.quote import Refusal, RefusalReason
from engine.runtime.basket import Basket, worth
from engine.runtime.claims import Claim, exceeded
from engine.values.money import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A discount that applies when taken alone: then it takes `amount` minor units off the lines at `targets`."""

    rule: str
    names: frozenset[str]  # of the rule, former ones included: what `stacking with` means
    kind: Kind
    discount: Discount
    targets: tuple[int, ...]
    amount: int
    stacking: Stacking
    gateway_shows: GatewayShows
    priority: int
    claims: tuple[Claim, ...] = ()
    code: str | None = None
    coupon: CouponFact | None = None

    @property
    def rank(self) -> tuple[int, str, str]:
        """Sorts candidates of equal worth."""
        return (self.priority, self.rule, self.code or "")


Considered = Candidate | Refusal


def worth_alone(discount: Discount, targets: tuple[int, ...], basket: Basket, rounding: Rounding) -> int:
    """Minor units that the discount takes off when nothing else does."""
    if not targets:
        return 0
    goods = sum(basket.amounts[place] for place in targets)
    return worth(discount, goods, basket.shipping, rounding)


def considered(candidate: Candidate, facts: Facts) -> Considered:
    """The candidate, if it takes anything off and its limits and budget allow it."""
    reason: RefusalReason | None
    if not candidate.targets:
        reason = RefusalReason.NO_TARGET_IN_CART
    elif candidate.amount == 0:
        reason = RefusalReason.NOTHING_TO_TAKE_OFF
    else:
        reason = exceeded(candidate.claims, candidate.amount, facts.counters)
    return candidate if reason is None else refused(candidate, reason)


def refused(candidate: Candidate, reason: RefusalReason) -> Refusal:
    """The refusal of a candidate, with what it would have taken off alone."""
    return Refusal(
        reason=reason,
        rule=candidate.rule,
        code=candidate.code,
        coupon_id=None if candidate.coupon is None else candidate.coupon.id,
        amount=candidate.amount,
    )
