"""How SMS and mails of lists leave, wait, come back and are stopped (S2.12, S2.23-27, J4, J15)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.model.answers import Published
from engine.model.consent import ConsentAct, ConsentEntry, ConsentWanted, SuppressionCause
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import MessageState, SourceFile
from engine.service.channel_resume import decide_resume, request_resume, set_channel
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.delivery_reports import read_callback, read_returned_mail
from engine.service.engine import Engine, Limits
from engine.service.message_link import (
    BOUNCE,
    CALLBACK,
    OPT_OUT,
    message_token,
    read_message_token,
    sms_token,
)
from engine.service.publish import publish
from engine.service.unsubscribe_target import find_target
from engine.service.withdraw_consent import withdraw_by_message
from tests.delivery.test_bounce_mail import TO, bounce
from tests.service.list_shop import (
    ALL,
    BUYER,
    FILES,
    PHONE,
    RULES,
    agree,
    agree_to_all,
    gateway,
    pass_time,
    shop,
    sms_of,
)
from tests.service.shop import TEST, buy, drain
from tests.support.web import Answer, WebServer

__all__ = ["gateway", "shop"]


@pytest.mark.requirement("S2.12")
async def test_an_sms_that_was_taken_and_not_answered_is_settled_by_its_callback(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    gateway.otherwise = Answer(wait=5)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    message = await sms_of(shop)
    assert message.state is MessageState.UNKNOWN
    token = message_token(shop, CALLBACK, "tea", message.id)
    for _ in range(2):  # gateways tell twice
        assert await read_callback(shop, token, "delivered", "")
    assert (await sms_of(shop)).state is MessageState.SENT
    assert len(gateway.received) == 1
    assert not await read_callback(shop, message_token(shop, CALLBACK, "tea", "f" * 32), "delivered", "")
    assert not await read_callback(shop, message_token(shop, OPT_OUT, "tea", message.id), "delivered", "")
    assert await read_callback(shop, token, "sending", "")


async def test_a_number_that_takes_no_sms_gets_none_again(shop: Engine, gateway: WebServer) -> None:
    await agree_to_all(shop)
    gateway.otherwise = Answer(status=400, body=b'{"code": 21211, "message": "no mobile"}')
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    (stopped,) = await shop.store.suppressions("tea", ALL, channel=ChannelName.SMS, address=PHONE)
    assert stopped.cause is SuppressionCause.HARD_BOUNCE
    await buy(shop, "1002", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1


async def test_five_failures_within_thirty_days_are_a_dead_number(shop: Engine) -> None:
    await agree_to_all(shop)
    for number in range(5):
        assert await shop.store.suppressions("tea", ALL, channel=None, address=None) == ()
        await buy(shop, f"10{number}", "SAMPLE-1", buyer=BUYER)
        await drain(shop)
        found = await shop.store.messages("tea", ALL, state=None, order_id=f"10{number}", coupon_id=None)
        (message,) = [one for one in found if one.order.channel is ChannelName.SMS]
        await read_callback(shop, message_token(shop, CALLBACK, "tea", message.id), "undelivered", "30008")
        pass_time(shop, days=1)
    (stopped,) = await shop.store.suppressions("tea", ALL, channel=None, address=None)
    assert stopped.cause is SuppressionCause.SOFT_BOUNCES


async def test_a_bounce_to_the_signed_return_path_stops_the_address_and_a_forged_one_does_not(
    shop: Engine,
) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    pass_time(shop, hours=1)
    await drain(shop)
    found = await shop.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    (mail,) = [one for one in found if one.order.channel is ChannelName.EMAIL]
    assert not await read_returned_mail(shop, bounce())
    assert not await read_returned_mail(shop, b"Subject: away\r\n\r\nI am away")
    ours = f"bounce+{message_token(shop, BOUNCE, 'tea', mail.id)}@shop.example"
    assert await read_returned_mail(shop, bounce().replace(TO.encode(), ours.upper().encode()))
    (stopped,) = await shop.store.suppressions("tea", ALL, channel=ChannelName.EMAIL, address=None)
    assert (stopped.address, stopped.cause) == ("taro@shop.example", SuppressionCause.HARD_BOUNCE)


@pytest.mark.requirement("S2.23", "S2.24", "S2.25", "S2.26", "S2.27", "D2.e")
async def test_a_suspended_channel_waits_and_an_approved_request_frees_it_at_once(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    suspended = await set_channel(
        shop, "tea", ChannelName.SMS, suspended=True, reason="苦情がありました", actor=TEST
    )
    assert suspended is None
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert gateway.received == []
    assert (await sms_of(shop)).reason == "channel_suspended"
    empty = await request_resume(shop, "tea", ChannelName.SMS, "  ", actor=TEST)
    assert isinstance(empty, Rejection)
    request = await request_resume(shop, "tea", ChannelName.SMS, "ご購入のお礼だけを送ります", actor=TEST)
    assert not isinstance(request, Rejection)
    again = await request_resume(shop, "tea", ChannelName.SMS, "もう一度", actor=TEST)
    assert isinstance(again, Rejection)
    approved = await decide_resume(shop, "tea", request.id, approved=True, note="", actor=TEST)
    assert not isinstance(approved, Rejection)
    await drain(shop)
    assert len(gateway.received) == 1
    twice = await decide_resume(shop, "tea", request.id, approved=False, note="", actor=TEST)
    assert isinstance(twice, Rejection)
    assert twice.problem is Problem.STATE_NOT_ALLOWED


async def test_beyond_the_cap_of_a_day_an_sms_waits_for_the_next(shop: Engine, gateway: WebServer) -> None:
    capped = replace(shop, limits=Limits(sms_parts_per_day=5))
    for number in range(4):
        phone = f"+81901234567{number}"
        await agree(capped, ChannelName.SMS, phone)
        buyer = replace(BUYER, email=f"{number}@shop.example", phone=phone)
        await buy(capped, f"10{number}", "SAMPLE-1", buyer=buyer)
    await drain(capped)
    assert 0 < len(gateway.received) < 4
    found = await capped.store.messages("tea", ALL, state=MessageState.DUE, order_id=None, coupon_id=None)
    assert {one.reason for one in found} == {"daily_cap"}
    for _ in range(6):
        pass_time(capped, hours=12)
        await drain(capped)
    assert len(gateway.received) == 4


async def test_what_a_gateway_did_not_take_counts_nothing_in_the_cap_of_a_day(
    shop: Engine, gateway: WebServer
) -> None:
    capped = replace(shop, limits=Limits(sms_parts_per_day=5))
    await agree_to_all(capped)
    gateway.otherwise = Answer(status=503)
    await buy(capped, "1001", "SAMPLE-1", buyer=BUYER)
    for _ in range(3):
        await drain(capped)
        assert (await sms_of(capped)).reason.startswith("http: 503")
        pass_time(capped, hours=1)
    gateway.otherwise = Answer(status=201)
    pass_time(capped, hours=2)
    await drain(capped)
    assert (await sms_of(capped)).state is MessageState.SENT


async def test_what_could_not_leave_by_the_evening_waits_for_the_morning(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    gateway.otherwise = Answer(status=503)
    pass_time(shop, hours=10, minutes=50)  # 20:50
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    gateway.otherwise = Answer(status=201)
    pass_time(shop, minutes=30)
    await drain(shop)
    waiting = await sms_of(shop)
    assert (waiting.state, waiting.reason) == (MessageState.DUE, "quiet_hours")
    pass_time(shop, hours=11)
    await drain(shop)
    assert (await sms_of(shop)).state is MessageState.SENT


async def test_the_short_link_of_an_sms_stops_them_and_the_list_alone_if_asked(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    message = await sms_of(shop)
    token = sms_token(shop, OPT_OUT, "tea", message.id)
    assert f"%2Fu%2F{token}".encode() in gateway.received[0].body
    found = await find_target(shop, token)
    assert found is not None
    assert await find_target(shop, token[:-1] + "a7"[token[-1] == "a"]) is None
    assert read_message_token(shop, OPT_OUT, "tea.nothing") is None
    known, target = found
    for _ in range(2):
        assert await withdraw_by_message(
            shop, "tea", target.id, scope="sample", source="page", ip="192.0.2.9"
        )
    withdrawn = await shop.store.permission("tea", ChannelName.SMS, PHONE, "sample")
    whole = await shop.store.permission("tea", ChannelName.SMS, PHONE)
    assert withdrawn is not None
    assert whole is not None
    assert (withdrawn.given, whole.given) == (False, True)
    await buy(shop, "1002", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1
    assert known.shop == "tea"


@pytest.mark.requirement("S3.54")
async def test_who_stopped_everything_and_joined_a_list_since_can_stop_everything_again(
    shop: Engine, gateway: WebServer
) -> None:
    await agree(shop, ChannelName.SMS, PHONE, ConsentAct.WITHDRAWN)
    pass_time(shop, minutes=1)
    await agree(shop, ChannelName.SMS, PHONE, scope="sample")
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1
    message = await sms_of(shop)
    pass_time(shop, minutes=1)
    for _ in range(2):
        assert await withdraw_by_message(
            shop, "tea", message.id, scope="", source="one-click", ip="192.0.2.9"
        )
    await buy(shop, "1002", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1
    entries = await shop.store.consents("tea", ALL, ConsentWanted(address=PHONE))
    assert len(entries) == 3  # the second click found everything stopped


async def test_a_list_that_was_left_stays_left_when_its_rule_gets_another_name(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    message = await sms_of(shop)
    await withdraw_by_message(shop, "tea", message.id, scope="sample", source="page", ip="192.0.2.9")
    renamed = RULES.replace('list "sample" {', 'list "readers" {\n  was "sample"')
    files = (SourceFile(path="rules.otoku", text=renamed), *FILES[1:])
    published = await publish(shop, "tea", files, expected=1, actor=TEST)
    assert isinstance(published, Published), published
    await buy(shop, "1002", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1


async def test_a_message_that_waits_for_weeks_for_its_channel_still_leaves(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    await set_channel(shop, "tea", ChannelName.SMS, suspended=True, reason="点検", actor=TEST)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    for _ in range(14):
        await drain(shop)
        pass_time(shop, days=1)
    assert (await sms_of(shop)).reason == "channel_suspended"
    await set_channel(shop, "tea", ChannelName.SMS, suspended=False, reason="", actor=TEST)
    await drain(shop)
    assert len(gateway.received) == 1


class _Refusing:
    """A mail server that refuses every mail with one status."""

    def __init__(self, enhanced: str) -> None:
        self._enhanced = enhanced

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Refuse."""
        return SendResult(outcome=Outcome.FAILED, reason=f"550 {self._enhanced}", enhanced=self._enhanced)


@pytest.mark.parametrize(("status", "stopped"), [("5.1.1", 1), ("5.1.7", 0), ("5.1.8", 0), ("5.7.1", 0)])
async def test_a_refusal_of_our_own_address_stops_nobody_elses(
    shop: Engine, status: str, stopped: int
) -> None:
    live = {**shop.channels.live, ChannelName.EMAIL: _Refusing(status)}
    refused = replace(shop, channels=replace(shop.channels, live=live))
    await agree_to_all(refused)
    await buy(refused, "1001", "SAMPLE-1", buyer=BUYER)
    pass_time(refused, hours=1)
    await drain(refused)
    found = await refused.store.suppressions("tea", ALL, channel=ChannelName.EMAIL, address=None)
    assert len(found) == stopped


def reported(wording: str = "お知らせを受け取る") -> ConsentRequest:
    return ConsentRequest(
        channel=ChannelName.SMS, address=PHONE, act=ConsentAct.GIVEN, wording=wording, source="/lp"
    )


@pytest.mark.requirement("S3.54")
@pytest.mark.parametrize("scope", ["", "sample"])
async def test_a_browser_cannot_undo_what_the_owner_of_an_address_took_back(
    shop: Engine, gateway: WebServer, scope: str
) -> None:
    said = replace(reported(), scope=scope)
    first = await change_consent(shop, "tea", said, actor=TEST, proven=False)
    assert isinstance(first, ConsentEntry)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1
    message = await sms_of(shop)
    pass_time(shop, minutes=1)
    await withdraw_by_message(shop, "tea", message.id, scope="", source="page", ip="192.0.2.9")
    pass_time(shop, minutes=1)
    for wording in ("a", "b"):
        kept = await change_consent(shop, "tea", replace(said, wording=wording), actor=TEST, proven=False)
        assert isinstance(kept, ConsentEntry)  # the same answer, so that nobody learns who withdrew
    await buy(shop, "1002", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) == 1
    assert len(await shop.store.consents("tea", ALL, ConsentWanted(address=PHONE))) == 4
    await change_consent(
        shop, "tea", replace(said, wording="c"), actor=TEST
    )  # the shop's own back end knows who it is
    await buy(shop, "1003", "SAMPLE-1", buyer=BUYER)
    pass_time(shop, days=1)
    await buy(shop, "1004", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert len(gateway.received) > 1


@pytest.mark.requirement("S3.54")
async def test_a_mail_to_the_address_in_list_unsubscribe_stops_advertising(shop: Engine) -> None:
    ready = replace(shop, mail=replace(shop.mail, return_path="bounce@shop.example"))
    await agree_to_all(ready)
    await buy(ready, "1001", "SAMPLE-1", buyer=BUYER)
    pass_time(ready, hours=1)
    await drain(ready)
    (mail,) = await ready.store.inbox("tea", ALL)
    to = mail.headers["List-Unsubscribe"].partition("<mailto:")[2].rstrip(">")
    assert not await read_returned_mail(ready, b"To: bounce+tea.x@shop.example\r\n\r\nstop")
    assert await read_returned_mail(ready, f"To: <{to}>\r\nSubject: unsubscribe\r\n\r\n".encode())
    permission = await ready.store.permission("tea", ChannelName.EMAIL, "taro@shop.example")
    assert permission is not None
    assert not permission.given
    plain = await kept_headers(shop)
    assert "mailto:" not in plain["List-Unsubscribe"]  # nobody would read it


async def kept_headers(shop: Engine) -> Mapping[str, str]:
    """Headers of the newest mail to a second reader."""
    await agree(shop, ChannelName.EMAIL, "b@shop.example")
    await buy(shop, "1002", "SAMPLE-1", buyer=replace(BUYER, email="b@shop.example", phone="090-0000-0009"))
    pass_time(shop, hours=1)
    await drain(shop)
    return next(
        one.headers for one in await shop.store.inbox("tea", ALL) if one.recipient == "b@shop.example"
    )
