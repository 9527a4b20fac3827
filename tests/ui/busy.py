"""A shop where something has happened: lists have rows, and addresses of single things lead somewhere."""

import json
from pathlib import Path

from engine.store.connect import open_store
from graphql_api.ids import opaque
from tests.service.shop import buy, drain, make_engine, open_shop
from tests.ui.site import SHOP

BUYERS = ("taro", "hanako", "jiro")


async def make_busy_database(path: Path) -> None:
    """The example shop with an order, a coupon and a mail for each buyer; ids of one go beside it, for addresses."""
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, SHOP)
    answers = [
        await buy(engine, f"order-{name}", "SAMPLE-1", shop=SHOP, email=f"{name}@shop.example")
        for name in BUYERS
    ]
    await drain(engine)
    await store.close()
    ids = {"$couponId": opaque("Coupon", answers[0].issued[0].coupon_id)}
    ids_beside(path).write_text(json.dumps(ids))


def ids_beside(path: Path) -> Path:
    """Where the ids of a database are kept."""
    return path.with_suffix(".ids.json")
