"""Paying with gift cards: a tender on what a cart costs after all discounts, itself none (domain.md §2)."""

from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.card import CardFact
from engine.model.cart import Cart
from engine.model.catalog import Catalog, ProductKind
from engine.model.facts import Facts
from engine.model.quote import Quote, Refusal, RefusalReason, Tender
from engine.model.selector import SelectBy, Selector
from engine.runtime.gift_card import parts_for, usable, why_no_card


def with_tenders(quote: Quote, cart: Cart, catalog: Catalog, facts: Facts, at: datetime) -> Quote:
    """`quote` with what each card of the cart pays, in the order entered; each pays all it can of what is left."""
    if not cart.gift_cards:
        return quote
    till = _Till.of(quote, cart, catalog)
    tenders: list[Tender] = []
    refusals: list[Refusal] = []
    for code in dict.fromkeys(cart.gift_cards):
        card = facts.gifts.by_code.get(code)
        reason = (
            RefusalReason.UNKNOWN_CODE
            if card is None
            else why_no_card(card, cart.buyer, at, test=cart.test, pins=cart.pins_for(code))
        )
        if card is not None and reason is None and not till.takes_any(card.terms.targets):
            reason = RefusalReason.NO_TARGET_IN_CART
        if card is None or reason is not None:
            campaign = None if card is None else card.campaign
            refusals.append(
                Refusal(reason=reason or RefusalReason.UNKNOWN_CODE, rule=campaign, code=code, gift_card=True)
            )
        elif amount := till.pay(card.terms.targets, usable(card, at)):
            tenders.append(_tender(card, code, amount, at))
    paid = sum(one.amount for one in tenders)
    return replace(
        quote,
        tenders=tuple(tenders),
        refusals=(*quote.refusals, *refusals),
        gateway_total=quote.gateway_total - paid,
    )


def _tender(card: CardFact, code: str, amount: int, at: datetime) -> Tender:
    left = usable(card, at) - amount
    parts = parts_for(card, amount, at)
    return Tender(card_id=card.id, campaign=card.campaign, code=code, amount=amount, left=left, parts=parts)


@dataclass(slots=True, kw_only=True)
class _Till:
    """What is left to pay, line by line and for shipping; a card never pays for a gift card (J9)."""

    catalog: Catalog
    skus: tuple[str, ...]
    lines: list[int]
    shipping: int

    @classmethod
    def of(cls, quote: Quote, cart: Cart, catalog: Catalog) -> "_Till":
        """Nothing is paid yet."""
        bought = quote.lines[: len(cart.lines)]
        off = sum(one.shipping for one in quote.adjustments)
        return cls(
            catalog=catalog,
            skus=tuple(line.sku for line in bought),
            lines=[line.total for line in bought],
            shipping=quote.shipping - off,
        )

    def takes_any(self, targets: Selector) -> bool:
        """Whether the card may pay for anything that was bought, whether it is paid already or not."""
        return any(self._takes(sku, targets) for sku in self.skus)

    def pay(self, targets: Selector, most: int) -> int:
        """Pay at most `most` minor units of what the card may pay for; what was paid."""
        before = most
        for place, sku in enumerate(self.skus):
            if self._takes(sku, targets):
                paid = min(most, self.lines[place])
                self.lines[place] -= paid
                most -= paid
        if targets.by is SelectBy.ANY:
            paid = min(most, self.shipping)
            self.shipping -= paid
            most -= paid
        return before - most

    def _takes(self, sku: str, targets: Selector) -> bool:
        product = self.catalog.products[sku]
        return product.kind is not ProductKind.GIFT_CARD and targets.picks(product)
