"""Orders of people who were erased since: what is reported of them later must not bring them back (GDPR, APPI)."""

from dataclasses import replace
from datetime import datetime

from engine.model.cart import Buyer, Order
from engine.model.data_subject import ERASED, ERASED_DOMAIN, DataSubject, Tombstone, TombstoneKind
from engine.service.engine import Engine
from engine.service.tombstone_hashes import tombstones_for


async def as_erased(engine: Engine, shop: str, order: Order, now: datetime) -> Order:
    """`order`, or the same under the pseudonym of its buyer, who was erased after the day of the order."""
    if order.placed_at >= now:  # no erasure lies after it, and most shops name no time: that costs no look
        return order
    graves = [one for one in await _graves(engine, shop, order) if one.at > order.placed_at]
    if not graves:
        return order
    newest = max(graves, key=lambda one: one.at)
    return _nameless(order, _pseudonym(order.cart.buyer, newest))


async def as_stored(engine: Engine, shop: str, order: Order) -> Order | None:
    """`order` under the pseudonym that is stored with it; None when its buyer was not erased, or it is not stored."""
    stored = await engine.store.orders_by_id(shop, [order.id])
    buyer = stored[0].order.cart.buyer if stored else Buyer()
    names = [one for one in (buyer.email, buyer.external_id) if one is not None and one.startswith(ERASED)]
    if not names:
        return None
    graves = await _graves(engine, shop, order)
    own = any(name.startswith(f"{ERASED}{grave.erasure_id}-") for name in names for grave in graves)
    return _nameless(order, buyer) if own else None


async def _graves(engine: Engine, shop: str, order: Order) -> tuple[Tombstone, ...]:
    buyer = order.cart.buyer
    subject = DataSubject(
        emails=() if buyer.email is None else (buyer.email,),
        phones=() if buyer.phone is None else (buyer.phone,),
        external_ids=() if buyer.external_id is None else (buyer.external_id,),
    )
    graves = await tombstones_for(engine, shop, subject)
    # A number may be somebody else's by now: it counts where nothing else is told of the buyer.
    own = [one for one in graves if one.kind is not TombstoneKind.PHONE]
    return tuple(own) if buyer.email or buyer.external_id else graves


def _pseudonym(buyer: Buyer, grave: Tombstone) -> Buyer:
    stem = f"{ERASED}{grave.erasure_id}"
    return Buyer(
        email=None if buyer.email is None else f"{stem}-1@{ERASED_DOMAIN}",
        external_id=None if buyer.external_id is None else f"{stem}-i1",
        member=buyer.member,
        locale=buyer.locale,
    )


def _nameless(order: Order, buyer: Buyer) -> Order:
    return replace(order, cart=replace(order.cart, buyer=buyer), note="")
