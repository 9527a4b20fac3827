"""The steps of cases about offers: bought on plans, shown, pressed, closed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.model.decision import Rejection
from engine.model.offer_instance import OfferInstance
from engine.model.requests import CartRequest
from engine.service.accept_offer import accept_offer
from engine.service.decline_offer import decline_offer
from engine.service.offer_terms import terms_version
from engine.service.offer_token import offer_token
from engine.service.show_offer import show_offer
from engine.service.work import work
from tests.conformance.world import ALL, SHOP, World
from tests.service.shop import TEST


class OfferWorld(World):
    """A world in which orders bring offers."""

    async def _cart(self, asked: Mapping[str, Any]) -> CartRequest:
        """`plans` says for each product on which plan it is bought; a list buys it on several."""
        cart, plans = await super()._cart(asked), asked.get("plans", {})
        lines = (
            replace(line, plan=plan) for line in cart.lines for plan in _several(plans.get(line.sku, ""))
        )
        return replace(cart, lines=tuple(lines))

    async def say_order(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        answer = await super().say_order(asked)
        if "rejected" in answer:
            return answer
        offer = await self._offer(asked.get("id", str(self.orders)))
        return {**answer, "offer": None if offer is None else _prices(offer)}

    async def say_shown(self, order_id: str) -> dict[str, Any]:
        return _told(await show_offer(self.engine, SHOP, await self._token(order_id), actor=TEST))

    async def say_accept(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Press the buy button of the offer `of` an order, `times` over."""
        offer = await self._offer(asked["of"])
        assert offer is not None
        token, seen = await self._token(asked["of"]), terms_version(offer)
        told: dict[str, Any] = {}
        for _ in range(asked.get("times", 1)):
            pressed = await accept_offer(
                self.engine, SHOP, token, asked.get("quantity", 1), terms=seen, actor=TEST
            )
            told = _told(pressed)
        while await work(self.engine):
            pass
        return told

    async def say_decline(self, order_id: str) -> dict[str, Any]:
        return _told(await decline_offer(self.engine, SHOP, await self._token(order_id), actor=TEST))

    async def say_look(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Besides what there is: `offers` by order, `contracts` by the order that began them, `totals` of orders."""
        found = await super().say_look(asked)
        if "offers" in asked:
            offers = {one.order_id: one for one in await self.store.offers(SHOP, ALL)}
            found["offers"] = {order: _story(offers.get(order)) for order in asked["offers"]}
        if "contracts" in asked:
            contracts = await self.store.contracts(SHOP, ALL)
            found["contracts"] = [
                {
                    "plan": one.plan,
                    "number": one.number,
                    "items": {item.sku: [item.quantity, item.first, item.renewal] for item in one.items},
                    "next": one.renewal_total,
                }
                for one in sorted(contracts, key=lambda one: one.plan)
            ]
        if "totals" in asked:
            stored = await self.store.orders(SHOP, ALL, email=None)
            found["totals"] = sorted(one.quote.total for one in stored)
        return found

    async def _offer(self, order_id: str) -> OfferInstance | None:
        return next(iter(await self.store.offers_of_orders(SHOP, [order_id])), None)

    async def _token(self, order_id: str) -> str:
        offer = await self._offer(order_id)
        return "none" if offer is None else offer_token(self.engine, SHOP, offer)


def _several(plans: str | list[str]) -> list[str]:
    return [plans] if isinstance(plans, str) else plans


def _prices(offer: OfferInstance) -> dict[str, Any]:
    plans = [target.plan for target in offer.targets]
    return {"rule": offer.rule, "first": offer.first, "renewal": offer.renewal, "plans": plans}


def _told(found: OfferInstance | Rejection) -> dict[str, Any]:
    return {"rejected": str(found.problem)} if isinstance(found, Rejection) else _story(found) or {}


def _story(offer: OfferInstance | None) -> dict[str, Any] | None:
    if offer is None:
        return None
    at = offer.progress
    failure = None if at.failure is None else str(at.failure)
    return {"state": str(at.state), "presses": at.presses, "quantity": at.quantity, "failure": failure}
