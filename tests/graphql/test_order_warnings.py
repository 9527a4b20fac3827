"""A shop that reports a pending order is told what may fail once the money has come."""

from collections.abc import AsyncIterator

import pytest

from engine.model.records import SourceFile
from engine.service.card_codes import card_code
from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.graphql.documents import order
from tests.service.gifts import add, give
from tests.service.shop import make_engine, open_shop

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
}

sale "spring" {
  discount 10%
  for product "PACK-1"
}

giftcard "open" {
  code pattern "OPEN-****-****-****"
  valid 30 days
  redeem by anyone
  consideration free
}
"""
RECORD = """mutation($i: OrderRecordInput!) { orderRecord(input: $i) {
  quote { total { amount } } warnings { code message } errors { code } } }"""


@pytest.fixture
async def shop() -> AsyncIterator[Client]:
    """A client of a shop with a sale and gift cards."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=RULES),))
    client = await connect(engine)
    yield client
    await client.http.aclose()


async def warned(shop: Client, *skus: str, **more: object) -> list[str]:
    asked = {**order("o1", *skus), **more}
    answer = (await shop.storefront(RECORD, i=asked))["orderRecord"]
    assert [] == answer["errors"]
    return [one["code"] for one in answer["warnings"]]


async def test_a_discount_of_a_pending_order_is_promised_only_with_its_total(shop: Client) -> None:
    assert ["TOTAL_NOT_AGREED"] == await warned(shop, "PACK-1", state="PENDING")
    assert [] == await warned(shop, "PACK-1", state="PAID")


@pytest.mark.parametrize(("sku", "more"), [("PACK-1", {"total": 3420}), ("SAMPLE-1", {})])
async def test_an_agreed_total_or_a_list_price_is_nothing_to_warn_of(
    shop: Client, sku: str, more: dict[str, int]
) -> None:
    assert [] == await warned(shop, sku, state="PENDING", **more)


async def test_a_gift_card_is_not_set_aside_by_a_pending_order(shop: Client) -> None:
    [card] = await give(shop.engine, campaign="open")
    await add(shop.engine, card, 500)
    code = card_code(shop.engine, "tea", card)
    assert ["GIFT_CARD_NOT_HELD"] == await warned(shop, "SAMPLE-1", state="PENDING", giftCards=[code])
