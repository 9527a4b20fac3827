"""Gift cards in conformance cases: given under a name, credited, paid with, paid out, looked at by that name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.model.card_records import CashOut, CashOutReason, StoredCard
from engine.model.card_requests import CashOutRequest, CreditRequest, PublicationRequest
from engine.model.decision import Rejection
from engine.model.quote import Quote
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import BuyerRequest, CartRequest, RefundRequest
from engine.service.card_codes import card_code
from engine.service.card_desk import cash_out_card, switch_card
from engine.service.credit_cards import credit_cards
from engine.service.publish_cards import publish_cards
from engine.service.quote import quote_cart
from engine.service.refund_order import refund_order
from tests.conformance.offers import OfferWorld
from tests.conformance.world import ALL, SHOP
from tests.service.shop import TEST


class GiftWorld(OfferWorld):
    """Adds steps about gift cards; the last one given is meant where none is named."""

    given: tuple[StoredCard, ...] = ()

    async def say_give(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """`{of: campaign, source, email, count, amount, note}`; the answer counts the cards."""
        request = PublicationRequest(
            source_id=asked.get("source", "s1"),
            buyer=BuyerRequest(email=asked.get("email", "a@x.jp")),
            count=asked.get("count", 1),
            amount=asked.get("amount", 0),
            metadata=tuple(asked.get("metadata", {}).items()),
        )
        found = await publish_cards(self.engine, SHOP, asked["of"], [request], actor=TEST)
        assert not isinstance(found, Rejection), found
        [outcome] = found
        self.given = outcome.cards or self.given
        return {"cards": len(outcome.cards), "repeated": outcome.repeated, "refused": outcome.refused}

    async def say_credit(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """`{amount, key}` on the card."""
        [card] = self.given
        request = CreditRequest(card_id=card.fact.id, key=asked.get("key", "k1"), amount=asked["amount"])
        found = await credit_cards(self.engine, SHOP, [request], actor=TEST)
        assert not isinstance(found, Rejection), found
        return {"refused": found[0].refused}

    async def say_pay_out(self, reason: str) -> dict[str, Any]:
        [card] = self.given
        request = CashOutRequest(card_id=card.fact.id, reason=CashOutReason(reason), note="")
        made = await cash_out_card(self.engine, SHOP, request, actor=TEST)
        if isinstance(made, CashOut):
            return {"amount": made.amount, "forfeited": made.forfeited}
        return {"rejected": str(made.problem), **dict(made.args)}

    async def say_switch(self, on: bool) -> dict[str, Any]:
        [card] = self.given
        done = await switch_card(self.engine, SHOP, card.fact.id, enabled=on, reason="case", actor=TEST)
        return {"done": not isinstance(done, Rejection)}

    async def say_card(self, _: object) -> dict[str, Any]:
        """How the card stands."""
        [known] = self.given
        [card] = await self.store.cards_by_id(SHOP, [known.fact.id])
        moved = await self.store.transfers(SHOP, ALL, card_id=card.fact.id)
        return {
            "balance": card.fact.balance,
            "state": str(card.fact.state),
            "kinds": sorted(str(one.kind) for one in moved),
            "metadata": dict(card.metadata),
            "broken": list(await self.store.check_invariants(None, self.clock.now())),
        }

    async def say_refund(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """As ever, and with `as_card` in a gift card; `to_card` came back to cards, `lost` could not."""
        lines = tuple(RefundLine(sku=sku, quantity=count) for sku, count in asked.get("lines", {}).items())
        wish = RefundWish(
            lines=lines,
            shipping=asked.get("shipping"),
            amount=asked.get("amount"),
            as_gift_card=asked.get("as_card", False),
        )
        request = RefundRequest(order_id=asked["of"], refund_id=asked.get("id", "r1"), wish=wish)
        answer = await refund_order(self.engine, SHOP, request, actor=TEST)
        if isinstance(answer, Rejection):
            return {
                "rejected": str(answer.problem),
                "path": ".".join(answer.path),
                "reasons": dict(answer.args),
            }
        return {
            "amount": answer.refund.amount,
            "refunded": answer.refunded,
            "full": answer.full,
            "repeated": answer.repeated,
            "to_card": sum(one.amount for one in answer.refund.tenders),
            "lost": sum(one.lost for one in answer.refund.tenders),
        }

    async def say_pay(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What a cart with the card costs, and what is left to pay; nothing is stored."""
        quote = await quote_cart(self.engine, SHOP, await self._cart({"card": True, **asked}), trusted=True)
        assert isinstance(quote, Quote), quote
        return {
            "total": quote.total,
            "payable": quote.payable,
            "tenders": [one.amount for one in quote.tenders],
            "why": [str(one.reason) for one in quote.refusals if one.gift_card],
        }

    async def _cart(self, asked: Mapping[str, Any]) -> CartRequest:
        cart = await super()._cart({key: value for key, value in asked.items() if key != "card"})
        cards = self.given if asked.get("card") else ()
        codes = tuple(card_code(self.engine, SHOP, card) for card in cards)
        return replace(cart, gift_cards=codes)
