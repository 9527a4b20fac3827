"""One offer rule against one paid order: what is looked at while its offer is made."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.cart import CartLine, Order
from engine.model.catalog import Product
from engine.model.offer import OfferBody
from engine.model.program import Rule
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing
from engine.values.money import Rounding


def offer_id(order_id: str) -> str:
    """One order has one offer at most, so its id is the order's (I16)."""
    return "f_" + hashlib.sha256(f"offer\x1f{order_id}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One rule against one order."""

    rule: Rule
    body: OfferBody
    product: Product
    pricing: Pricing
    order: Order
    triggers: tuple[int, ...]  # places of the lines that start it, bought as its pattern wants

    @property
    def prepared(self) -> Prepared:
        """The rules."""
        return self.pricing.checkout.prepared

    @property
    def rounding(self) -> Rounding:
        """The shop's one rounding."""
        return self.pricing.checkout.rounding

    @property
    def trigger_lines(self) -> Iterator[CartLine]:
        """The lines that start the rule."""
        return (self.order.cart.lines[place] for place in self.triggers)
