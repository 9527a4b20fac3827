"""Carts that were left, in memory: what decisions write and read of them, and what people look at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.cart import Buyer
from engine.model.customer import customer_key
from engine.model.delivery_report import ReportKind
from engine.model.effects import RecordRecovery, SaveCart
from engine.model.facts import CartsNeed, CartsPageNeed
from engine.model.records import MessageState, Page, StoredMessage
from engine.model.saved_cart import (
    ALIVE,
    CartFigures,
    CartState,
    CartStep,
    CartsWanted,
    Recovery,
    SavedCart,
    cart_id,
)
from engine.store.memory.part import MemoryPart, of_shop, page_of
from engine.store.memory.state import State
from engine.store.port import Conflict

MOST_OF_A_BUYER = 50
BOUNCES = (ReportKind.HARD_BOUNCE.value, ReportKind.SOFT_BOUNCE.value)


class Carts(MemoryPart):
    """What people look at."""

    async def carts(self, shop: str, page: Page, wanted: CartsWanted) -> tuple[SavedCart, ...]:
        """Carts, those that began last first."""
        return page_of((one for one in of_shop(self._state.carts, shop) if _is_wanted(one, wanted)), page)

    async def carts_by_id(self, shop: str, ids: Sequence[str]) -> tuple[SavedCart, ...]:
        """Those of `ids` that exist, by id."""
        found = (self._state.carts.get((shop, one)) for one in sorted(set(ids)))
        return tuple(cart for cart in found if cart is not None)

    async def left_carts_of(self, shop: str, keys: Sequence[str]) -> tuple[SavedCart, ...]:
        """The carts that these customers have left and not bought, by id."""
        left = [one for one in of_shop(self._state.carts, shop) if one.state is CartState.ABANDONED]
        found = [one for one in left if _keys(one) & set(keys)]
        return tuple(sorted(found, key=lambda cart: cart.id))

    async def messages_of_carts(self, shop: str, ids: Sequence[str]) -> tuple[StoredMessage, ...]:
        """Every message about these carts, oldest first."""
        rows = (row.message for row in of_shop(self._state.messages, shop))
        found = (one for one in rows if one.order.cart_id in ids)
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    async def recoveries_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Recovery, ...]:
        """What brought these orders, by order."""
        found = (self._state.recoveries.get((shop, one)) for one in sorted(set(order_ids)))
        return tuple(one for one in found if one is not None)

    async def recoveries(
        self, shop: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Recovery, ...]:
        """Orders that reminders brought, newest first."""
        within = (one for one in of_shop(self._state.recoveries, shop) if _within(one.at, since, until))
        by_order = sorted(within, key=lambda one: one.order_id)
        return tuple(sorted(by_order, key=lambda one: one.at, reverse=True)[:limit])

    async def cart_figures(
        self, shop: str, lefts: Sequence[CartStep], since: datetime, until: datetime
    ) -> CartFigures:
        """Totals of a period."""
        mine = [one for one in of_shop(self._state.carts, shop) if one.left in lefts and not one.cart.test]
        abandoned = [
            one for one in mine if one.abandoned_at is not None and _within(one.abandoned_at, since, until)
        ]
        by_left = {one.id for one in of_shop(self._state.carts, shop) if one.left in lefts}
        messages = (row.message for row in of_shop(self._state.messages, shop))
        sent = [
            one
            for one in messages
            if one.state is MessageState.SENT
            and one.order.cart_id in by_left
            and not one.order.test
            and one.sent_at is not None
            and _within(one.sent_at, since, until)
        ]
        brought = [
            one
            for one in of_shop(self._state.recoveries, shop)
            if one.left in lefts and not one.test and _within(one.at, since, until)
        ]
        return CartFigures(
            abandoned=len(abandoned),
            abandoned_amount=sum(one.total for one in abandoned),
            sent=len(sent),
            delivered=sum(not one.reason.startswith(BOUNCES) for one in sent),
            clicked=sum(one.clicked_at is not None and _within(one.clicked_at, since, until) for one in mine),
            recovered=sum(not one.assisted for one in brought),
            recovered_amount=sum(one.amount for one in brought if not one.assisted),
            assisted=sum(one.assisted for one in brought),
            assisted_amount=sum(one.amount for one in brought if one.assisted),
        )


def save_carts(state: State, shop: str, saved: Sequence[SaveCart]) -> None:
    """Put carts in place of the version before."""
    for cart in (one.cart for one in saved):
        before = state.carts.get((shop, cart.id))
        if (before.version if before else 0) != cart.version - 1:
            raise Conflict(cart.id)
        state.carts.put((shop, cart.id), replace(cart, reminded_at=before.reminded_at if before else None))


def record_recoveries(state: State, shop: str, effects: Sequence[RecordRecovery]) -> None:
    """Write down what reminders brought; what was written of an order stays."""
    for recovery in (one.recovery for one in effects):
        if (shop, recovery.order_id) not in state.recoveries:
            state.recoveries.put((shop, recovery.order_id), recovery)


def note_reminded(state: State, shop: str, cart_id: str, now: datetime) -> None:
    """A message about a cart was sent."""
    cart = state.carts.get((shop, cart_id))
    if cart is not None and (cart.reminded_at is None or cart.reminded_at < now):
        state.carts.put((shop, cart_id), replace(cart, reminded_at=now))


def is_recovered(state: State, shop: str, order_id: str) -> bool:
    """Whether the link of a reminder brought the order."""
    found = state.recoveries.get((shop, order_id))
    return found is not None and not found.assisted


def has_left(state: State, shop: str, buyer: Buyer) -> bool:
    """Whether a customer has left a cart and not bought it."""
    known = {buyer.email or "", customer_key(None, buyer.external_id) or ""} - {""}
    left = (one for one in of_shop(state.carts, shop) if one.state is CartState.ABANDONED)
    return any(_keys(one) & known for one in left)


def known_carts(state: State, shop: str, need: CartsNeed) -> dict[str, SavedCart]:
    """The newest life of the token, and the carts of the buyer."""
    mine = [one for one in of_shop(state.carts, shop) if _is_of(one, need)]
    recent = sorted(mine, key=lambda one: one.seen_at, reverse=True)[:MOST_OF_A_BUYER]
    newest = _newest(state, shop, need.token) if need.token else None
    found = sorted((*recent, *(() if newest is None else (newest,))), key=lambda one: (one.token, one.life))
    return {one.token: one for one in found}


def left_carts(state: State, shop: str, need: CartsPageNeed) -> dict[str, SavedCart]:
    """The next carts that were left and live, by token."""
    left = (one for one in of_shop(state.carts, shop) if one.state is CartState.ABANDONED)
    after = sorted((one for one in left if one.token > need.after), key=lambda one: one.token)
    return {one.token: one for one in after[: need.limit]}


def _newest(state: State, shop: str, token: str) -> SavedCart | None:
    found, life = None, 1
    while (one := state.carts.get((shop, cart_id(token, life)))) is not None:
        found, life = one, life + 1
    return found


def _is_of(cart: SavedCart, need: CartsNeed) -> bool:
    buyer = cart.cart.buyer
    asked = Buyer(email=need.email, external_id=need.external_id, phone=need.phone)
    since = need.clicked_since
    clicked = since is not None and cart.clicked_at is not None and cart.clicked_at >= since
    return buyer.shares_name_with(asked) and (cart.state in ALIVE or clicked)


def _is_wanted(cart: SavedCart, wanted: CartsWanted) -> bool:
    return all(_answers(cart, wanted))


def _answers(cart: SavedCart, wanted: CartsWanted) -> Iterator[bool]:
    yield wanted.abandoned.fits(holds=cart.abandoned_at is not None)
    yield wanted.recovered.fits(holds=cart.state is CartState.RECOVERED)
    yield wanted.left in (None, cart.left)
    yield wanted.page in (None, cart.page)
    yield wanted.email in (None, cart.cart.buyer.email)
    if wanted.since is not None or wanted.until is not None:
        yield cart.abandoned_at is not None and _within(cart.abandoned_at, wanted.since, wanted.until)


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at < until)


def _keys(cart: SavedCart) -> set[str]:
    buyer = cart.cart.buyer
    return {buyer.email or "", customer_key(None, buyer.external_id) or ""} - {""}
