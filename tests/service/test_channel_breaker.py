"""Advertising stops by itself when too many complain, tells why, and goes on when somebody has looked."""

from dataclasses import replace

import pytest

from engine.model.delivery_report import ReportKind
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, StoredMessage
from engine.service.attention import AttentionCode, attention
from engine.service.channel_resume import set_channel
from engine.service.delivery_reports import report_delivery
from engine.service.engine import BreakerLimits, Engine, Limits
from tests.service.list_shop import ALL, BUYER, agree, gateway, pass_time, shop
from tests.service.shop import TEST, buy, drain

__all__ = ["gateway", "shop"]

SMS = ChannelName.SMS


async def reached(engine: Engine, first: int, last: int) -> tuple[StoredMessage, ...]:
    """SMS to so many buyers."""
    for number in range(first, last):
        phone = f"+8190123456{number:02}"
        await agree(engine, SMS, phone)
        buyer = replace(BUYER, email=f"{number}@shop.example", phone=phone)
        await buy(engine, f"10{number:02}", "SAMPLE-1", buyer=buyer)
    await drain(engine)
    found = await engine.store.messages("tea", ALL, state=MessageState.SENT, order_id=None, coupon_id=None)
    return tuple(one for one in found if one.order.channel is SMS)


async def needs(engine: Engine) -> set[tuple[AttentionCode, int, str]]:
    found = await attention(engine, "tea")
    return {(one.code, one.count, one.name) for one in found if one.name == "sms"}


@pytest.mark.requirement("S2.23", "D2.e")
async def test_complaints_above_the_limit_stop_advertising_until_somebody_resumes_it(shop: Engine) -> None:
    breaker = BreakerLimits(complaints=3500, least_complaints=2)
    engine = replace(shop, limits=Limits(breaker=breaker))
    sent = await reached(engine, 0, 6)
    assert len(sent) == 6
    for number, state in enumerate((False, False, True, True)):
        await report_delivery(engine, sent[number], ReportKind.COMPLAINT, "")
        assert (await engine.store.channel_state("tea", SMS)).suspended is state, number
        if number == 1:
            assert await needs(engine) == {(AttentionCode.COMPLAINTS, 2, "sms")}
    stopped = await engine.store.channel_state("tea", SMS)
    assert (stopped.advertising_only, "送信 6 件に苦情が 3 件(50.00%)" in stopped.reason) == (
        True,
        True,
    )
    assert await needs(engine) == {(AttentionCode.CHANNEL_SUSPENDED, 1, "sms")}
    assert len(await reached(engine, 6, 7)) == 6
    waiting = await engine.store.messages("tea", ALL, state=MessageState.DUE, order_id=None, coupon_id=None)
    waits = [one for one in waiting if one.order.channel is SMS]
    assert [(one.order.message_class, one.reason) for one in waits] == [
        (MessageClass.ADVERTISING, "channel_suspended")
    ]
    pass_time(engine, minutes=1)
    assert await set_channel(engine, "tea", SMS, suspended=False, reason="", actor=TEST) is None
    await drain(engine)
    assert len(await reached(engine, 0, 0)) == 7
    await report_delivery(
        engine, sent[4], ReportKind.COMPLAINT, ""
    )  # what came before somebody looked is over
    assert not (await engine.store.channel_state("tea", SMS)).suspended


async def test_dead_addresses_count_as_well_and_few_of_either_mean_nothing(shop: Engine) -> None:
    sent = await reached(shop, 0, 3)
    for one in sent:
        await report_delivery(
            shop, one, ReportKind.COMPLAINT if one is sent[0] else ReportKind.HARD_BOUNCE, ""
        )
    assert not (await shop.store.channel_state("tea", SMS)).suspended
    strict = BreakerLimits(dead_addresses=5000, least_dead_addresses=3)
    engine = replace(shop, limits=Limits(breaker=strict))
    known = {one.id for one in sent}
    (fourth,) = [one for one in await reached(engine, 3, 4) if one.id not in known]
    await report_delivery(engine, fourth, ReportKind.HARD_BOUNCE, "")
    stopped = await engine.store.channel_state("tea", SMS)
    assert (stopped.suspended, "宛先不明" in stopped.reason) == (True, True)
    never = replace(shop, limits=Limits(breaker=BreakerLimits(complaints=None, dead_addresses=None)))
    await set_channel(never, "tea", SMS, suspended=False, reason="", actor=TEST)
    await report_delivery(never, fourth, ReportKind.HARD_BOUNCE, "again")
    assert not (await never.store.channel_state("tea", SMS)).suspended
