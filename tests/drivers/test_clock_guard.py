"""Advertising waits while the clock is in doubt, and goes on by itself or when somebody says so (F21)."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from engine.delivery.registry import Channels
from engine.drivers.clock_guard import CALM, ClockGuard
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Page, SourceFile
from engine.service.attention import AttentionCode, attention
from engine.service.clock import VirtualClock
from engine.service.deliver import deliver
from engine.service.doubt_clock import SAID, hold_advertising
from engine.service.engine import Engine
from engine.service.tick import tick
from engine.store.connect import open_store
from engine.store.handover import QUIET
from engine.store.port import Store
from tests.service.list_shop import TIPS, agree
from tests.service.shop import START, TEST, buy, example_files, make_engine, open_shop
from tests.service.test_outages import Server
from tests.service.test_smtp_faults import STEP

DAY = timedelta(days=1)


class Elsewhere:
    """A store whose database is on a machine with a clock of its own."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, START

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def database_now(self) -> datetime:
        return self.now


@pytest.fixture
async def engine() -> Engine:
    """A shop that owes a mail with a coupon and, a day later by its clock, one of advertising."""
    made = make_engine(open_store("memory://"), clock=VirtualClock(START))
    server = Server()
    made = replace(made, channels=Channels(live={ChannelName.EMAIL: server}, inbox=server))
    files = {file.path: file.text for file in example_files()}
    files["rules.otoku"] += STEP.replace("on join", "1 day")
    files["templates/tips.ja.liquid"] = TIPS
    await open_shop(made, files=tuple(SourceFile(path=path, text=text) for path, text in files.items()))
    await agree(made, ChannelName.EMAIL, "b@shop.example")
    await buy(made, "o1", "SAMPLE-1", email="b@shop.example")
    return made


def put(engine: Engine, by: timedelta) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(by)


async def states(engine: Engine) -> dict[MessageClass, MessageState]:
    """What became of the messages when all was done that could be."""
    while await tick(engine) + await deliver(engine):
        pass
    found = await engine.store.messages("tea", Page(limit=9), state=None, order_id=None, coupon_id=None)
    return {one.order.message_class: one.state for one in found}


async def suspended(engine: Engine) -> bool:
    return (await engine.store.channel_state("tea", ChannelName.EMAIL)).suspended


BOTH_SENT = dict.fromkeys(MessageClass, MessageState.SENT)
HELD = {MessageClass.ESSENTIAL: MessageState.SENT, MessageClass.ADVERTISING: MessageState.DUE}


async def test_after_a_jump_forward_advertising_waits_essential_mails_go_and_staff_are_told(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, DAY)
    with caplog.at_level(logging.WARNING):
        await guard.look(1)
    assert await states(engine) == HELD
    assert AttentionCode.CHANNEL_SUSPENDED in {one.code for one in await attention(engine, "tea")}
    assert (await engine.store.channel_state("tea", ChannelName.EMAIL)).reason in SAID.values()
    assert "advertising by 2 channel(s) waits" in caplog.text


async def test_a_clock_that_runs_on_calmly_is_believed_after_ten_minutes(engine: Engine) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, DAY)
    await guard.look(1)
    put(engine, timedelta(seconds=CALM - 2))
    await guard.look(CALM - 1)
    assert await states(engine) == HELD
    put(engine, timedelta(seconds=2))
    await guard.look(CALM + 1)
    assert await states(engine) == BOTH_SENT


async def test_what_a_wrong_clock_made_due_waits_again_when_it_is_put_back(engine: Engine) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, DAY)
    await guard.look(1)
    assert await states(engine) == HELD
    put(engine, -DAY)
    await guard.look(2)
    assert not await suspended(engine)
    assert await states(engine) == HELD
    put(engine, DAY)
    await ClockGuard(engine=engine).look(3)
    assert await states(engine) == BOTH_SENT


async def test_what_a_wrong_clock_put_off_for_its_night_leaves_when_it_is_put_back(engine: Engine) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    await tick(engine)
    (mail,) = await engine.store.claim_messages(START, START + timedelta(seconds=30), 1)
    put(engine, 365 * DAY)
    await engine.store.settle_message(
        mail, MessageState.DUE, QUIET, engine.clock.now() + timedelta(hours=9), engine.clock.now()
    )
    await guard.look(1)
    put(engine, -365 * DAY)
    await guard.look(2)
    assert (await states(engine))[MessageClass.ESSENTIAL] is MessageState.SENT


async def test_somebody_who_resumes_the_channel_is_obeyed_at_once(engine: Engine) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, DAY)
    await guard.look(1)
    assert await states(engine) == HELD
    await engine.store.set_channel("tea", ChannelName.EMAIL, False, "", TEST, engine.clock.now())
    await guard.look(2)
    assert await states(engine) == BOTH_SENT


async def test_a_channel_that_was_suspended_before_stays_so_when_the_clock_is_right_again(
    engine: Engine,
) -> None:
    await engine.store.set_channel("tea", ChannelName.EMAIL, True, "complaints", TEST, engine.clock.now())
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, DAY)
    await guard.look(1)
    put(engine, timedelta(seconds=CALM))
    await guard.look(1 + CALM)
    assert (await engine.store.channel_state("tea", ChannelName.EMAIL)).reason == "complaints"


async def test_the_next_process_lets_go_what_one_that_ended_held(engine: Engine) -> None:
    await hold_advertising(engine)
    guard = ClockGuard(engine=engine)
    await guard.look(50)
    assert await suspended(engine)
    put(engine, timedelta(seconds=CALM))
    await guard.look(50 + CALM)
    assert not await suspended(engine)


@pytest.mark.parametrize(
    ("passed", "shown"), [(90_000.0, timedelta(hours=25)), (1.0, timedelta(minutes=4)), (1.0, -DAY)]
)
async def test_a_clock_that_only_runs_or_is_put_back_holds_nothing_up(
    engine: Engine, passed: float, shown: timedelta
) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, shown)
    await guard.look(passed)
    assert not await suspended(engine)


async def test_another_jump_holds_again_what_somebody_resumed_after_the_first(engine: Engine) -> None:
    guard = ClockGuard(engine=engine)
    await guard.look(0)
    put(engine, DAY)
    await guard.look(1)
    await engine.store.set_channel("tea", ChannelName.EMAIL, False, "", TEST, engine.clock.now())
    put(engine, DAY)
    await guard.look(2)
    assert await suspended(engine)


async def test_a_process_whose_clock_is_right_lets_nothing_go_by_one_whose_clock_is_wrong(
    engine: Engine,
) -> None:
    right = replace(engine, clock=VirtualClock(START))
    engine = replace(engine, store=Elsewhere(engine.store))
    put(engine, DAY)
    wrong = ClockGuard(engine=engine)
    await wrong.look(0)
    restarted = ClockGuard(engine=right)
    await restarted.look(0)
    put(right, timedelta(seconds=CALM))
    await restarted.look(CALM)
    assert not await suspended(engine)
    await wrong.look(1)
    assert await suspended(engine)
    await engine.store.set_channel("tea", ChannelName.EMAIL, False, "", TEST, engine.clock.now())
    await wrong.look(2)
    assert not await suspended(engine)


async def test_a_clock_that_the_database_contradicts_is_not_believed_however_calmly_it_runs(
    engine: Engine,
) -> None:
    database = Elsewhere(engine.store)
    engine = replace(engine, store=database)
    put(engine, DAY)
    guard = ClockGuard(engine=engine)
    await guard.look(0)  # wrong from the start
    assert await suspended(engine)
    for hour in range(1, 4):
        put(engine, timedelta(hours=1))
        database.now += timedelta(hours=1)
        await guard.look(hour * 3600)
        assert await suspended(engine)
    database.now += DAY + timedelta(seconds=CALM)  # somebody mended the database's
    put(engine, timedelta(seconds=CALM))
    await guard.look(3 * 3600 + CALM)
    assert not await suspended(engine)
