"""A backlog leaves at the pace of its channel, by all processes together; none is looked at all the time (A4, I31)."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from engine.model.program import ChannelName
from engine.model.records import MessageState, Page
from engine.service.clock import VirtualClock
from engine.service.deliver import deliver
from engine.service.engine import Engine, Limits
from engine.service.pace_memory import BURST, PaceMemory
from tests.service.shop import START, buy

ALL = Page(limit=1000)
PER_MINUTE = 20
BACKLOG = 90
MINUTE = timedelta(minutes=1)


async def fill(tea: Engine) -> None:
    for number in range(BACKLOG):
        await buy(tea, f"o{number}", "SAMPLE-1", email=f"b{number}@shop.example")


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_backlog_leaves_at_the_pace_of_its_channel(tea: Engine, processes: int) -> None:
    await fill(tea)
    limits = Limits(mails_per_minute=PER_MINUTE)
    senders = [replace(tea, limits=limits, pace=PaceMemory()) for _ in range(processes)]
    assert isinstance(tea.clock, VirtualClock)
    claims = 0
    while (due := await tea.store.next_due()) is not None and due < START + timedelta(days=1):
        tea.clock.set(max(due, tea.clock.now()))
        claims += sum([await deliver(one) for one in senders])

    messages = await tea.store.messages("tea", ALL, state=MessageState.SENT, order_id=None, coupon_id=None)
    times = sorted(one.sent_at for one in messages if one.sent_at is not None)
    assert len(times) == BACKLOG
    assert {1} == {one.attempt for one in messages}
    for first in times:
        assert sum(first <= one < first + MINUTE for one in times) <= PER_MINUTE * 6 // 5
    assert times[-1] - times[0] < BACKLOG / PER_MINUTE * MINUTE * 2
    assert claims < BACKLOG * 4


async def test_without_a_pace_everything_leaves_at_once(tea: Engine) -> None:
    await fill(tea)
    while await deliver(tea):
        pass

    sent = await tea.store.messages("tea", ALL, state=MessageState.SENT, order_id=None, coupon_id=None)
    assert {START} == {one.sent_at for one in sent}
    assert len(sent) == BACKLOG


def test_after_a_quiet_moment_some_leave_at_once_and_the_others_one_by_one() -> None:
    memory = PaceMemory()
    first = [memory.slot(ChannelName.EMAIL, 60, START) for _ in range(3)]
    later = START + timedelta(hours=1)
    slots = [memory.slot(ChannelName.EMAIL, 60, later) for _ in range(BURST + 4)]

    assert first == [START, START + timedelta(seconds=1), START + timedelta(seconds=2)]
    assert slots[: BURST + 1] == [later] * (BURST + 1)
    assert {b - a for a, b in pairwise(slots[BURST:])} == {timedelta(seconds=1)}


def test_a_clock_that_is_put_back_keeps_nobody_waiting() -> None:
    memory = PaceMemory()
    for _ in range(5):
        memory.slot(ChannelName.EMAIL, 60, START)
    before = START - timedelta(hours=1)

    assert before == memory.slot(ChannelName.EMAIL, 60, before)
