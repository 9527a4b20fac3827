"""Lists, steps and messages to a whole list as a shop lives them (S2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.answers import Published
from engine.model.catalog import Product, ProductKind
from engine.model.consent import ConsentAct
from engine.model.decision import Problem, Rejection
from engine.model.messages import Segment
from engine.model.program import ChannelName, MessageClass
from engine.model.reader import Composition, EnrolmentState, ReadersWanted
from engine.model.records import MessageState, SourceFile
from engine.service.catalog import save_products
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from engine.service.lists import find_list, lists_of_shop, step_timeline
from engine.service.publish import publish
from engine.service.write_to_list import ListMessage, preview_list_message, send_list_message
from tests.service.list_shop import (
    ALL,
    BUYER,
    FILES,
    LEGAL,
    PHONE,
    RULES,
    TIPS,
    agree_to_all,
    gateway,
    messages,
    pass_time,
    shop,
)
from tests.service.shop import TEST, buy, drain
from tests.support.web import WebServer

__all__ = ["gateway", "shop"]


@pytest.mark.requirement("S2.1", "S2.2", "S2.12", "S2.14", "S2.22")
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


async def test_a_message_to_a_renamed_list_reaches_those_who_joined_it_under_its_former_name(
    shop: Engine,
) -> None:
    await agree_to_all(shop)
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    renamed = RULES.replace('list "sample" {', 'list "tasters" {\n  was "sample"')
    rules = SourceFile(path="rules.otoku", text=renamed)
    published = await publish(shop, "tea", (rules, *FILES[1:]), expected=1, actor=TEST)
    assert isinstance(published, Published), published
    looked = await preview_list_message(shop, "tea", written(list="tasters"))
    assert not isinstance(looked, Rejection)
    assert (looked.audience.readers, looked.audience.allowed) == (1, 1)
    await send_list_message(shop, "tea", written(list="tasters"), actor=TEST)
    await drain(shop)
    mails = [one for one in await kept_mails(shop, "tea", ALL) if one.subject == "新茶"]
    assert [one.recipient for one in mails] == ["taro@shop.example"]


@pytest.mark.parametrize(
    ("message", "problem", "reason"),
    [
        (written("新茶"), Problem.LEGAL_MISSING, "{{ shop.legal.name }}"),
        (
            written("{{ coupon.code }}", message_class=MessageClass.ESSENTIAL),
            Problem.MESSAGE_REFUSED,
            "coupon",
        ),
        (written("{% bad", message_class=MessageClass.ESSENTIAL), Problem.MESSAGE_REFUSED, "composed"),
        (written(subject=" "), Problem.SUBJECT_MISSING, ""),
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
    assert reason in "".join(text for _, text in refused.args)
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


SEMINAR = """

list "guests" {
  when order paid with product "SEMINAR-1"
  segment seminar
  class essential
  step 1 day before event date send email "tomorrow"
}
"""


@pytest.mark.requirement("D2.d", "S2.9", "S2.13")
@pytest.mark.parametrize("moved_by", [-5, 5])
async def test_an_event_that_is_moved_takes_its_steps_along(shop: Engine, moved_by: int) -> None:
    event = shop.clock.now() + timedelta(days=10)
    seminar = Product(
        sku="SEMINAR-1",
        name="講座",
        price=3000,
        kind=ProductKind.SEMINAR,
        requires_shipping=False,
        event_at=event,
    )
    await save_products(shop, "tea", [seminar], actor=TEST)
    text = "category: follow\nclass: essential\nsubject: 明日です\n---\n{{ customer.name }}さま\n"
    files = (
        SourceFile(path="rules.otoku", text=RULES + SEMINAR),
        *FILES[1:],
        SourceFile(path="templates/tomorrow.ja.liquid", text=text),
    )
    assert isinstance(await publish(shop, "tea", files, expected=1, actor=TEST), Published)
    await buy(shop, "1001", "SEMINAR-1", buyer=BUYER)
    await drain(shop)
    pass_time(shop, minutes=1)
    await save_products(
        shop, "tea", [replace(seminar, event_at=event + timedelta(days=moved_by))], actor=TEST
    )
    await drain(shop)
    pass_time(shop, days=9 + moved_by, minutes=-2)
    await drain(shop)
    assert await kept_mails(shop, "tea", ALL) == ()
    pass_time(shop, minutes=2)
    await drain(shop)
    (mail,) = await kept_mails(shop, "tea", ALL)
    assert mail.subject == "明日です"
    found = await find_list(shop, "tea", "product:SEMINAR-1")
    assert found is not None
    assert found.segment is Segment.SEMINAR
