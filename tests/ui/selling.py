"""A shop whose offers have been seen, bought, refused by the card, closed and missed: what screens of results show."""

from datetime import timedelta
from pathlib import Path

from engine.dsl.forms.offer_starters import OFFER_STARTERS
from engine.model.answers import Published
from engine.model.charge import TestCard
from engine.model.decision import Rejection
from engine.model.records import SourceFile
from engine.service.accept_offer import accept_offer
from engine.service.clock import VirtualClock
from engine.service.decline_offer import decline_offer
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.show_offer import show_offer
from engine.service.tell_test_card import tell_test_card
from engine.store.connect import open_store
from tests.service.shop import START, TEST, buy, drain, example_files, make_engine
from tests.support.plans import sell_on_plans
from tests.ui.site import SHOP, make_database

RULE = "one-more"


async def make_selling_database(path: Path) -> None:
    """Two days of one offer: seven orders, of which two take it; one is refused by the card."""
    await make_database(path)
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store, clock=VirtualClock(START - timedelta(days=1)))
    await sell_on_plans(engine, SHOP)
    await _publish(engine)
    for name in ("aoi", "ren"):
        await _accepted(engine, name)
    clock = engine.clock
    assert isinstance(clock, VirtualClock)
    clock.set(START)
    await _accepted(engine, "refused", card=TestCard.REFUSE)
    token = await _made(engine, "closed")
    _done(await show_offer(engine, SHOP, token, actor=TEST))
    _done(await decline_offer(engine, SHOP, token, actor=TEST))
    _done(await show_offer(engine, SHOP, await _made(engine, "late"), actor=TEST))
    await _made(engine, "missed")
    clock.set(START + timedelta(hours=1))
    await drain(engine)
    await store.close()


async def _publish(engine: Engine) -> None:
    text = next(one.text for one in OFFER_STARTERS if one.name == "offer-one-more")
    files = (*example_files(), SourceFile(path="one-more.otoku", text=f"otoku 1\n\n{text}"))
    published = await publish(engine, SHOP, files, expected=1, actor=TEST)
    assert isinstance(published, Published), published


async def _made(engine: Engine, name: str) -> str:
    answer = await buy(engine, f"order-{name}", "PACK-1", shop=SHOP, email=f"{name}@shop.example")
    assert answer.offer is not None
    return answer.offer.token


async def _accepted(engine: Engine, name: str, *, card: TestCard = TestCard.APPROVE) -> None:
    token = await _made(engine, name)
    await tell_test_card(engine, SHOP, f"order-{name}", card)
    _done(await show_offer(engine, SHOP, token, actor=TEST))
    _done(await accept_offer(engine, SHOP, token, 2, actor=TEST))
    await drain(engine)


def _done(outcome: object) -> None:
    assert not isinstance(outcome, Rejection), outcome
