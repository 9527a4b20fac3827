"""Reminders, steps and ends of coupons where clocks are changed, and when the machine's clock jumps (F21-F23, A2)."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page as CartPage
from engine.model.program import ChannelName
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.model.saved_cart import CartStep
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.save_cart import save_cart
from engine.service.work import work
from engine.store.connect import open_store
from tests.service.list_shop import LEGAL, TIPS, agree
from tests.service.shop import TEST, buy, cart, drain, example_files, make_engine, open_shop

ALL = Page(limit=1000)
RULES = """
list "sample" {
  title "Bought a sample"
  when order paid with product "SAMPLE-1"
  segment buyers
  step 1 day at 02:15 send email "tips"
  step 1 day at 12:00 send email "tips"
}

reminder "left" {
  when confirm abandoned
  after 24 hours
  link cart
  send email "left"
}
"""
LEFT = f"category: abandonment\nclass: advertising\nsubject: x\n---\n{{{{ cart.url }}}} {LEGAL}\n"
CHANGES = (
    # zone, the day of the change, and when 02:15 on that day is in UTC: in a gap the first instant after it
    ("America/New_York", date(2028, 3, 12), datetime(2028, 3, 12, 7, 0, tzinfo=UTC)),
    ("America/New_York", date(2028, 11, 5), datetime(2028, 11, 5, 7, 15, tzinfo=UTC)),
    ("Europe/Berlin", date(2028, 3, 26), datetime(2028, 3, 26, 1, 0, tzinfo=UTC)),
    ("Europe/Berlin", date(2028, 10, 29), datetime(2028, 10, 29, 0, 15, tzinfo=UTC)),  # the first of two
    ("Australia/Lord_Howe", date(2028, 10, 1), datetime(2028, 9, 30, 15, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", date(2028, 4, 2), datetime(2028, 4, 1, 15, 45, tzinfo=UTC)),
    ("Asia/Tokyo", date(2028, 2, 29), datetime(2028, 2, 28, 17, 15, tzinfo=UTC)),
)
TWO_STEPS_AND_A_REMINDER = 3


async def opened(zone: str, at: datetime) -> Engine:
    """The example shop in a zone, with a list, a reminder and a short night, on a clock that stands at `at`."""
    engine = make_engine(open_store("memory://"), clock=VirtualClock(at))
    files = {file.path: file.text for file in example_files()}
    rules = files["rules.otoku"].replace("Asia/Tokyo", zone, 1)
    awake = "  cart lifetime unlimited\n  quiet from 04:00 to 04:15\n  legal {"
    files["rules.otoku"] = rules.replace("  legal {", awake, 1) + RULES
    files |= {"templates/tips.ja.liquid": TIPS, "templates/left.ja.liquid": LEFT}
    await open_shop(engine, files=tuple(SourceFile(path=path, text=text) for path, text in files.items()))
    return engine


async def leave_a_cart(engine: Engine, email: str = "taro@shop.example") -> None:
    request = CartSaveRequest(
        cart=replace(cart("PACK-1", email=email), token=f"t-{email}"),
        step=CartStep.CONFIRM,
        page=CartPage.SHOP,
    )
    saved = await save_cart(engine, "tea", request, reporter=Reporter(trusted=True), actor=TEST)
    assert not isinstance(saved, Rejection)


def clock_of(engine: Engine) -> VirtualClock:
    assert isinstance(engine.clock, VirtualClock)
    return engine.clock


async def go_to(engine: Engine, until: datetime) -> None:
    """Let time pass, and work whenever something is due."""
    while (due := await engine.store.next_due()) is not None and due <= until:
        clock_of(engine).set(max(due, engine.clock.now()))
        if not await work(engine):
            break
    clock_of(engine).set(until)


async def sent(engine: Engine) -> Sequence[StoredMessage]:
    found = await engine.store.messages("tea", ALL, state=MessageState.SENT, order_id=None, coupon_id=None)
    return sorted(
        (one for one in found if one.order.coupon_id is None), key=lambda one: one.sent_at or one.created_at
    )


@pytest.mark.requirement("D2.d", "S3.14", "S1.17")
@pytest.mark.parametrize(("zone", "day", "at"), CHANGES)
async def test_each_comes_once_and_at_its_time_when_clocks_are_changed(
    zone: str, day: date, at: datetime
) -> None:
    local = ZoneInfo(zone)
    before = datetime.combine(day - timedelta(days=1), time(12), tzinfo=local).astimezone(UTC)
    noon = datetime.combine(day, time(12), tzinfo=local).astimezone(UTC)
    engine = await opened(zone, before)
    await agree(engine, ChannelName.EMAIL, "taro@shop.example")
    await buy(engine, "o1", "SAMPLE-1")
    clock_of(engine).advance(timedelta(minutes=1))
    await leave_a_cart(engine)
    await go_to(engine, before + timedelta(days=4))

    mails = await sent(engine)
    times = {(one.order.rule, one.sent_at) for one in mails}
    reminded = before + timedelta(hours=24, minutes=1)
    assert {("sample", at), ("sample", noon), ("left", reminded)} == times
    assert TWO_STEPS_AND_A_REMINDER == len(mails)
    (coupon,) = await engine.store.coupons("tea", ALL, rule=None, email=None, state=None)
    end = datetime.combine(day + timedelta(days=14), time(), tzinfo=local).astimezone(UTC)
    assert end == coupon.fact.valid_until
    await go_to(engine, end - timedelta(seconds=1))
    (alive,) = await engine.store.coupons("tea", ALL, rule=None, email=None, state=None)
    await go_to(engine, end)
    (ended,) = await engine.store.coupons("tea", ALL, rule=None, email=None, state=None)
    assert ("issued", "expired") == (alive.fact.state, ended.fact.state)


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(hours=-1), timedelta(days=-5)])
async def test_a_clock_that_jumps_makes_nothing_come_early_or_twice(jump: timedelta) -> None:
    begins = datetime(2028, 5, 20, 3, tzinfo=UTC)
    engine = await opened("Asia/Tokyo", begins)
    await agree(engine, ChannelName.EMAIL, "taro@shop.example")
    await leave_a_cart(engine)
    await go_to(engine, begins + timedelta(hours=23, minutes=59))
    assert [] == await sent(engine)
    clock_of(engine).advance(jump)
    await drain(engine)
    due = begins + timedelta(hours=24)
    assert [one.sent_at for one in await sent(engine)] == ([engine.clock.now()] if jump > timedelta() else [])
    await go_to(engine, due + timedelta(minutes=5))
    clock_of(engine).advance(-2 * abs(jump))
    await go_to(engine, due + timedelta(days=3))

    (once,) = await sent(engine)
    assert once.sent_at is not None
    assert once.sent_at >= due
    assert () == await engine.store.check_invariants("tea", engine.clock.now())


async def test_processes_whose_clocks_differ_send_each_message_once(tmp_path: Path) -> None:
    """One is a minute and a half ahead, so that every lease of the other looks as if it had run out (F22)."""
    begins = datetime(2028, 5, 20, 3, tzinfo=UTC)
    slow = await opened("Asia/Tokyo", begins)
    fast = replace(slow, clock=VirtualClock(begins + timedelta(seconds=90)))
    for number in range(20):
        await agree(slow, ChannelName.EMAIL, f"b{number}@shop.example")
        await leave_a_cart(slow, f"b{number}@shop.example")
    for engine in (slow, fast):
        clock_of(engine).advance(timedelta(hours=24))
    for _ in range(20):
        await asyncio.gather(work(slow), work(fast))
        for engine in (slow, fast):
            clock_of(engine).advance(timedelta(seconds=10))

    mails = await slow.store.inbox("tea", ALL)
    assert sorted(f"b{number}@shop.example" for number in range(20)) == sorted(one.recipient for one in mails)
    ended = await slow.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    assert {one.state for one in ended} <= {MessageState.SENT, MessageState.UNKNOWN}
