"""Gift cards in a wallet: those with something on them, less what a cart has set aside."""

import pytest

from engine.model.answers import Published
from engine.model.decision import Problem, Rejection
from engine.model.program import Status
from engine.model.requests import BuyerRequest
from engine.service.engine import Engine
from engine.service.pause_rules import StatusChange, change_live_status
from engine.service.wallet import Wallet, wallet
from tests.service.gifts import FILES, add, give
from tests.service.shop import TEST, buy, open_shop


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    return engine


async def looked(engine: Engine, *, email: str) -> Wallet:
    found = await wallet(engine, "tea", BuyerRequest(email=email), language="ja")
    assert isinstance(found, Wallet), found
    return found


async def test_cards_with_a_balance_are_in_the_wallet_of_their_owner(shop: Engine) -> None:
    [card] = await give(shop)
    owner = card.fact.owner_email
    assert owner is not None
    assert (await looked(shop, email=owner)).cards == ()
    await add(shop, card, 1_200)
    (one,) = (await looked(shop, email=owner)).cards
    assert (one.card.fact.id, one.usable) == (card.fact.id, 1_200)
    assert (await looked(shop, email="other@x.jp")).cards == ()


async def test_a_shop_that_is_not_there_has_no_wallets(shop: Engine) -> None:
    found = await wallet(shop, "nowhere", BuyerRequest(email="a@x.jp"), language="en")
    assert isinstance(found, Rejection), found
    assert found.problem is Problem.NOT_FOUND


async def test_coupons_of_a_stopped_rule_are_in_no_wallet_until_it_is_paused(engine: Engine) -> None:
    await open_shop(engine)
    await buy(engine, "o1", "SAMPLE-1", email="you@shop.example")
    for status, coupons in ((Status.LIVE, 1), (Status.STOPPED, 0), (Status.PAUSED, 1)):
        asked = StatusChange(rule="thanks-coupon", status=status, reason="wrong", actor=TEST)
        assert isinstance(await change_live_status(engine, "tea", asked), Published)
        assert len((await looked(engine, email="you@shop.example")).coupons) == coupons
