"""Lists, readers, messages to a list, channels and consent over both APIs (S2)."""

from dataclasses import replace
from typing import Any

import pytest

from engine.delivery.inbox import Inbox
from engine.delivery.registry import Channels
from engine.model.answers import Published
from engine.model.program import ChannelName
from engine.service.publish import publish
from engine.store.memory import MemoryStore
from tests.graphql.client import Client, connect
from tests.graphql.documents import RECORD, order
from tests.service.list_shop import FILES, LEGAL
from tests.service.shop import TEST, drain, make_engine, open_shop_without_rules

CONSENT = "mutation($i: ConsentRecordInput!) { consentRecord(input: $i) { recorded errors { code field message } } }"
WITHDRAW = "mutation($i: ConsentWithdrawInput!) { consentWithdraw(input: $i) { recorded errors { code } } }"
LISTS = """
query($segment: SegmentKind, $sku: String) {
  lists(segment: $segment, sku: $sku) { name title segment skus rule readers { active left stopped } }
}
"""
READERS = """
query($filter: ReaderFilter) {
  readers(filter: $filter) { edges { node {
    id list state orderId sku mobile email phone name
    steps { channel template due state message { reason } }
  } } }
}
"""
PREVIEW = """
query($i: ListMessageInput!) {
  listMessagePreview(input: $i) {
    subject text parts audience { readers withAddress allowed } errors { code field message }
  }
}
"""
SEND = """
mutation($i: ListMessageInput!) { listMessageSend(input: $i) { message { id list } errors { code message } } }
"""
BUYER = {"email": "taro@shop.example", "phone": "090-1234-5678", "name": "山田太郎"}
EVIDENCE = {"wording": "お知らせを受け取る", "source": "https://shop.example/checkout", "version": "2026-05"}


@pytest.fixture
async def shop() -> Client:
    """The shop `tea` with a list, whose mails and SMS stay in its inbox."""
    store = MemoryStore()
    inbox = Inbox(keep=store.keep_mail)
    engine = make_engine(store, channels=Channels(live=dict.fromkeys(ChannelName, inbox), inbox=inbox))
    await open_shop_without_rules(engine)
    assert isinstance(await publish(engine, "tea", FILES, expected=None, actor=TEST), Published)
    return await connect(engine)


async def buy(client: Client, order_id: str, **buyer: str) -> None:
    await client.storefront(RECORD, input=order(order_id, "SAMPLE-1") | {"buyer": BUYER | buyer})
    await drain(client.engine)


def nodes(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [edge["node"] for edge in answer[name]["edges"]]


@pytest.mark.requirement("S2.5", "S2.6", "S2.7", "S2.8", "S2.9", "S2.10", "S2.11", "S2.16", "S2.19", "S2.21")
async def test_lists_are_found_by_tab_and_from_their_products_and_lead_back(shop: Client) -> None:
    await buy(shop, "1")
    every = (await shop.admin(LISTS))["lists"]
    assert {"sample", "product:SAMPLE-1", "product:PACK-1"} <= {one["name"] for one in every}
    of_product = (await shop.admin(LISTS, sku="SAMPLE-1"))["lists"]
    assert [(one["name"], one["rule"]) for one in of_product] == [
        ("sample", "sample"),
        ("product:SAMPLE-1", None),
    ]
    assert of_product[0]["readers"] == {"active": 1, "left": 0, "stopped": 0}
    assert of_product[0]["skus"] == ["SAMPLE-1"]
    for segment in ("GENERAL", "BUYERS", "SUBSCRIBERS", "SEMINAR", "SALON"):
        found = (await shop.admin(LISTS, segment=segment))["lists"]
        assert {one["segment"] for one in found} <= {segment}
    back = "query { products(first: 100) { edges { node { sku lists { name } } } } }"
    answer = await shop.admin(back)
    led = {one["sku"]: [each["name"] for each in one["lists"]] for one in nodes(answer, "products")}
    assert led["SAMPLE-1"] == ["sample", "product:SAMPLE-1"]
    assert (await shop.admin('query { list(name: "nobody") { name } }'))["list"] is None


@pytest.mark.requirement("S2.18", "S2.22")
async def test_readers_show_their_steps_with_the_reason_of_what_did_not_go(shop: Client) -> None:
    await buy(shop, "1")
    await buy(shop, "2", email="hanako@shop.example", phone="")
    (mobile,) = nodes(await shop.admin(READERS, filter={"list": "sample", "mobile": True}), "readers")
    assert (mobile["email"], mobile["phone"], mobile["name"]) == (
        "taro@shop.example",
        "+819012345678",
        "山田太郎",
    )
    first, second, _ = mobile["steps"]
    assert (first["channel"], first["state"], first["message"]["reason"]) == (
        "SMS",
        "suppressed",
        "no_consent",
    )
    assert (second["state"], second["message"]) == ("pending", None)
    by_id = await shop.admin("query($id: ID!) { reader(id: $id) { orderId } }", id=mobile["id"])
    assert by_id == {"reader": {"orderId": "1"}}
    everybody = nodes(await shop.admin(READERS, filter={"list": "product:SAMPLE-1"}), "readers")
    assert {one["orderId"] for one in everybody} == {"1", "2"}


TO_LIST = "query($list: String) { listMessages(list: $list) { edges { node { subject } } } }"
OF_RULE = "query($filter: MessageFilter) { messages(filter: $filter) { edges { node { rule } } } }"


@pytest.mark.requirement("S2.3", "S2.15", "S2.17")
async def test_staff_write_to_a_list_after_a_look_at_whom_it_reaches(shop: Client) -> None:
    recorded = await shop.storefront(CONSENT, "publishable", i={"email": "Taro@shop.example", **EVIDENCE})
    assert recorded["consentRecord"] == {"recorded": True, "errors": []}
    await buy(shop, "1")
    await buy(shop, "2", email="hanako@shop.example")
    message = {
        "list": "sample",
        "channel": "EMAIL",
        "subject": "新茶",
        "text": f"{{{{ customer.name }}}}さま {LEGAL}",
    }
    looked = (await shop.admin(PREVIEW, i=message))["listMessagePreview"]
    assert looked["audience"] == {"readers": 2, "withAddress": 2, "allowed": 1}
    assert looked["errors"] == []
    sent = [
        (await shop.admin(SEND, i=message | {"idempotencyKey": "k"}))["listMessageSend"] for _ in range(2)
    ]
    assert sent[0] == sent[1]
    await drain(shop.engine)
    inbox = await shop.admin("query { inbox { edges { node { subject recipient text } } } }")
    mails = [one for one in nodes(inbox, "inbox") if one["subject"] == "新茶"]
    assert [(one["recipient"], one["text"][:6]) for one in mails] == [("taro@shop.example", "山田太郎さま")]
    kept = nodes(
        await shop.admin("query { listMessages { edges { node { id list subject } } } }"), "listMessages"
    )
    assert [one["subject"] for one in kept] == ["新茶"]
    for name, found in (("sample", 1), ("product:SAMPLE-1", 0)):
        assert len(nodes(await shop.admin(TO_LIST, list=name), "listMessages")) == found
        of_list = nodes(await shop.admin(OF_RULE, filter={"rule": name}), "messages")
        assert {one["rule"] for one in of_list} == ({name} if found else set())
    refused = (await shop.admin(SEND, i=message | {"text": "新茶"}))["listMessageSend"]
    assert refused["message"] is None
    assert refused["errors"][0]["code"] == "LEGAL_MISSING"
    assert "shop.legal.name" in refused["errors"][0]["message"]


async def test_consent_is_kept_with_its_evidence_and_taken_back_as_easily(shop: Client) -> None:
    for _ in range(2):
        given = {"phone": "090-1234-5678", **EVIDENCE, "idempotencyKey": "once"}
        assert (await shop.storefront(CONSENT, "publishable", i=given))["consentRecord"]["recorded"]
    query = """
    query($f: ConsentFilter) {
      consents(filter: $f) { edges { node { act channel address wording version source ip } } }
    }
    """
    (entry,) = nodes(await shop.admin(query, f={"address": {"phone": "+819012345678"}}), "consents")
    assert entry == {
        "act": "GIVEN",
        "channel": "SMS",
        "address": "+819012345678",
        "wording": "お知らせを受け取る",
        "version": "2026-05",
        "source": "https://shop.example/checkout",
        "ip": "203.0.113.7",
    }
    stands = "query($a: AddressInput!) { consentGiven(address: $a) }"
    whose = {"phone": "090-1234-5678"}
    assert (await shop.admin(stands, a=whose))["consentGiven"]
    taken_back = (await shop.storefront(WITHDRAW, "publishable", i=whose))["consentWithdraw"]
    assert taken_back == {"recorded": True, "errors": []}
    assert not (await shop.admin(stands, a=whose))["consentGiven"]
    file = (await shop.admin("query { consentsExport { rows complete text } }"))["consentsExport"]
    assert (file["rows"], file["complete"]) == (2, True)
    assert "withdrawn" in file["text"]
    readers = (await shop.admin("query { readersExport { rows } }"))["readersExport"]
    assert readers == {"rows": 0}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, "EMAIL_INVALID"),
        ({"email": "a@x.jp", "phone": "090-1234-5678"}, "EMAIL_INVALID"),
        ({"email": "nobody"}, "EMAIL_INVALID"),
        ({"phone": "12"}, "PHONE_INVALID"),
        ({"email": "a@x.jp", "wording": " "}, "TEXT_INVALID"),
    ],
)
async def test_a_consent_that_would_prove_nothing_is_refused(
    shop: Client, told: dict[str, str], code: str
) -> None:
    answer = (await shop.storefront(CONSENT, "publishable", i=EVIDENCE | told))["consentRecord"]
    assert (answer["recorded"], answer["errors"][0]["code"]) == (False, code)


async def test_staff_note_that_a_consent_was_taken_back(shop: Client) -> None:
    given = {"email": "taro@shop.example", **EVIDENCE}
    assert (await shop.storefront(CONSENT, "publishable", i=given))["consentRecord"]["recorded"]
    withdraw = """
    mutation($i: ConsentWithdrawInput!) { consentWithdraw(input: $i) { recorded errors { code field } } }
    """
    whose = {"email": "Taro@shop.example"}
    told = {"address": whose, "source": "電話", "idempotencyKey": "call-1"}
    for _ in range(2):
        assert (await shop.admin(withdraw, i=told))["consentWithdraw"] == {"recorded": True, "errors": []}
    stands = "query($a: AddressInput!) { consentGiven(address: $a) }"
    assert not (await shop.admin(stands, a=whose))["consentGiven"]
    ledger = "query { consents { edges { node { act source } } } }"
    entries = {(one["act"], one["source"]) for one in nodes(await shop.admin(ledger), "consents")}
    assert entries == {("GIVEN", "https://shop.example/checkout"), ("WITHDRAWN", "電話")}
    nobody = (await shop.admin(withdraw, i={"address": {}, "source": "電話"}))["consentWithdraw"]
    assert nobody == {"recorded": False, "errors": [{"code": "EMAIL_INVALID", "field": ["address", "email"]}]}


async def test_staff_stop_and_allow_addresses(shop: Client) -> None:
    add = "mutation($i: SuppressionAddInput!) { suppressionAdd(input: $i) { changed errors { code } } }"
    lift = "mutation($i: SuppressionLiftInput!) { suppressionLift(input: $i) { changed errors { code } } }"
    whose = {"address": {"email": "taro@shop.example"}}
    stopped = [(await shop.admin(add, i=whose | {"reason": "asked"}))["suppressionAdd"] for _ in range(2)]
    assert [one["changed"] for one in stopped] == [True, False]
    query = "query { suppressions { edges { node { channel address cause detail } } } }"
    (found,) = nodes(await shop.admin(query), "suppressions")
    assert found == {
        "channel": "EMAIL",
        "address": "taro@shop.example",
        "cause": "BY_HAND",
        "detail": "asked",
    }
    assert (await shop.admin(lift, i=whose))["suppressionLift"]["changed"]
    nobody = (await shop.admin(add, i={"address": {"email": "x"}, "reason": ""}))["suppressionAdd"]
    assert nobody["errors"] == [{"code": "EMAIL_INVALID"}]


@pytest.mark.requirement("S2.23", "S2.24", "S2.25", "S2.26", "S2.27")
async def test_a_suspended_channel_says_so_until_a_request_is_approved(shop: Client) -> None:
    channels = "query { channels { channel suspended reason setUp } }"
    pause = (
        "mutation($i: ChannelSetInput!) { channelSet(input: $i) { channel { suspended } errors { code } } }"
    )
    ask = "mutation($i: ChannelResumeInput!) { channelResume(input: $i) { request { id state } errors { code } } }"
    decide = """
    mutation($i: ChannelResumeDecideInput!) { channelResumeDecide(input: $i) { request { state } errors { code } } }
    """
    history = "query { resumeRequests { edges { node { content state note } } } }"
    suspend = {"channel": "SMS", "suspended": True, "reason": "苦情"}
    answers = [(await shop.admin(pause, i=suspend))["channelSet"] for _ in range(2)]
    assert answers[0]["channel"] == {"suspended": True}
    assert answers[1]["errors"] == [{"code": "STATE_NOT_ALLOWED"}]
    _, sms = (await shop.admin(channels))["channels"]
    assert sms == {"channel": "SMS", "suspended": True, "reason": "苦情", "setUp": True}
    asked = (await shop.admin(ask, i={"channel": "SMS", "content": "お礼だけを送ります"}))["channelResume"]
    assert asked["request"]["state"] == "REQUESTED"
    granted = {"requestId": asked["request"]["id"], "approved": True, "note": "どうぞ"}
    assert (await shop.admin(decide, i=granted))["channelResumeDecide"]["request"] == {"state": "APPROVED"}
    assert (await shop.admin(decide, i=granted))["channelResumeDecide"]["errors"] == [
        {"code": "STATE_NOT_ALLOWED"}
    ]
    wrong = (await shop.admin(decide, i={"requestId": "x", "approved": True}))["channelResumeDecide"]
    assert wrong["errors"] == [{"code": "NOT_FOUND"}]
    _, sms = (await shop.admin(channels))["channels"]
    assert not sms["suspended"]
    assert nodes(await shop.admin(history), "resumeRequests") == [
        {"content": "お礼だけを送ります", "state": "APPROVED", "note": "どうぞ"}
    ]


@pytest.mark.requirement("S2.4")
async def test_a_channel_that_is_not_set_up_says_so_before_and_after(shop: Client) -> None:
    """Delivery is a contract of its own: without a gateway an SMS goes nowhere, with the reason, and mail goes on."""
    channels = shop.engine.channels
    only_mail = {ChannelName.EMAIL: channels.live[ChannelName.EMAIL]}
    engine = replace(shop.engine, channels=Channels(live=only_mail, inbox=channels.inbox))
    without = await connect(engine)
    found = (await without.admin("query { channels { channel setUp suspended } }"))["channels"]
    assert found == [
        {"channel": "EMAIL", "setUp": True, "suspended": False},
        {"channel": "SMS", "setUp": False, "suspended": False},
    ]
    await buy(without, "1")
    (reader,) = nodes(await without.admin(READERS, filter={"list": "sample"}), "readers")
    first = reader["steps"][0]
    assert (first["state"], first["message"]["reason"]) == ("failed", "no sms channel is set up")


async def test_the_readers_of_a_filter_are_taken_away_as_a_file(shop: Client) -> None:
    await shop.storefront(RECORD, input=order("R-1", "SAMPLE-1"))
    asked = "query($f: ReaderFilter) { readersExport(filter: $f) { rows text } }"
    every = (await shop.admin(asked))["readersExport"]
    assert every["rows"] > 0
    none = (await shop.admin(asked, f={"list": "no-such-list"}))["readersExport"]
    assert none["rows"] == 0
    rows = [
        (await shop.admin(asked, f={"state": one}))["readersExport"]["rows"]
        for one in ("ACTIVE", "LEFT", "STOPPED_BY_REFUND")
    ]
    assert every["rows"] == sum(rows)


async def test_the_steps_of_a_list_are_told_in_the_order_of_its_rule(shop: Client) -> None:
    asked = "query($l: String!) { listSteps(list: $l) { text channel template } }"
    steps = (await shop.admin(asked, l="sample"))["listSteps"]
    assert [(one["channel"], one["template"]) for one in steps] == [
        ("SMS", "thanks"),
        ("EMAIL", "tips"),
        ("EMAIL", "tips"),
    ]
    assert "on joining" in steps[0]["text"]
    assert (await shop.admin(asked, l="product:SAMPLE-1"))["listSteps"] == []
