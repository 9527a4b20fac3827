"""A shop where something has happened: lists have rows, and addresses of single things lead somewhere."""

import json
from pathlib import Path

from engine.model.records import SourceFile
from engine.store.connect import open_store
from graphql_api.ids import opaque
from tests.service.gifts import give
from tests.service.shop import buy, drain, example_files, make_engine, open_shop
from tests.ui.site import SHOP

BUYERS = ("taro", "hanako", "jiro")
GIFTS = """otoku 1

giftcard "thanks" {
  code pattern "GIFT-****-****"
  balance 500 JPY
  valid 30 days
  consideration free
}
"""


async def make_busy_database(path: Path) -> None:
    """The example shop with order, coupon and mail for each buyer and a gift card; ids go beside it, for addresses."""
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, SHOP, files=(*example_files(), SourceFile(path="gifts.otoku", text=GIFTS)))
    answers = [
        await buy(engine, f"order-{name}", "SAMPLE-1", shop=SHOP, email=f"{name}@shop.example")
        for name in BUYERS
    ]
    [card] = await give(engine, campaign="thanks")
    await drain(engine)
    await store.close()
    ids = {
        "$couponId": opaque("Coupon", answers[0].issued[0].coupon_id),
        "$cardId": opaque("GiftCard", card.fact.id),
    }
    ids_beside(path).write_text(json.dumps(ids))


def ids_beside(path: Path) -> Path:
    """Where the ids of a database are kept."""
    return path.with_suffix(".ids.json")
