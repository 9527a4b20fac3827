"""What a paid order brings besides coupons: contracts of what was bought on plans, and at most one offer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.model.cart import Order
from engine.model.contract import Contract
from engine.model.effects import Effect
from engine.runtime.contract import contract_effects, contracts_begun
from engine.runtime.issue import Earned, use
from engine.runtime.offer import NO_OFFER, Choice, choose, offer_effects
from engine.runtime.quote import Pricing


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Contracts and the choice of an offer."""

    contracts: tuple[Contract, ...] = ()
    choice: Choice = NO_OFFER

    @property
    def effects(self) -> Iterator[Effect]:
        """Begin the contracts and make the offer."""
        yield from contract_effects(self.contracts)
        yield from offer_effects(self.choice)


NOTHING = Brought()


def brought_by(pricing: Pricing, order: Order, coupons: Sequence[Earned]) -> Brought:
    """What the paid `order` brings, after the discounts that it used and the `coupons` that it earned."""
    contracts = contracts_begun(pricing, order)
    if not pricing.checkout.prepared.offers.rules:
        return Brought(contracts=contracts) if contracts else NOTHING
    counters = Counter(pricing.checkout.facts.counters)
    for applied in pricing.applied:
        use(counters, applied.candidate.claims, applied.cost)
    for coupon in coupons:
        use(counters, coupon.claims, 0)
    return Brought(contracts=contracts, choice=choose(pricing, order, contracts, counters))
