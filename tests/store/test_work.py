"""Timers and messages: claimed with a lease, fenced by the attempt, settled once."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.model.effects import Metric, StartTimer
from engine.model.events import TimerKind
from engine.model.program import MessageClass
from engine.model.records import InboxMail, MessageState, Page, StoredMessage, Timer
from engine.service.clock import SystemClock
from engine.store.port import Store
from engine.store.sql.store import SqlStore
from tests.store.builders import (
    ALL,
    ME,
    NOW,
    OTHER,
    SHOP,
    after,
    commit,
    consent,
    expiry,
    give_coupon,
    send,
    used_once,
)

LEASE = after(seconds=30)
TODAY = NOW.date()
ADVERTISING = MessageClass.ADVERTISING


async def claim(store: Store, *, seconds: float = 0, limit: int = 10) -> tuple[StoredMessage, ...]:
    return await store.claim_messages(after(seconds=seconds), after(seconds=seconds + 30), limit)


async def only(store: Store) -> StoredMessage:
    """The one message there is."""
    (message,) = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    return message


async def figures(store: Store) -> dict[Metric, int]:
    rows = await store.stats(SHOP, None, TODAY, after(days=1).date(), None)
    return {row.metric: row.amount for row in rows}


# ---- timers


async def test_a_timer_is_claimed_when_due_and_not_earlier(store: Store) -> None:
    await commit(store, expiry("c1", after(hours=1)), expiry("c2", after(hours=2)))
    assert await store.next_due() == after(hours=1)
    assert await store.claim_timers(after(minutes=59), LEASE, 10) == ()
    (timer,) = await store.claim_timers(after(hours=1), after(hours=1, seconds=30), 10)
    assert (timer.shop, timer.kind, timer.subject, timer.due, timer.attempt) == (
        SHOP,
        TimerKind.COUPON_EXPIRY,
        "c1",
        after(hours=1),
        1,
    )
    assert await store.claim_timers(after(hours=1), after(hours=2), 10) == ()
    assert await store.next_due() == after(hours=1, seconds=30)
    assert await store.settle_timer(timer, after(hours=1))
    assert not await store.settle_timer(timer, after(hours=1))
    assert await store.next_due() == after(hours=2)


async def test_the_timer_of_a_lost_worker_is_taken_over_and_its_late_answer_refused(store: Store) -> None:
    await commit(store, expiry("c1", NOW))
    (lost,) = await store.claim_timers(NOW, LEASE, 10)
    (taken,) = await store.claim_timers(LEASE, after(minutes=2), 10)
    assert (taken.id, taken.attempt) == (lost.id, 2)
    assert not await store.settle_timer(lost, after(minutes=1))
    assert await store.settle_timer(taken, after(minutes=1))
    assert await store.check_invariants(None, NOW) == ()


async def test_the_longest_due_timers_come_first_and_no_more_than_asked(store: Store) -> None:
    await commit(store, *(expiry(f"c{number}", after(minutes=number)) for number in (3, 1, 2)))
    claimed = await store.claim_timers(after(hours=1), after(hours=2), 2)
    assert [timer.subject for timer in claimed] == ["c1", "c2"]


async def test_a_timer_started_again_moves_and_the_same_moment_changes_nothing(store: Store) -> None:
    await commit(store, expiry("c1", after(hours=1)), event="e1")
    (first,) = await store.claim_timers(after(hours=1), after(hours=2), 1)
    assert await store.settle_timer(first, after(hours=1))
    await commit(store, expiry("c1", after(hours=1)), event="e2")
    assert await store.next_due() is None
    await commit(store, expiry("c1", after(hours=5)), event="e3")
    (second,) = await store.claim_timers(after(hours=5), after(hours=6), 1)
    assert second.subject == "c1"
    assert second.id != first.id


async def test_two_timers_of_one_subject_in_one_decision_are_one(store: Store) -> None:
    await commit(store, expiry("c1", after(hours=1)), expiry("c1", after(hours=2)))
    assert await store.next_due() == after(hours=2)


async def test_workers_share_timers_without_overlap(store: Store) -> None:
    starts = [StartTimer(kind=TimerKind.COUPON_EXPIRY, subject=f"c{number}", due=NOW) for number in range(60)]
    await commit(store, *starts)
    claimed: list[Timer] = []

    async def work() -> None:
        while batch := await store.claim_timers(NOW, LEASE, 7):
            claimed.extend(batch)
            for timer in batch:
                assert await store.settle_timer(timer, NOW)

    await asyncio.gather(*(work() for _ in range(4)))
    assert sorted(timer.subject for timer in claimed) == sorted(start.subject for start in starts)


async def test_only_a_server_has_a_clock_to_compare_with(store: Store, database_url: str) -> None:
    there = await store.database_now()
    if isinstance(store, SqlStore) and database_url.startswith("postgres"):
        assert there is not None
        assert abs(there - SystemClock().now()) < timedelta(minutes=1)
    else:
        assert there is None


async def test_what_a_clock_that_ran_ahead_put_off_is_due_again_and_nothing_else_is(store: Store) -> None:
    await commit(store, send(), send("m2", due=after(days=9)), send("m3"))
    put_off, short = await store.claim_messages(NOW, after(seconds=30), 2)
    await store.settle_message(put_off, MessageState.DUE, "quiet_hours", after(days=365), NOW)
    await store.settle_message(short, MessageState.DUE, "quiet_hours", after(days=1), NOW)
    assert await store.hurry_messages(after(hours=1)) == 1
    assert await store.hurry_messages(after(hours=1)) == 0
    (again,) = await store.claim_messages(after(hours=1), after(hours=2), 9)
    assert (again.id, again.next_try) == (put_off.id, after(hours=1))
    assert [one.id for one in await store.claim_messages(after(days=8), after(days=20), 9)] == [
        again.id,
        short.id,
    ]


# ---- messages


async def test_a_message_goes_from_due_to_sent(store: Store) -> None:
    await commit(store, send())
    (claimed,) = await claim(store)
    assert (claimed.state, claimed.attempt, claimed.lease_until) == (MessageState.CLAIMED, 1, LEASE)
    assert (claimed.shop, claimed.order, claimed.revision) == (SHOP, send(), 1)
    assert await claim(store, seconds=29) == ()
    assert await store.hand_over(claimed, NOW, LEASE) is MessageState.HANDOVER
    assert await store.settle_message(claimed, MessageState.SENT, "250 ok", None, after(seconds=1), TODAY)
    sent = await only(store)
    assert (sent.state, sent.sent_at, sent.reason, sent.lease_until) == (
        MessageState.SENT,
        after(seconds=1),
        "250 ok",
        None,
    )
    assert await figures(store) == {Metric.SENT: 1}
    assert not await store.settle_message(claimed, MessageState.SENT, "", None, NOW, TODAY)
    assert await store.next_due() is None
    assert await store.check_invariants(None, NOW) == ()


async def test_a_message_waits_until_it_is_due(store: Store) -> None:
    await commit(store, send(due=after(days=3)))
    assert await store.next_due() == after(days=3)
    assert await claim(store) == ()
    assert len(await claim(store, seconds=3 * 86400)) == 1


async def test_a_failed_attempt_is_tried_again_when_it_says(store: Store) -> None:
    await commit(store, send())
    (claimed,) = await claim(store)
    assert await store.settle_message(claimed, MessageState.DUE, "451 later", after(minutes=5), NOW, TODAY)
    waiting = await only(store)
    assert (waiting.state, waiting.next_try, waiting.reason) == (
        MessageState.DUE,
        after(minutes=5),
        "451 later",
    )
    assert await claim(store, seconds=299) == ()
    (again,) = await claim(store, seconds=300)
    assert again.attempt == 2
    assert await store.settle_message(again, MessageState.FAILED, "550 no", None, after(minutes=5), TODAY)
    assert await figures(store) == {Metric.FAILED: 1}
    assert await store.next_due() is None


async def test_an_attempt_that_is_excused_is_counted_as_such_and_fences_all_the_same(store: Store) -> None:
    await commit(store, send())
    (claimed,) = await claim(store)
    again = after(minutes=5)
    assert await store.settle_message(claimed, MessageState.DUE, "away", again, NOW, TODAY, excused=True)
    assert not await store.settle_message(claimed, MessageState.SENT, "", None, NOW, TODAY)
    (second,) = await claim(store, seconds=300)
    assert (second.attempt, second.excused) == (2, 1)
    assert await store.settle_message(second, MessageState.DUE, "450 later", after(minutes=9), NOW, TODAY)
    assert ((await only(store)).attempt, (await only(store)).excused) == (2, 1)


async def test_a_handover_says_nothing_of_why_the_attempt_before_it_failed(store: Store) -> None:
    await commit(store, send())
    (claimed,) = await claim(store)
    await store.settle_message(claimed, MessageState.DUE, "451 later", after(minutes=5), NOW, TODAY)
    (again,) = await claim(store, seconds=300)
    await store.hand_over(again, after(seconds=300), after(seconds=330))
    handed = await only(store)
    assert (handed.state, handed.reason) == (MessageState.HANDOVER, "")


async def test_the_message_of_a_lost_worker_is_taken_over_and_its_late_answer_refused(store: Store) -> None:
    await commit(store, send())
    (lost,) = await claim(store)
    (taken,) = await claim(store, seconds=30)
    assert taken.attempt == 2
    assert await store.hand_over(lost, after(seconds=31), after(minutes=1)) is MessageState.CLAIMED
    assert not await store.settle_message(lost, MessageState.SENT, "", None, after(seconds=31))
    assert await store.hand_over(taken, after(seconds=31), after(minutes=1)) is MessageState.HANDOVER


async def test_an_interrupted_handover_of_essential_mail_is_tried_again(store: Store) -> None:
    await commit(store, send())
    (claimed,) = await claim(store)
    await store.hand_over(claimed, NOW, LEASE)
    (again,) = await claim(store, seconds=30)
    assert (again.id, again.state, again.attempt) == (claimed.id, MessageState.CLAIMED, 2)


async def test_an_interrupted_handover_of_advertising_is_unknown_and_never_sent_by_itself(
    store: Store,
) -> None:
    await commit(store, consent(), send(message_class=ADVERTISING))
    (claimed,) = await claim(store)
    await store.hand_over(claimed, NOW, LEASE)
    assert await claim(store, seconds=30) == ()
    unknown = await only(store)
    assert unknown.state is MessageState.UNKNOWN
    assert "not known" in unknown.reason
    assert await store.next_due() is None
    assert not await store.settle_message(claimed, MessageState.SENT, "", None, after(seconds=31))


async def test_advertising_that_was_not_handed_over_is_tried_again(store: Store) -> None:
    await commit(store, consent(), send(message_class=ADVERTISING))
    await claim(store)
    (again,) = await claim(store, seconds=30)
    assert again.attempt == 2


@pytest.mark.parametrize(("send_again", "becomes"), [(True, MessageState.DUE), (False, MessageState.SENT)])
async def test_a_person_settles_a_message_of_unknown_fate(
    store: Store, send_again: bool, becomes: MessageState
) -> None:
    await commit(store, consent(), send(message_class=ADVERTISING))
    (claimed,) = await claim(store)
    assert not await store.resolve_message(SHOP, claimed.id, send_again, ME, NOW)
    await store.hand_over(claimed, NOW, LEASE)
    await claim(store, seconds=30)
    assert not await store.resolve_message(OTHER, claimed.id, send_again, ME, NOW)
    assert await store.resolve_message(SHOP, claimed.id, send_again, ME, after(minutes=5))
    assert not await store.resolve_message(SHOP, claimed.id, send_again, ME, after(minutes=5))
    assert (await only(store)).state is becomes
    assert len(await claim(store, seconds=300)) == send_again
    newest, *_ = await store.audit(SHOP, Page(limit=1))
    assert (newest.action, newest.detail["outcome"]) == ("message resolved", becomes.value)


async def revoke(store: Store) -> None:
    await store.revoke_coupon(SHOP, "c1", "", ME, NOW)


async def use_up(store: Store) -> None:
    await commit(store, *used_once(), event="use")


async def leave(_: Store) -> None:
    """Change nothing."""


STALE: dict[str, tuple[Any, dict[str, Any], float, MessageState]] = {
    "revoked coupon": (revoke, {"coupon_id": "c1"}, 0, MessageState.CANCELLED),
    "used-up coupon": (use_up, {"coupon_id": "c1"}, 0, MessageState.CANCELLED),
    "coupon past its end": (leave, {"coupon_id": "c1"}, 15, MessageState.SKIPPED_LATE),
    "too late": (leave, {"send_before": after(days=1)}, 1, MessageState.SKIPPED_LATE),
}


@pytest.mark.parametrize(("happens", "fields", "days", "becomes"), STALE.values(), ids=STALE.keys())
async def test_no_stale_promise_is_handed_over(
    store: Store, happens: Any, fields: dict[str, Any], days: float, becomes: MessageState
) -> None:
    await give_coupon(store)
    await commit(store, send(**fields))
    (claimed,) = await claim(store, seconds=days * 86400)
    await happens(store)
    at = after(days=days)
    assert await store.hand_over(claimed, at, after(days=days, seconds=30), TODAY) is becomes
    ended = await only(store)
    assert ended.state is becomes
    assert ended.reason
    assert (await figures(store))[Metric.SUPPRESSED] == 1
    assert await store.hand_over(claimed, at, after(days=days, seconds=30), TODAY) is MessageState.CLAIMED


async def test_a_message_with_a_usable_coupon_is_handed_over(store: Store) -> None:
    await give_coupon(store)
    await commit(store, send(coupon_id="c1", send_before=after(seconds=1)))
    (claimed,) = await claim(store)
    assert await store.hand_over(claimed, NOW, LEASE) is MessageState.HANDOVER


async def test_sandbox_mail_and_mail_without_a_day_count_nowhere(store: Store) -> None:
    await commit(store, send("m1", test=True), send("m2"))
    for message in await claim(store):
        day = TODAY if message.order.test else None
        assert await store.settle_message(message, MessageState.SENT, "", None, NOW, day)
    assert await figures(store) == {}


async def test_a_handover_of_something_unknown_is_refused(store: Store) -> None:
    await commit(store, send())
    (claimed,) = await claim(store)
    for stranger in (
        replace(claimed, id="nothing"),
        replace(claimed, shop=OTHER),
        replace(claimed, attempt=9),
    ):
        assert await store.hand_over(stranger, NOW, LEASE) is MessageState.CLAIMED
        assert not await store.settle_message(stranger, MessageState.SENT, "", None, NOW)


async def test_workers_share_messages_without_overlap(store: Store) -> None:
    await commit(store, *(send(f"m{number}") for number in range(60)))
    claimed: list[str] = []

    async def work() -> None:
        while batch := await claim(store, limit=7):
            claimed.extend(message.order.dedupe_key for message in batch)
            for message in batch:
                await store.settle_message(message, MessageState.SENT, "", None, NOW)

    await asyncio.gather(*(work() for _ in range(4)))
    assert sorted(claimed) == sorted(f"m{number}" for number in range(60))


# ---- the inbox


async def test_kept_mails_can_be_read_newest_first(store: Store) -> None:
    mails = [
        InboxMail(
            id=f"i{number}",
            message_id=f"<m{number}@shop>",
            recipient="a@x.jp",
            subject="お知らせ",
            text="本文",
            html="<p>本文</p>",
            headers={"Date": "today", "X": "é"},
            at=after(minutes=number),
        )
        for number in range(3)
    ]
    for mail in [*mails, replace(mails[0], subject="again")]:
        await store.keep_mail(SHOP, mail)
    assert await store.inbox(SHOP, ALL) == tuple(reversed(mails))
    assert await store.inbox(SHOP, Page(limit=1)) == (mails[2],)
    assert await store.inbox(OTHER, ALL) == ()
    assert await store.inbox_mail(SHOP, mails[0].id) == mails[0]
    assert await store.inbox_mail(SHOP, "nothing") is None


async def test_timers_that_are_claimed_again_come_in_the_order_in_which_they_were_due(store: Store) -> None:
    await commit(store, expiry("late", after(minutes=2)), expiry("early", after(minutes=1)), event="e1")
    (early,) = await store.claim_timers(after(minutes=1), after(minutes=3), 10)
    assert early.subject == "early"
    again = await store.claim_timers(after(minutes=4), after(minutes=9), 10)
    assert ["early", "late"] == [timer.subject for timer in again]
