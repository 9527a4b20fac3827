"""What staff see of carts that were left (S3.2, S3.21-27, S3.35, S3.51)."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from engine.model.records import Page, StoredMessage
from engine.model.saved_cart import CartFigures, CartStep, CartsWanted, SavedCart
from engine.service import ask
from engine.service.engine import Engine
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
