"""Lists, steps and messages to a whole list as a shop lives them, with SMS through a real gateway (S2)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.delivery.channel import Channel
from engine.delivery.inbox import Inbox
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.registry import Channels
from engine.delivery.sms import TwilioGateway
from engine.model.answers import Published
from engine.model.consent import ConsentAct, ConsentEntry, SuppressionCause
from engine.model.decision import Problem, Rejection
from engine.model.messages import Segment
from engine.model.program import ChannelName, MessageClass
from engine.model.reader import Composition, EnrolmentState, ReadersWanted
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.model.requests import BuyerRequest
from engine.service.channel_resume import decide_resume, request_resume, set_channel
from engine.service.clock import VirtualClock
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.delivery_reports import read_callback, read_returned_mail
from engine.service.engine import Engine, Limits
from engine.service.kept_mails import kept_mails
from engine.service.lists import find_list, lists_of_shop, step_timeline
from engine.service.message_link import BOUNCE, CALLBACK, OPT_OUT, message_token, read_message_token
from engine.service.publish import publish
from engine.service.unsubscribe_target import find_target
from engine.service.withdraw_consent import withdraw_by_message
from engine.service.write_to_list import ListMessage, preview_list_message, send_list_message
from tests.delivery.test_bounce_mail import TO, bounce
from tests.service.shop import TEST, buy, drain, open_shop_without_rules
from tests.support.web import Answer, WebServer, web_server

ALL = Page(limit=100)
PHONE = "+819012345678"
BUYER = BuyerRequest(email="taro@shop.example", phone=PHONE, name="山田太郎", locale="ja")
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  quiet from 21:00 to 08:00
  sender email "shop@example.com"
  sender sms "OTOKU"
  legal {
    name "茶舗"
    address "東京都千代田区1-1"
    contact "03-0000-0000"
  }
}

list "sample" {
  title "サンプル購入者"
  when order paid with product "SAMPLE-1"
  segment buyers
  cap 2 every 1 day
  step on join send sms "thanks"
  step 1 hour send email "tips"
  step 2 hours send email "tips"
}
"""
LEGAL = "{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}"
THANKS = (
    "category: follow\nclass: advertising\nsubject: x\n---\n{{ shop.legal.name }}{{ unsubscribe_url }}\n"
    + LEGAL
)
TIPS = f"category: follow\nclass: advertising\nsubject: 淹れ方\n---\n{{{{ customer.name }}}}さま\n{LEGAL}\n"
FILES = (
    SourceFile(path="rules.otoku", text=RULES),
    SourceFile(path="templates/thanks.ja.liquid", text=THANKS),
    SourceFile(path="templates/tips.ja.liquid", text=TIPS),
)


@pytest.fixture
async def gateway() -> AsyncIterator[WebServer]:
    async with web_server() as running:
        running.otherwise = Answer(status=201, body=b'{"sid": "SM1"}')
        yield running


@pytest.fixture
async def shop(engine: Engine, gateway: WebServer) -> Engine:
    """The shop `tea` with a list, an inbox for mails and a gateway for SMS."""
    http = OutboundHttp(loopback=True, seconds_in_all=0.5)
    sms = TwilioGateway(address=gateway.url, account="AC1", secret="s", http=http)
    inbox = Inbox(keep=engine.store.keep_mail)
    live: dict[ChannelName, Channel] = {ChannelName.EMAIL: inbox, ChannelName.SMS: sms}
    ready = replace(engine, channels=Channels(live=live, inbox=inbox))
    await open_shop_without_rules(ready)
    published = await publish(ready, "tea", FILES, expected=None, actor=TEST)
    assert isinstance(published, Published), published
    return ready


async def agree(
    engine: Engine, channel: ChannelName, address: str, act: ConsentAct = ConsentAct.GIVEN
) -> ConsentEntry:
    request = ConsentRequest(
        channel=channel,
        address=address,
        act=act,
        wording="お知らせを受け取る",
        source="/checkout",
        ip="192.0.2.7",
    )
    entry = await change_consent(engine, "tea", request, actor=TEST)
    assert isinstance(entry, ConsentEntry), entry
    return entry


async def agree_to_all(engine: Engine) -> None:
    await agree(engine, ChannelName.EMAIL, "Taro@Shop.example")
    await agree(engine, ChannelName.SMS, "090-1234-5678")


def pass_time(engine: Engine, **span: float) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(**span))


async def messages(engine: Engine) -> dict[str, tuple[MessageState, str]]:
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    return {f"{one.order.channel} {one.order.template}": (one.state, one.reason) for one in found}


async def sms_of(engine: Engine) -> StoredMessage:
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    (one,) = [message for message in found if message.order.channel is ChannelName.SMS]
    return one


@pytest.mark.requirement("S2.1", "S2.2", "S2.12", "S2.14", "S2.22", "M2")
async def test_a_purchase_enrols_and_the_first_sms_leaves_at_once(shop: Engine, gateway: WebServer) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)

    (sent,) = gateway.received
    assert b"To=%2B819012345678" in sent.body
    assert (await messages(shop))["sms thanks"] == (MessageState.SENT, "http: 201 SM1")
    enrolled = await shop.store.enrolments("tea", ALL, ReadersWanted())
    assert {one.list for one in enrolled} == {"sample", "product:SAMPLE-1"}
    assert {one.phone for one in enrolled} == {PHONE}


@pytest.mark.requirement("D2.d", "S2.3")
async def test_steps_follow_and_the_cap_of_a_day_holds_back_the_third(shop: Engine) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    for _ in range(3):
        await drain(shop)
        pass_time(shop, hours=1)
    await drain(shop)

    (mail,) = await kept_mails(shop, "tea", ALL)
    assert mail.text.startswith("山田太郎さま")
    (enrolment,) = await shop.store.enrolments("tea", ALL, ReadersWanted(list="sample"))
    states = [(one.template, one.state) for one in await step_timeline(shop, "tea", enrolment)]
    assert states == [("thanks", "sent"), ("tips", "sent"), ("tips", "suppressed")]
    found = await shop.store.messages(
        "tea", ALL, state=MessageState.SUPPRESSED, order_id=None, coupon_id=None
    )
    assert [one.reason for one in found] == ["frequency_cap"]
    assert await shop.store.check_invariants("tea", shop.clock.now()) == ()


@pytest.mark.requirement("D2.a")
async def test_a_repeated_report_of_an_order_sends_nothing_again(shop: Engine, gateway: WebServer) -> None:
    await agree_to_all(shop)
    for _ in range(3):
        await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
        await drain(shop)
    assert len(gateway.received) == 1


async def test_who_did_not_agree_gets_nothing_and_the_reason_is_kept(
    shop: Engine, gateway: WebServer
) -> None:
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    assert gateway.received == []
    assert (await messages(shop))["sms thanks"] == (MessageState.SUPPRESSED, "no_consent")


async def test_somebody_without_a_number_has_a_row_that_says_so(shop: Engine) -> None:
    await buy(shop, "1001", "SAMPLE-1", buyer=replace(BUYER, phone=None))
    assert (await messages(shop))["sms thanks"] == (MessageState.SUPPRESSED, "no_address")


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
    token = message_token(shop, OPT_OUT, "tea", message.id)
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


@pytest.mark.requirement("S2.5", "S2.6", "S2.7", "S2.11", "S2.13", "S2.16", "S2.19", "S2.20")
async def test_every_product_has_a_list_under_its_tab_and_leads_to_all_of_its_lists(shop: Engine) -> None:
    lists = await lists_of_shop(shop, "tea")
    assert "product:SAMPLE-1" in {one.name for one in lists}
    assert {one.name for one in await lists_of_shop(shop, "tea", sku="SAMPLE-1")} == {
        "sample",
        "product:SAMPLE-1",
    }
    buyers = await lists_of_shop(shop, "tea", segment=Segment.BUYERS)
    assert buyers[0].title == "サンプル購入者"
    assert await lists_of_shop(shop, "tea", segment=Segment.SALON) == ()
    found = await find_list(shop, "tea", "sample")
    assert found is not None
    assert (found.rule, found.skus) == ("sample", ("SAMPLE-1",))


def written(text: str = f"新茶が入りました\n{LEGAL}", **fields: object) -> ListMessage:
    usual = {
        "list": "sample",
        "channel": ChannelName.EMAIL,
        "message_class": MessageClass.ADVERTISING,
        "subject": "新茶",
    }
    return ListMessage(text=text, **{**usual, **fields})  # type: ignore[arg-type]


@pytest.mark.requirement("S2.3", "S2.15", "S2.17", "S2.18")
async def test_a_message_to_a_list_reaches_each_address_once(shop: Engine) -> None:
    await agree_to_all(shop)
    other = replace(BUYER, email="hanako@shop.example", phone=None)
    for number, buyer in enumerate((BUYER, BUYER, other)):
        await buy(shop, f"10{number}", "SAMPLE-1", buyer=buyer)
    await drain(shop)
    looked = await preview_list_message(shop, "tea", written())
    assert not isinstance(looked, Rejection)
    assert (looked.audience.readers, looked.audience.with_address, looked.audience.allowed) == (2, 2, 1)
    sent = await send_list_message(shop, "tea", written(), actor=TEST)
    assert isinstance(sent, Composition)
    await drain(shop)
    mails = [one for one in await kept_mails(shop, "tea", ALL) if one.subject == "新茶"]
    assert [one.recipient for one in mails] == ["taro@shop.example"]
    assert "List-Unsubscribe" in mails[0].headers
    found = await shop.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    outcome = {one.order.recipient: one.reason for one in found if one.order.template.startswith("composed:")}
    assert outcome["hanako@shop.example"] == "no_consent"
    to_product = await preview_list_message(shop, "tea", written(list="product:SAMPLE-1"))
    assert not isinstance(to_product, Rejection)
    assert to_product.audience.readers == 2


@pytest.mark.parametrize(
    ("message", "problem", "reason"),
    [
        (written("新茶"), Problem.MESSAGE_REFUSED, "shop.legal.name"),
        (
            written("{{ coupon.code }}", message_class=MessageClass.ESSENTIAL),
            Problem.MESSAGE_REFUSED,
            "coupon",
        ),
        (written("{% bad", message_class=MessageClass.ESSENTIAL), Problem.MESSAGE_REFUSED, "composed"),
        (written(subject=" "), Problem.MESSAGE_REFUSED, "subject"),
        (written(" "), Problem.TEXT_INVALID, ""),
        (written(list="nobody's"), Problem.NOT_FOUND, ""),
        (written("茶" * 70 + LEGAL, channel=ChannelName.SMS), Problem.MESSAGE_REFUSED, "first part"),
    ],
)
async def test_a_message_to_a_list_that_may_not_go_says_why(
    shop: Engine, message: ListMessage, problem: Problem, reason: str
) -> None:
    refused = await send_list_message(shop, "tea", message, actor=TEST)
    assert isinstance(refused, Rejection)
    assert refused.problem is problem
    assert reason in dict(refused.args).get("reason", "")
    assert await shop.store.compositions("tea", ALL) == ()


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        ({"address": "nobody"}, Problem.EMAIL_INVALID),
        ({"address": "12", "channel": ChannelName.SMS}, Problem.PHONE_INVALID),
        ({"wording": " "}, Problem.TEXT_INVALID),
        ({"source": ""}, Problem.TEXT_INVALID),
        ({"wording": "x" * 2001}, Problem.TEXT_INVALID),
    ],
)
async def test_a_consent_that_would_prove_nothing_is_not_recorded(
    shop: Engine, request_: dict[str, object], problem: Problem
) -> None:
    usual = {"channel": ChannelName.EMAIL, "address": "a@x.jp", "wording": "yes", "source": "/"}
    asked = ConsentRequest(act=ConsentAct.GIVEN, **(usual | request_))  # type: ignore[arg-type]
    refused = await change_consent(shop, "tea", asked, actor=TEST)
    assert isinstance(refused, Rejection)
    assert refused.problem is problem


@pytest.mark.requirement("D2.d")
async def test_a_step_whose_time_is_changed_moves_and_a_new_one_is_for_who_it_is_still_ahead_of(
    shop: Engine,
) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    pass_time(shop, minutes=30)
    changed = RULES.replace("step 1 hour send", "step 3 hours send").replace(
        "step 2 hours send", "step 10 minutes send"
    )
    added = changed.replace(
        "step on join", 'step 5 minutes send email "new"\n  step 5 hours send email "new"\n  step on join'
    )
    rules = SourceFile(path="rules.otoku", text=added)
    files = (rules, *FILES[1:], SourceFile(path="templates/new.ja.liquid", text=TIPS))
    assert isinstance(await publish(shop, "tea", files, expected=1, actor=TEST), Published)
    await drain(shop)
    assert (
        len(await kept_mails(shop, "tea", ALL)) == 1
    )  # the step that is due earlier now comes at once, not twice
    for _ in range(12):
        pass_time(shop, minutes=30)
        await drain(shop)
    (one,) = await shop.store.enrolments("tea", ALL, ReadersWanted(list="sample"))
    states = {(step.template, step.state) for step in await step_timeline(shop, "tea", one)}
    assert ("new", "left_out") in states
    assert one.pending == frozenset()
    assert one.state is EnrolmentState.ACTIVE
