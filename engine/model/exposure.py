"""What rules may still have to give: for who watches a budget."""

from dataclasses import dataclass

from engine.model.program import CouponTerms
from engine.model.rule_parts import AmountOff, FreeShipping, PercentOff


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveUses:
    """Coupons of a rule with the same terms that can still be used, test coupons left out.

    `uses` are left of them all, `held` of those are set aside by payments; coupons without a bound are `endless`.
    """

    rule: str
    terms: CouponTerms
    coupons: int
    uses: int
    held: int
    endless: int

    @property
    def at_most(self) -> int | None:
        """What one use takes off at most, minor units; None: the price of what is bought decides."""
        match self.terms.discount:
            case AmountOff(amount=amount):
                return amount
            case PercentOff(cap=cap):
                return cap
            case FreeShipping():
                return None
