"""What orders earn on gift cards ends with the order, whatever was spent, corrected or set aside meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.card_records import CardWanted, StoredCard, TransferKind
from engine.model.records import Page
from engine.model.requests import CartRequest, LineRequest
from engine.service.card_codes import card_code
from engine.service.card_payment import HeldCard, hold_card
from engine.service.engine import Engine
from engine.service.reverse_credit import reverse_credit
from tests.service.gifts import FILES, JANE, basket, buy, clock, fresh, refund, sound
from tests.service.shop import TEST, drain, open_shop


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    return engine


async def test_what_an_order_earned_ends_with_it_unless_it_was_spent(shop: Engine) -> None:
    await buy(shop, basket(shop))
    [card] = await shop.store.cards("tea", Page(limit=5), CardWanted(campaign="points"))
    await refund(shop)
    assert ((await fresh(shop, card)).fact.balance, card.fact.balance) == (0, 380)
    await buy(shop, basket(shop), "o2")
    cards = await shop.store.cards("tea", Page(limit=5), CardWanted(campaign="points"))
    [second] = [one for one in cards if one.order_id == "o2"]
    part = CartRequest(lines=(LineRequest(sku="SAMPLE-1", quantity=1, unit_price=100),), buyer=JANE)
    await buy(shop, replace(part, gift_cards=(card_code(shop, "tea", second),)), "o3")
    assert (await fresh(shop, second)).fact.balance == 280
    await refund(shop, "o2")
    assert (await fresh(shop, second)).fact.balance == 0
    await refund(shop, "o3")
    assert (await fresh(shop, second)).fact.balance == 100
    await sound(shop)


async def test_an_order_is_refunded_although_what_it_earned_was_corrected_before(shop: Engine) -> None:
    await buy(shop, basket(shop))
    [card] = await shop.store.cards("tea", Page(limit=5), CardWanted(campaign="points"))
    part = CartRequest(lines=(LineRequest(sku="SAMPLE-1", quantity=1, unit_price=100),), buyer=JANE)
    await buy(shop, replace(part, gift_cards=(card_code(shop, "tea", card),)), "o2")
    [credit] = await shop.store.transfers(
        "tea", Page(limit=5), card_id=card.fact.id, kind=TransferKind.CREDIT
    )
    assert isinstance(
        await reverse_credit(shop, "tea", card.fact.id, credit.id, reason="too much", actor=TEST), StoredCard
    )
    await refund(shop, "o2")
    assert (await fresh(shop, card)).fact.balance == 100
    await refund(shop)
    assert (await fresh(shop, card)).fact.balance == 0
    await sound(shop)


async def test_a_hold_of_a_little_does_not_save_all_that_a_refunded_order_earned(shop: Engine) -> None:
    await buy(shop, basket(shop))
    [card] = await shop.store.cards("tea", Page(limit=5), CardWanted(campaign="points"))
    held = await hold_card(
        shop, "tea", card_code(shop, "tea", card), cart_token="other", amount=1, buyer=JANE
    )
    assert isinstance(held, HeldCard)
    await refund(shop)
    assert (await fresh(shop, card)).fact.balance == 1
    await sound(shop)


async def minutes_pass(shop: Engine, count: int) -> None:
    for _ in range(count):
        clock(shop).advance(timedelta(minutes=1))
        await drain(shop)


async def earned_and_held(shop: Engine, amount: int) -> StoredCard:
    """A card of 380 yen that an order earned, of which a cart has set `amount` aside."""
    await buy(shop, basket(shop))
    [card] = await shop.store.cards("tea", Page(limit=5), CardWanted(campaign="points"))
    code = card_code(shop, "tea", card)
    held = await hold_card(shop, "tea", code, cart_token="other", amount=amount, buyer=JANE)
    assert isinstance(held, HeldCard)
    return card


@pytest.mark.parametrize("amount", [100, 380])
async def test_what_a_hold_kept_of_a_refunded_order_s_earnings_is_taken_when_it_ends(
    shop: Engine, amount: int
) -> None:
    card = await earned_and_held(shop, amount)
    await refund(shop)
    assert (await fresh(shop, card)).fact.balance == amount
    await minutes_pass(shop, 14)
    assert (await fresh(shop, card)).fact.balance == amount
    await minutes_pass(shop, 2)
    assert (await fresh(shop, card)).fact.balance == 0
    await sound(shop)


async def test_a_hold_that_is_renewed_for_ever_keeps_only_what_it_holds(shop: Engine) -> None:
    card = await earned_and_held(shop, 380)
    await refund(shop)
    code = card_code(shop, "tea", card)
    for _ in range(3):
        await minutes_pass(shop, 10)
        again = await hold_card(shop, "tea", code, cart_token="other", amount=50, buyer=JANE)
        assert isinstance(again, HeldCard)
    assert (await fresh(shop, card)).fact.balance == 50
    await minutes_pass(shop, 31)
    assert (await fresh(shop, card)).fact.balance == 0
    await sound(shop)
