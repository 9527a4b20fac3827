"""What an order means for the carts of its buyer: bought, brought back by a reminder, or left again (S3.7, S3.30)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from engine.model.cart import Order, OrderState
from engine.model.decision import Decision
from engine.model.effects import Effect, Metric, RecordRecovery, SaveCart
from engine.model.events import OrderRecorded, ReminderClicked
from engine.model.facts import CartsNeed, Facts
from engine.model.messages import Page
from engine.model.saved_cart import ALIVE, CartState, CartStep, CartVisit, Recovery, SavedCart
from engine.runtime.left_carts import kept, merged, new_life, store_cart, total_of
from engine.runtime.prepare import Prepared
from engine.runtime.stats import count

LINK_LIVES = timedelta(hours=72)
"""How long the link of a reminder works, and how long after its click an order of that cart came through it (SEC26)."""

ASSISTS_FOR = timedelta(days=30)
"""How long after a click an order on another way counts as assisted (D3.g)."""

_ORDERED = frozenset({OrderState.PENDING, OrderState.PAID})


def order_cart_need(order: Order, at: datetime) -> CartsNeed:
    """The cart of the order, and what else its buyer left or clicked."""
    buyer = order.cart.buyer
    return CartsNeed(
        token=cart_token(order),
        email=buyer.email,
        external_id=buyer.external_id,
        phone=buyer.phone,
        clicked_since=at - ASSISTS_FOR,
    )


def cart_token(order: Order) -> str:
    """The storefront's id of the cart, or one made of the order's: what failed has to be found again (S3.7)."""
    return order.cart.token or f"order:{order.id}"


def order_cart_effects(
    prepared: Prepared, event: OrderRecorded, facts: Facts, charged: int
) -> Iterator[Effect]:
    """Nobody is reminded of what they ordered; who could not pay left the confirmation screen (V15)."""
    order = event.order
    if order.state in _ORDERED:
        yield from _ordered(prepared, event, facts, charged)
    elif order.state is OrderState.FAILED:
        yield from _failed(prepared, event, facts.carts.get(cart_token(order)))


def decide_click(prepared: Prepared, event: ReminderClicked, facts: Facts) -> Decision:
    """The link of a message was opened for the first time."""
    cart = facts.carts.get(event.token)
    if cart is None or cart.life != event.life:
        return Decision(revision=prepared.program.revision)
    clicked = replace(cart, version=cart.version + 1, clicked_at=event.at, clicked_rule=event.rule)
    figure = Counter({(event.rule, Metric.CLICKED): int(not cart.cart.test)})
    effects: tuple[Effect, ...] = (SaveCart(cart=clicked), *count(figure, event.at, prepared.zone))
    return Decision(revision=prepared.program.revision, effects=effects)


def _ordered(prepared: Prepared, event: OrderRecorded, facts: Facts, charged: int) -> Iterator[Effect]:
    order, at = event.order, event.at
    known = [one for one in facts.carts.values() if one.cart.test is order.cart.test]
    mine = next((one for one in known if one.token == cart_token(order)), None)
    paid = order.state is OrderState.PAID
    through = paid and mine is not None and _is_open_for(mine, order) and _was_clicked(mine, at, LINK_LIVES)
    if mine is None or not _is_open_for(mine, order):
        # A report of this cart that comes after its order must find that it was bought.
        yield from () if mine is not None or not order.cart.token else (SaveCart(cart=_unknown(order, at)),)
    else:
        yield SaveCart(cart=_bought(mine, order, at, CartState.RECOVERED if through else CartState.PURCHASED))
    bought = {line.sku for line in order.cart.lines}
    for other in known:
        if other.token != cart_token(order) and other.state in ALIVE:
            same = any(line.sku in bought for line in other.cart.lines)
            stopped = replace(other, version=other.version + 1, stopped_at=at, due=None)
            yield SaveCart(cart=_bought(other, order, at, CartState.PURCHASED) if same else stopped)
    if paid:
        yield from _brought(prepared, event, mine if through else None, known, charged)


def _brought(
    prepared: Prepared, event: OrderRecorded, through: SavedCart | None, known: list[SavedCart], charged: int
) -> Iterator[Effect]:
    """Recovered through the link, or assisted by a click of the last 30 days; never both (D3.g)."""
    clicked = [one for one in known if _was_clicked(one, event.at, ASSISTS_FOR)]
    newest = max(clicked, key=lambda one: one.clicked_at or event.at, default=None)
    cart = through or newest
    if cart is None:
        return
    yield RecordRecovery(
        recovery=Recovery(
            order_id=event.order.id,
            cart_id=cart.id,
            rule=cart.clicked_rule,
            left=cart.left,
            assisted=through is None,
            amount=charged,
            at=event.at,
            test=cart.cart.test,
        )
    )
    if not cart.cart.test:
        number, amount = (
            (Metric.ASSISTED, Metric.ASSISTED_AMOUNT)
            if through is None
            else (Metric.RECOVERED, Metric.RECOVERED_AMOUNT)
        )
        figures = Counter({(cart.clicked_rule, number): 1, (cart.clicked_rule, amount): charged})
        yield from count(figures, event.at, prepared.zone)


def _failed(prepared: Prepared, event: OrderRecorded, before: SavedCart | None) -> Iterator[Effect]:
    """The shopper is back on the purchase screen: left at the confirmation, even if that was skipped (S3.7)."""
    order, at = event.order, event.at
    cart = replace(kept(order.cart), token=cart_token(order))
    if before is None or not _is_open_for(before, order):
        page = Page.SHOP if before is None else before.page
        base = new_life(before, CartVisit(cart=cart, step=CartStep.CONFIRM, page=page), at)
    else:
        buyer = merged(before.cart.buyer, cart.buyer)
        base = replace(before, version=before.version + 1, cart=replace(cart, buyer=buyer))
    left = replace(
        base,
        step=CartStep.CONFIRM,
        left=CartStep.CONFIRM,
        state=CartState.ABANDONED,
        seen_at=at,
        abandoned_at=base.abandoned_at or at,
        total=total_of(cart),
        screening=order.screening,
        stopped_at=None,
        order_id="",
        ended_at=None,
    )
    yield from store_cart(prepared, left, at)


def _is_open_for(cart: SavedCart, order: Order) -> bool:
    """Whether the order can be the end of this cart: it lives, or this very order was waiting for its payment."""
    return cart.state in ALIVE or (cart.state is CartState.PURCHASED and cart.order_id == order.id)


def _was_clicked(cart: SavedCart, at: datetime, within: timedelta) -> bool:
    return cart.clicked_at is not None and at - cart.clicked_at <= within


def _bought(cart: SavedCart, order: Order, at: datetime, state: CartState) -> SavedCart:
    """Who bought without a reminder did not abandon anything."""
    reminded = cart.shown_state is CartState.REMINDED or cart.clicked_at is not None
    return replace(
        cart,
        version=cart.version + 1,
        state=state,
        order_id=order.id,
        ended_at=at,
        due=None,
        abandoned_at=cart.abandoned_at if reminded else None,
    )


def _unknown(order: Order, at: datetime) -> SavedCart:
    visit = CartVisit(cart=order.cart, step=CartStep.CONFIRM, page=Page.SHOP)
    return replace(new_life(None, visit, at), state=CartState.PURCHASED, order_id=order.id, ended_at=at)
