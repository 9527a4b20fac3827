"""An offer is part of recording the order: whoever asks, and however many at once, gets it in the answer."""

import asyncio
from dataclasses import replace

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.records import Page
from engine.service.catalog import save_products
from engine.service.engine import Engine
from engine.service.offer_token import token_hash
from engine.service.record_order import record_order
from tests.service.offer_shop import (
    ADD_TO_ORDER,
    PATTERNS,
    SHOP,
    Pattern,
    made_offer,
    open_offer_shop,
    seen,
    trigger_order,
)
from tests.service.shop import TEST

MANY = 40


@pytest.mark.requirement("S4.6", "S4.7", "S4.8", "S4.17", "S4.19", "S4.25", "S4.29")
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_every_shop_has_every_pattern_as_soon_as_its_rule_is_live(
    engine: Engine, pattern: Pattern
) -> None:
    await open_offer_shop(engine)
    offer = await seen(engine, (await made_offer(engine, "1", pattern)).token)
    assert (pattern.offered, pattern.first, pattern.renewal) == (
        offer.product.sku,
        offer.first,
        offer.renewal,
    )


@pytest.mark.requirement("S4.9", "S4.10", "S4.11")
async def test_of_many_orders_at_once_each_is_answered_with_an_offer_of_its_own(engine: Engine) -> None:
    await open_offer_shop(engine)
    asked = [trigger_order(f"o{n}", ADD_TO_ORDER, f"u{n}@example.com") for n in range(MANY)]
    answers = await asyncio.gather(*(record_order(engine, SHOP, one, actor=TEST) for one in asked))
    tokens = {
        one.offer.token for one in answers if isinstance(one, OrderRecordedAnswer) and one.offer is not None
    }
    assert len(tokens) == MANY
    stored = await engine.store.offers(SHOP, Page(limit=100))
    assert {token_hash(token) for token in tokens} == {one.token_hash for one in stored}


async def test_a_limit_holds_when_many_orders_come_at_once(engine: Engine) -> None:
    await open_offer_shop(engine)
    asked = [trigger_order(f"o{n}", ADD_TO_ORDER) for n in range(8)]
    answers = await asyncio.gather(*(record_order(engine, SHOP, one, actor=TEST) for one in asked))
    made = [one for one in answers if isinstance(one, OrderRecordedAnswer) and one.offer is not None]
    assert len(made) == 1
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())


async def test_no_token_is_stored_as_it_is(engine: Engine) -> None:
    await open_offer_shop(engine)
    made = await made_offer(engine, "1", ADD_TO_ORDER)
    offer = await seen(engine, made.token)
    assert made.token not in repr(offer)
    assert len(made.token) == 43


async def test_the_same_order_again_answers_with_the_same_token(engine: Engine) -> None:
    await open_offer_shop(engine)
    first, again = [await made_offer(engine, "1", ADD_TO_ORDER) for _ in range(2)]
    assert first == again


@pytest.mark.requirement("S4.28")
async def test_a_product_that_changed_since_publishing_is_not_offered_from_that_moment(
    engine: Engine,
) -> None:
    await open_offer_shop(engine)
    catalog = await engine.store.catalog(SHOP)
    changed = replace(catalog.products["PACK-1"], requires_shipping=False)
    await save_products(engine, SHOP, [changed], actor=TEST)
    answer = await record_order(engine, SHOP, trigger_order("1", ADD_TO_ORDER), actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer)
    assert answer.offer is None
