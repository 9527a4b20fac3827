"""The rules that a cart is priced by where experiments run, and the exposures that its price shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import Cart
from engine.model.experiment_units import ExposeUnit
from engine.model.facts import Facts
from engine.model.quote import Quote
from engine.runtime.counterfactual import other_rules
from engine.runtime.dealing import Hand, deal, unit_needs
from engine.runtime.lab import Lab
from engine.runtime.prepare import Prepared
from engine.runtime.quote import price
from engine.runtime.subjects import subject_of_cart
from engine.service.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtCart:
    """`rules` are those of the arms of whose cart it is; without experiments, the shop's."""

    rules: Prepared
    lab: Lab[Prepared] | None = None
    hand: Hand[Prepared] | None = None

    def shown(self, cart: Cart, facts: Facts, now: datetime, quote: Quote) -> Iterator[ExposeUnit]:
        """Exposures that are new: another arm would have shown another price, or the cart's owner has become known."""
        if self.lab is None or self.hand is None or cart.test:
            return
        for one in self.hand.dealt:
            if not one.counts:
                continue
            if one.known or any(
                price(rules, cart, facts, now).quote != quote
                for rules in other_rules(self.lab, self.hand, one)
            ):
                yield from one.exposed(now)


async def dealt_cart(engine: Engine, shop: str, prepared: Prepared, cart: Cart, now: datetime) -> DealtCart:
    """What the cart is priced by; one statement where an experiment runs, none elsewhere."""
    lab = prepared.lab
    if lab is None or not any(lab.running(now)):
        return DealtCart(rules=prepared)
    subject = subject_of_cart(cart)
    facts = await engine.store.load(shop, tuple(unit_needs(lab, subject)), (), now)
    hand = deal(lab, subject, facts.units, now)
    return DealtCart(rules=hand.rules, lab=lab, hand=hand)
