"""The loop of a server: work is done soon after a hint, and soon enough without one."""

import asyncio
import logging
from datetime import datetime, timedelta

import pytest

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.registry import Channels
from engine.drivers.loop import Loop, running_loop
from engine.model.facts import CouponState
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.service.clock import SystemClock, VirtualClock
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from engine.service.waker import LocalWaker
from engine.store.connect import open_store
from tests.drivers.waiting import wait_for_mails
from tests.service.shop import START, buy, make_engine, open_shop

PAGE = Page(limit=100)


@pytest.fixture
def waker() -> LocalWaker:
    return LocalWaker()


@pytest.fixture
async def engine(waker: LocalWaker) -> Engine:
    """The open shop in memory, on the machine's clock."""
    store = open_store("memory://")
    engine = make_engine(store, clock=SystemClock(), waker=waker)
    await open_shop(engine)
    return engine


async def test_a_purchase_wakes_the_loop(engine: Engine, waker: LocalWaker) -> None:
    async with running_loop(engine, waker):
        await asyncio.sleep(0.1)  # it has nothing to do and waits
        await buy(engine, "1001", "SAMPLE-1")
        took = await wait_for_mails(engine, 1, 5)

    assert took < 0.5


@pytest.mark.slow
async def test_work_whose_hint_was_lost_is_found_within_about_a_second(engine: Engine) -> None:
    lost = LocalWaker()
    async with running_loop(engine, lost):
        await asyncio.sleep(0.1)
        await buy(engine, "1001", "SAMPLE-1")
        took = await wait_for_mails(engine, 1, 5)

    assert took < 1.5


async def test_two_loops_on_one_store_send_each_mail_once(engine: Engine, waker: LocalWaker) -> None:
    async with running_loop(engine, waker), running_loop(engine, LocalWaker()):
        for number in range(30):
            await buy(engine, f"{number}", "SAMPLE-1")
        await wait_for_mails(engine, 30, 10)

    messages = await engine.store.messages("tea", PAGE, state=None, order_id=None, coupon_id=None)
    assert [message.attempt for message in messages] == [1] * 30


async def test_stopping_finishes_the_round(engine: Engine, waker: LocalWaker) -> None:
    for number in range(20):
        await buy(engine, f"{number}", "SAMPLE-1")
    loop = Loop(engine=engine, waker=waker)
    running = asyncio.create_task(loop.run())
    await asyncio.sleep(0)
    loop.stop()
    async with asyncio.timeout(5):
        await running

    states = {
        message.state
        for message in await engine.store.messages("tea", PAGE, state=None, order_id=None, coupon_id=None)
    }
    assert states <= {"sent", "due"}


class Stuck:
    """A channel whose other side never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.answer = asyncio.Event()

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Hang until the test is over."""
        self.asked.set()
        await self.answer.wait()
        return SendResult(outcome=Outcome.RETRY, reason="late", stage="connect")


async def test_what_is_due_is_decided_while_a_mail_server_does_not_answer(waker: LocalWaker) -> None:
    stuck, clock = Stuck(), VirtualClock(START)
    channels = Channels(live={ChannelName.EMAIL: stuck}, inbox=stuck)
    engine = make_engine(open_store("memory://"), clock=clock, waker=waker, channels=channels)
    await open_shop(engine)
    loop = Loop(engine=engine, waker=waker, sweep_seconds=0.05)
    running = asyncio.create_task(loop.run())
    await buy(engine, "1001", "SAMPLE-1")
    async with asyncio.timeout(20):
        await stuck.asked.wait()
        clock.advance(timedelta(days=16))
        while await engine.store.coupons("tea", PAGE, rule=None, email=None, state=CouponState.ISSUED):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        stuck.answer.set()
        loop.stop()
        await running


@pytest.mark.slow
async def test_an_outage_of_the_database_is_survived_and_told(
    engine: Engine, waker: LocalWaker, caplog: pytest.LogCaptureFixture
) -> None:
    claim, down = engine.store.claim_timers, [True]

    async def claim_timers(now: datetime, lease_until: datetime, limit: int) -> object:
        if down[0]:
            raise StoreUnavailable("locked too long")
        return await claim(now, lease_until, limit)

    engine.store.claim_timers = claim_timers  # type: ignore[method-assign, assignment]
    with caplog.at_level(logging.WARNING):
        async with running_loop(engine, waker):
            await buy(engine, "1001", "SAMPLE-1")
            await asyncio.sleep(0.2)
            down[0] = False
            await wait_for_mails(engine, 1, 5)

    assert "locked too long" in caplog.text
