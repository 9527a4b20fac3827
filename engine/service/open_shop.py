"""A shop begins."""

import re

from engine.model.records import Shop
from engine.service.engine import Engine

SHOP_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class ShopNameInvalid(ValueError):
    """A shop id is lower-case letters, digits and hyphens, 63 at most."""


async def open_shop(engine: Engine, shop: str, name: str) -> Shop:
    """The shop of that id, made now if there is none. Raises ShopNameInvalid."""
    if not SHOP_ID.fullmatch(shop):
        raise ShopNameInvalid(
            f"{shop!r}: a shop id is lower-case letters, digits and hyphens, for example tea-shop"
        )
    found = await engine.store.shop(shop)
    if found is None:
        found = Shop(id=shop, name=name[:200] or shop, created_at=engine.clock.now())
        await engine.store.add_shop(found)
    return found
