"""Budgets over the admin API: what is spent, what is out, when it ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.records import SourceFile
from engine.store.connect import open_store
from tests.graphql.client import connect
from tests.service.gifts import FILES as CARDS
from tests.service.gifts import add, give
from tests.service.shop import START, buy, code_of, make_engine, open_shop

BUDGETS = """
{ budgets { name rules spend { amount } spent { amount } issue issued percent reaction windowEndsAt liveCoupons
    heldUses exposure { amount } openEndedUses outstanding { amount } pace { amount } runsOutAt } }
"""
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

coupon "thanks" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  uses 2
  discount 500 JPY
  for any product
  bound to email
  budget "spring"
}

coupon "percent" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  uses 1
  discount 10%
  for any product
  bound to email
  stacking any
  budget "spring"
}

budget "spring" {
  spend at most 10,000 JPY
  warn at 80%
}
"""


@pytest.mark.requirement("S5.40")
async def test_a_budget_tells_what_is_spent_what_is_out_and_when_it_ends() -> None:
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=RULES),))
    client = await connect(engine)
    first, earned = [await buy(engine, order, "SAMPLE-1") for order in ("o1", "o2")]
    assert (2, 2) == (len(first.issued), len(earned.issued))
    only = tuple(one for one in earned.issued if one.rule == "thanks")
    code = await code_of(engine, replace(earned, issued=only))
    await buy(engine, "o9", "PACK-1", codes=(code,))

    [spring] = (await client.admin(BUDGETS))["budgets"]

    assert {"name": "spring", "rules": ["percent", "thanks"], "liveCoupons": 4} == {
        key: spring[key] for key in ("name", "rules", "liveCoupons")
    }
    assert (10_000, 500, 5) == (spring["spend"]["amount"], spring["spent"]["amount"], spring["percent"])
    assert 3 * 500 == spring["exposure"]["amount"]  # of four uses one is gone
    assert 2 == spring["openEndedUses"]  # a tenth of what, nobody knows yet
    assert 500 // 14 == spring["pace"]["amount"]
    assert (START + timedelta(days=9_500 / 35)).date().isoformat() == spring["runsOutAt"][:10]
    await client.http.aclose()


@pytest.mark.requirement("S5.40")
async def test_what_gift_cards_hold_was_spent_when_it_was_credited() -> None:
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=CARDS)
    [card] = await give(engine)
    await add(engine, card, 7_000)
    client = await connect(engine)
    [gifts] = (await client.admin(BUDGETS))["budgets"]
    assert (7_000, 7_000, 0, 35, None) == (
        gifts["spent"]["amount"],
        gifts["outstanding"]["amount"],
        gifts["exposure"]["amount"],
        gifts["percent"],
        gifts["runsOutAt"],
    )
    await client.http.aclose()
