"""Offers in memory: made once per order, moved along their graph, looked up by the hash of their token."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.model.effects import CreateOffer, MoveOffer
from engine.model.offer_instance import OfferInstance, OfferState
from engine.model.records import Page
from engine.store.memory.part import MemoryPart, of_shop, page_of
from engine.store.memory.state import State
from engine.store.offer_moves import REACHED
from engine.store.port import Conflict


class Offers(MemoryPart):
    """What people look at."""

    async def offer_by_token(self, shop: str, token_hash: str) -> OfferInstance | None:
        """The offer of a token."""
        return next((one for one in self._offers_of(shop) if one.token_hash == token_hash), None)

    async def offers_by_id(self, shop: str, ids: Sequence[str]) -> tuple[OfferInstance, ...]:
        """Those of `ids` that exist, by id."""
        return tuple(sorted((one for one in self._offers_of(shop) if one.id in ids), key=lambda one: one.id))

    async def offers_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[OfferInstance, ...]:
        """The offers that these orders brought, by order."""
        found = (one for one in self._offers_of(shop) if one.order_id in order_ids)
        return tuple(sorted(found, key=lambda one: one.order_id))

    async def offers(
        self, shop: str, page: Page, *, rule: str | None = None, state: OfferState | None = None
    ) -> tuple[OfferInstance, ...]:
        """Offers, those decided last first."""
        wanted = (
            one
            for one in self._offers_of(shop)
            if rule in (None, one.rule) and (state is None or one.progress.state is state)
        )
        return page_of(wanted, page)

    def _offers_of(self, shop: str) -> Iterable[OfferInstance]:
        return of_shop(self._state.offers, shop)


def create_offers(state: State, shop: str, effects: Sequence[CreateOffer]) -> None:
    """Insert; Conflict when the order has an offer already (I16)."""
    for made in (effect.offer for effect in effects):
        taken = ((one.id, one.order_id, one.token_hash) for one in of_shop(state.offers, shop))
        if any(
            made.id == id_ or made.order_id == order or made.token_hash == token
            for id_, order, token in taken
        ):
            raise Conflict(made.id)
        state.offers.put((shop, made.id), made)


def move_offers(state: State, shop: str, effects: Sequence[MoveOffer]) -> None:
    """Follow the version before, along the graph; Conflict when somebody else was faster (I14)."""
    for effect in effects:
        before = state.offers.get((shop, effect.offer_id))
        if (
            before is None
            or before.progress.version != effect.after.version - 1
            or effect.after.state not in REACHED[before.progress.state]
        ):
            raise Conflict(effect.offer_id)
        state.offers.put((shop, effect.offer_id), replace(before, progress=effect.after))
