"""What staff see of carts that were left, and the reminders they send themselves (S3.2, S3.20-27, S3.35, S3.51)."""

import hashlib
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from engine.model.decision import Problem, Rejection
from engine.model.events import ReminderRequested
from engine.model.program import ChannelName
from engine.model.records import Actor, Page, Receipt, StoredMessage
from engine.model.saved_cart import CartFigures, CartStep, CartsWanted, SavedCart
from engine.service import ask
from engine.service.engine import Engine
from engine.service.take import take
from engine.values.calendar import start_of_day


async def find_carts(engine: Engine, shop: str, page: Page, wanted: CartsWanted) -> tuple[SavedCart, ...]:
    """Carts, those that began last first; guests are among them without asking (S3.23)."""
    return await engine.store.carts(shop, page, wanted)


async def find_cart(engine: Engine, shop: str, cart_id: str) -> SavedCart | None:
    """One cart by its id."""
    found = await engine.store.carts_by_id(shop, [cart_id])
    return found[0] if found else None


async def cart_totals(
    engine: Engine, shop: str, lefts: Sequence[CartStep], since: date, until: date
) -> CartFigures:
    """Totals of the shop-local days `[since, until)`."""
    zone = ZoneInfo((await ask.settings(engine, shop)).zone)
    return await engine.store.cart_figures(shop, lefts, start_of_day(since, zone), start_of_day(until, zone))


async def messages_of_carts(
    engine: Engine, shop: str, cart_ids: Sequence[str]
) -> dict[str, tuple[StoredMessage, ...]]:
    """What was sent after carts, and what was not, by cart, oldest first."""
    found: dict[str, tuple[StoredMessage, ...]] = {}
    for message in await engine.store.messages_of_carts(shop, cart_ids):
        key = message.order.cart_id or ""
        found[key] = (*found.get(key, ()), message)
    return found


async def remind_by_hand(  # noqa: PLR0913 - who is reminded of what, by whom
    engine: Engine,
    shop: str,
    cart_id: str,
    *,
    template: str,
    channel: ChannelName,
    actor: Actor,
    receipt: Receipt | None = None,
) -> Rejection | None:
    """Queue one message of `template` to whoever left the cart; the law of every reminder holds for it (S3.20).

    Problems: NOT_FOUND (no such cart, or no template of the category that its point has), STATE_NOT_ALLOWED (bought,
    emptied or expired), EMAIL_INVALID (no address of the channel). A repeat with the key of `receipt` sends nothing.
    """
    found = await engine.store.carts_by_id(shop, [cart_id])
    if not found:
        return Rejection(problem=Problem.NOT_FOUND, path=("carts",))
    now = engine.clock.now()
    intention = now.isoformat() if receipt is None else receipt.key
    told = hashlib.sha256(f"{intention}\0{cart_id}\0{channel}\0{template}".encode()).hexdigest()[:32]
    event = ReminderRequested(
        id=f"reminder:{told}", at=now, token=found[0].token, channel=channel, template=template
    )
    taken = await take(engine, shop, event, actor)
    return taken if isinstance(taken, Rejection) else None
