"""A discount that could be taken off a cart: an automatic sale, a shared code, or a one-time coupon."""

from dataclasses import dataclass

from engine.model.catalog import Product
from engine.model.facts import CouponFact, Facts
from engine.model.program import GatewayShows, Kind, Stacking, StackingKind
from engine.model.quote import Refusal, RefusalReason
from engine.runtime.claims import Claim, exceeded
from engine.runtime.deduction import Deduction


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A gift that a rule gives: so many pieces of a product of the catalogue, at 0."""

    product: Product
    quantity: int

    @property
    def value(self) -> int:
        """What it would cost, in minor units: what it weighs in a budget and against other gifts."""
        return self.product.price * self.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A discount that applies when taken alone: then it takes `amount` minor units off; a gift takes nothing.

    After other discounts it takes `most` at most, which is more than `amount` only when it has a floor.
    """

    rule: str
    names: frozenset[str]  # of the rule, former ones included: what `stacking with` means
    kind: Kind
    deduction: Deduction
    amount: int
    most: int
    stacking: Stacking
    gateway_shows: GatewayShows
    priority: int
    claims: tuple[Claim, ...] = ()
    code: str | None = None
    coupon: CouponFact | None = None
    present: Present | None = None
    lane: str = ""  # of one lane only one applies; "" is none

    @property
    def given(self) -> int:
        """The value of what is given away as a present."""
        return 0 if self.present is None else self.present.value

    @property
    def free(self) -> bool:
        """Whether it combines with every other free one."""
        return self.stacking.kind is StackingKind.ANY and not self.lane

    @property
    def rank(self) -> tuple[int, str, str]:
        """Sorts candidates of equal worth."""
        return (self.priority, self.rule, self.code or "")


Considered = Candidate | Refusal


def considered(candidate: Candidate, facts: Facts) -> Considered:
    """The candidate, if it gives anything and its limits and budget allow it."""
    reason: RefusalReason | None
    if not candidate.deduction.targets:
        reason = RefusalReason.NO_TARGET_IN_CART
    elif candidate.amount == 0 and candidate.present is None:
        reason = RefusalReason.NOTHING_TO_TAKE_OFF
    else:
        reason = exceeded(candidate.claims, candidate.amount + candidate.given, facts.counters)
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
