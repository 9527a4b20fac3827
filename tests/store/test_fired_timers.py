"""Timers that came due together are stored as if each had come alone, or not at all (A1, A4, A5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.model.decision import Decision
from engine.model.effects import CountStat, Metric, SendMessage, StartTimer, UseCounter
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import CounterKey
from engine.model.program import ChannelName, MessageClass
from engine.model.records import Page, Timer
from engine.store.port import Conflict, Store
from engine.store.timer_port import FiredTimer
from tests.store.builders import ME, NOW, SHOP

ALL = Page(limit=100)
CAP = CounterKey(area="cap", name="left", subject="a@x.jp")
LEASE = NOW + timedelta(seconds=30)


def message(number: int) -> SendMessage:
    return SendMessage(
        dedupe_key=f"m{number}",
        rule="left",
        channel=ChannelName.EMAIL,
        template="left",
        message_class=MessageClass.ADVERTISING,
        recipient="a@x.jp",
        locale="ja",
        due=NOW,
        send_before=None,
        coupon_id=None,
        order_id=None,
        test=False,
    )


def use(limit: int) -> UseCounter:
    return UseCounter(key=CAP, amount=1, limit=limit, window_ends=NOW + timedelta(days=1))


def fired(timer: Timer, number: int, limit: int = 10) -> FiredTimer:
    day = NOW.astimezone(ZoneInfo("Asia/Tokyo")).date()
    later = StartTimer(kind=timer.kind, subject=timer.subject, due=NOW + timedelta(hours=1))
    figure = CountStat(rule="left", day=day, metric=Metric.MATCHED, amount=1)
    event = TimerCame(id=f"timer:{timer.id}", at=NOW, kind=timer.kind, subject=timer.subject, due=timer.due)
    again = (later,) if number % 2 else ()
    effects = (message(number), use(limit), figure, *again)
    return FiredTimer(timer=timer, event=event, decision=Decision(revision=1, effects=effects))


async def claimed(store: Store, count: int) -> Sequence[Timer]:
    start = tuple(StartTimer(kind=TimerKind.CART, subject=f"t{n}", due=NOW) for n in range(count))
    cause = TimerCame(id="cause", at=NOW, kind=TimerKind.CARTS_PLAN, subject="", due=NOW)
    await store.commit(SHOP, cause, Decision(revision=1, effects=start), (), ME, None, b"cause", NOW)
    found = await store.claim_timers(NOW, LEASE, 100)
    return sorted(found, key=lambda one: one.subject)


async def test_all_of_them_are_stored_and_only_those_that_were_moved_wait(store: Store) -> None:
    timers = await claimed(store, 6)
    await store.commit_timers(SHOP, [fired(one, n) for n, one in enumerate(timers)], ME, NOW)

    found = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert [f"m{n}" for n in range(6)] == sorted(one.order.dedupe_key for one in found)
    figures = await store.stats(SHOP, None, date.min, date.max, None)
    assert [6] == [one.amount for one in figures]
    assert () == await store.claim_timers(LEASE, LEASE, 100)
    moved = await store.claim_timers(NOW + timedelta(hours=1), LEASE + timedelta(hours=1), 100)
    assert ["t1", "t3", "t5"] == sorted(one.subject for one in moved)
    assert await store.find_event(SHOP, f"timer:{timers[0].id}") is not None


async def test_one_that_is_known_already_keeps_all_of_them_out(store: Store) -> None:
    timers = await claimed(store, 3)
    known = fired(timers[1], 1)
    await store.commit(SHOP, known.event, known.decision, (), ME, None, b"known", NOW)

    with pytest.raises(Conflict):
        await store.commit_timers(SHOP, [fired(one, n) for n, one in enumerate(timers)], ME, NOW)

    found = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert ["m1"] == [one.order.dedupe_key for one in found]
    again = await store.claim_timers(LEASE, LEASE + timedelta(minutes=1), 100)
    assert ["t0", "t2"] == sorted(one.subject for one in again)


async def test_a_limit_that_they_pass_together_keeps_all_of_them_out(store: Store) -> None:
    timers = await claimed(store, 3)

    with pytest.raises(Conflict):
        await store.commit_timers(SHOP, [fired(one, n, limit=2) for n, one in enumerate(timers)], ME, NOW)

    assert () == await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    await store.commit_timers(SHOP, [fired(one, n, limit=2) for n, one in enumerate(timers[:2])], ME, NOW)
    assert () == await store.check_invariants(SHOP, NOW)


async def test_a_timer_that_somebody_else_holds_by_now_is_not_marked_fired(store: Store) -> None:
    timers = await claimed(store, 2)
    await store.claim_timers(LEASE, LEASE + timedelta(minutes=1), 100)

    await store.commit_timers(SHOP, [fired(one, 2 * n) for n, one in enumerate(timers)], ME, NOW)

    newer = [replace(one, attempt=2) for one in timers]
    assert [True, True] == [await store.settle_timer(one, NOW) for one in newer]
