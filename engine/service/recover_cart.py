"""The link of a reminder brings a cart or a form back (S3.28-29, S3.49-50, SEC26)."""

from dataclasses import dataclass, replace

from engine.model.cart_requests import RecoveredCart
from engine.model.decision import Problem, Rejection
from engine.model.events import ReminderClicked
from engine.model.records import Actor, StoredMessage
from engine.model.requests import CartRequest, LineRequest
from engine.model.saved_cart import ALIVE, SavedCart
from engine.service.engine import Engine
from engine.service.quote import quote_cart
from engine.service.recovery_link import message_of_link
from engine.service.take import take

DEAD = Rejection(problem=Problem.LINK_DEAD, path=("token",))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCart:
    """What a link is about."""

    message: StoredMessage
    cart: SavedCart


async def linked_cart(engine: Engine, token: str, shop: str | None = None) -> LinkedCart | Rejection:
    """The cart of a link that still works; looking changes nothing, so that mail scanners may. LINK_DEAD otherwise.

    It is dead when it is forged, over, of another shop, or the cart was bought or has expired.
    """
    message = await message_of_link(engine, token)
    if message is None or message.order.cart_id is None or shop not in (None, message.shop):
        return DEAD
    found = await engine.store.carts_by_id(message.shop, [message.order.cart_id])
    if not found or found[0].state not in ALIVE:
        return DEAD
    return LinkedCart(message=message, cart=found[0])


async def recover_cart(engine: Engine, shop: str, token: str, *, actor: Actor) -> RecoveredCart | Rejection:
    """The cart as it was left, at the prices of now; its first opening counts as the click of the message.

    Nothing of its buyer is told, nobody is signed in: whoever has the mail has the link.
    """
    linked = await linked_cart(engine, token, shop)
    if isinstance(linked, Rejection):
        return linked
    message, cart = linked.message, linked.cart
    event = ReminderClicked(
        id=f"click:{message.id}",
        at=engine.clock.now(),
        token=cart.token,
        life=cart.life,
        rule=message.order.rule,
    )
    taken = await take(engine, shop, event, actor)
    if isinstance(taken, Rejection):
        return taken
    return await _priced(engine, shop, cart)


async def _priced(engine: Engine, shop: str, cart: SavedCart) -> RecoveredCart:
    catalog = await engine.store.catalog(shop)
    sold = tuple(line for line in cart.cart.lines if line.sku in catalog.products)
    asked = CartRequest(
        lines=tuple(LineRequest(sku=line.sku, quantity=line.quantity, plan=line.plan) for line in sold),
        shipping=cart.cart.shipping,
        channel=cart.cart.channel,
        test=cart.cart.test,
        token=cart.token,
    )
    quote = await quote_cart(engine, shop, asked, trusted=False)
    prices = {} if isinstance(quote, Rejection) else {line.sku: line.unit_price for line in quote.lines}
    return RecoveredCart(
        token=cart.token,
        page=cart.page,
        step=cart.step,
        lines=tuple(replace(line, unit_price=prices.get(line.sku, line.unit_price)) for line in sold),
        gone=tuple(line.sku for line in cart.cart.lines if line not in sold),
        quote=None if isinstance(quote, Rejection) else quote,
        return_url=cart.return_url,
    )
