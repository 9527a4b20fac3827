"""Everything that is looked at while a cart is priced."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import Buyer
from engine.model.facts import Facts
from engine.runtime.basket import Basket
from engine.runtime.prepare import Prepared
from engine.values.money import Rounding
from engine.vocabulary.fields import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A checked cart with its prices, the rules, and what is stored about the buyer, the codes and the counters."""

    prepared: Prepared
    basket: Basket
    sight: Sight  # what conditions read; no discounts taken off yet
    facts: Facts

    @property
    def buyer(self) -> Buyer:
        """Who buys."""
        return self.sight.cart.buyer

    @property
    def now(self) -> datetime:
        """The instant that decides."""
        return self.sight.now

    @property
    def test(self) -> bool:
        """Whether this is a test order, which counts nowhere (domain.md §6)."""
        return self.sight.cart.test

    @property
    def rounding(self) -> Rounding:
        """The shop's one rounding of percentages."""
        return self.prepared.program.settings.rounding
