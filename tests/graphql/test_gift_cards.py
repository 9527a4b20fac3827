"""Gift cards over GraphQL: the back end gives and credits, shoppers pay, staff look after them (S5)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.service.gifts import FILES
from tests.service.shop import make_engine, open_shop

PUBLISH = """mutation($i: GiftCardsPublishInput!) { giftCardsPublish(input: $i) {
  outcomes { sourceId repeated refusal { reason message }
    cards { id code maskedCode balance { amount currency } expiresAt } } errors { code field message } } }"""
CREDIT = """mutation($i: GiftCardsCreditInput!) { giftCardsCredit(input: $i) {
  outcomes { key balance { amount } refusal { reason } } errors { code } } }"""
BALANCE = """query($code: CouponCode!, $buyer: BuyerInput) { giftCardBalance(code: $code, buyer: $buyer) {
  card { balance { amount } expiresAt } reason errors { code message } } }"""
QUOTE = """query($cart: CartInput!) { quote(cart: $cart) { quote { total { amount } payable { amount }
  gatewayTotal { amount } tenders { code campaign amount { amount } left { amount } }
  refusals { code reason giftCard } } errors { code field } } }"""
HOLD = """mutation($i: GiftCardHoldInput!) { giftCardHold(input: $i) { hold { id amount { amount } until } reason
  errors { code field } } }"""
RELEASE = "mutation($i: GiftCardReleaseInput!) { giftCardRelease(input: $i) { released } }"
RECORD = """mutation($i: OrderRecordInput!) { orderRecord(input: $i) {
  quote { payable { amount } tenders { amount { amount } } } errors { code field } } }"""
REFUND = """mutation($i: OrderRefundInput!) { orderRefund(input: $i) { order { amount { amount } payable { amount }
  tenders { giftCardId amount { amount } lost { amount } } } errors { code field message } } }"""
LIST = """query($f: GiftCardFilter) { giftCards(filter: $f, first: 10) { edges { node {
  id campaign state enabled maskedCode ownerEmail ownerId balance { amount } metadata { name value }
  lots { remaining { amount } consideration } } } } }"""
LIFE = """query($id: ID!) { giftCard(id: $id) { state balance { amount } life {
  transfers { id kind amount { amount } orderId postings { account amount { amount } } }
  changes { action reason } cashOut { amount { amount } state reference } } } }"""
CAMPAIGNS = """{ giftCardCampaigns { name title cards credited { amount } spent { amount } outstanding { amount }
  redeemedCards } giftCardMetadata(name: "booking_id") { value cards credited { amount } }
  giftCardOutstanding { paid { amount } free { amount } notice deposit { amount } } giftCardReports { day } }"""
JANE = {"email": "jane@example.com", "externalId": "c-1", "name": "Jane Doe"}


@pytest.fixture
async def gifts() -> AsyncIterator[Client]:
    """A client of a shop with gift cards."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=FILES)
    client = await connect(engine)
    yield client
    await client.http.aclose()


async def give(client: Client, source: str = "April_01", amount: int = 5000, **asked: Any) -> dict[str, Any]:
    publication = {
        "sourceId": source,
        "buyer": JANE,
        "amount": amount,
        "metadata": [{"name": "booking_id", "value": source}],
    }
    wanted = {"campaign": "campaign", "publications": [publication | asked]}
    answer = (await client.storefront(PUBLISH, i=wanted))["giftCardsPublish"]
    assert answer["errors"] == []
    outcome: dict[str, Any] = answer["outcomes"][0]
    assert outcome["refusal"] is None, outcome
    card: dict[str, Any] = outcome["cards"][0]
    return card


def cart(card: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"lines": [{"sku": "PACK-1", "quantity": 1}], "buyer": JANE, "giftCards": [card["code"]]} | more


def order(card: dict[str, Any], identity: str = "o1") -> dict[str, Any]:
    return {"id": identity, "state": "PAID", **cart(card)}


@pytest.mark.requirement("S5.3", "S5.23", "S5.28", "S5.29")
async def test_the_back_end_gives_a_card_and_is_told_its_code(gifts: Client) -> None:
    card = await give(gifts)
    assert card["code"].startswith("OTOKU-")
    assert card["maskedCode"].endswith(card["code"].replace("-", "")[-4:])
    assert card["balance"] == {"amount": 5000, "currency": "JPY"}
    again = {
        "campaign": "campaign",
        "publications": [{"sourceId": "April_01", "buyer": JANE, "amount": 5000}],
    }
    [outcome] = (await gifts.storefront(PUBLISH, i=again))["giftCardsPublish"]["outcomes"]
    assert (outcome["repeated"], outcome["cards"][0]["code"]) == (True, card["code"])


async def test_each_of_many_publications_has_its_own_outcome(gifts: Client) -> None:
    wanted = {
        "campaign": "campaign",
        "publications": [
            {"sourceId": "a", "buyer": JANE},
            {"sourceId": "b"},
            {"sourceId": "", "buyer": JANE},
        ],
    }
    found = (await gifts.storefront(PUBLISH, i=wanted))["giftCardsPublish"]["outcomes"]
    reasons = [one["refusal"] and one["refusal"]["reason"] for one in found]
    assert reasons == [None, "EMAIL_REQUIRED", "TEXT_INVALID"]
    unknown = (await gifts.storefront(PUBLISH, i=wanted | {"campaign": "none"}))["giftCardsPublish"]
    assert [error["code"] for error in unknown["errors"]] == ["NOT_FOUND"]


@pytest.mark.requirement("S5.24")
async def test_a_credit_counts_once_per_key(gifts: Client) -> None:
    card = await give(gifts, amount=0)
    credit = {"credits": [{"cardId": card["id"], "key": "k", "amount": 700}]}
    for _ in range(2):
        [outcome] = (await gifts.storefront(CREDIT, i=credit))["giftCardsCredit"]["outcomes"]
        assert outcome["balance"] == {"amount": 700}
    credit["credits"][0]["amount"] = 800
    [outcome] = (await gifts.storefront(CREDIT, i=credit))["giftCardsCredit"]["outcomes"]
    assert outcome["refusal"] == {"reason": "KEY_USED"}


@pytest.mark.parametrize("document", [PUBLISH, CREDIT])
async def test_only_the_back_end_gives_and_credits(gifts: Client, document: str) -> None:
    wanted = {"campaign": "campaign", "publications": []} if document is PUBLISH else {"credits": []}
    answer = await gifts.run("storefront", "publishable", document, i=wanted)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.requirement("S5.35", "V20")
async def test_a_shopper_pays_with_a_card_in_part(gifts: Client) -> None:
    card = await give(gifts, amount=1000)
    told = await gifts.storefront(BALANCE, "publishable", code=card["code"].lower(), buyer=JANE)
    assert told["giftCardBalance"]["card"]["balance"] == {"amount": 1000}
    quote = (await gifts.storefront(QUOTE, "publishable", cart=cart(card)))["quote"]["quote"]
    assert (quote["total"], quote["payable"], quote["gatewayTotal"]) == (
        {"amount": 3800},
        {"amount": 2800},
        {"amount": 2800},
    )
    [tender] = quote["tenders"]
    assert (tender["campaign"], tender["amount"], tender["left"]) == (None, {"amount": 1000}, {"amount": 0})
    recorded = (await gifts.storefront(RECORD, i=order(card)))["orderRecord"]
    assert recorded == {
        "quote": {"payable": {"amount": 2800}, "tenders": [{"amount": {"amount": 1000}}]},
        "errors": [],
    }
    refunded = (await gifts.storefront(REFUND, i={"orderId": "o1", "refundId": "r"}))["orderRefund"]["order"]
    assert refunded["tenders"] == [
        {"giftCardId": card["id"], "amount": {"amount": 1000}, "lost": {"amount": 0}}
    ]
    assert refunded["payable"] == {"amount": 2800}


async def test_a_browser_learns_nothing_of_a_card_that_is_not_its_buyers(gifts: Client) -> None:
    card = await give(gifts)
    other = {"email": "thief@example.com"}
    told = (await gifts.storefront(BALANCE, "publishable", code=card["code"], buyer=other))["giftCardBalance"]
    assert (told["card"], told["reason"]) == (None, "INVALID_CODE")
    told = (await gifts.storefront(BALANCE, code=card["code"], buyer=other))["giftCardBalance"]
    assert told["reason"] == "NOT_YOURS"
    quote = (await gifts.storefront(QUOTE, "publishable", cart=cart(card, buyer=other)))["quote"]["quote"]
    assert quote["refusals"] == [
        {"code": card["code"].replace("-", ""), "reason": "INVALID_CODE", "giftCard": True}
    ]
    assert quote["payable"] == quote["total"]


async def test_a_sum_is_held_and_released(gifts: Client) -> None:
    card = await give(gifts)
    wanted = {"code": card["code"], "cartToken": "c1", "amount": 4000, "email": JANE["email"]}
    held = (await gifts.storefront(HOLD, "publishable", i=wanted))["giftCardHold"]
    assert held["hold"]["amount"] == {"amount": 4000}
    other = wanted | {"cartToken": "c2", "amount": 2000}
    refused = (await gifts.storefront(HOLD, "publishable", i=other))["giftCardHold"]
    assert [error["code"] for error in refused["errors"]] == ["CODE_REFUSED"]
    released = await gifts.storefront(RELEASE, "publishable", i={"holdId": held["hold"]["id"]})
    assert released["giftCardRelease"]["released"] is True
    held = (await gifts.storefront(HOLD, "publishable", i=other))["giftCardHold"]
    assert held["errors"] == []


@pytest.mark.requirement("S5.1")
async def test_a_refund_becomes_a_card_or_is_refused_when_no_rule_gives_one(gifts: Client) -> None:
    card = await give(gifts, amount=800)
    await gifts.storefront(RECORD, i=order(card))
    wanted = {"orderId": "o1", "refundId": "r", "asGiftCard": True}
    refunded = (await gifts.storefront(REFUND, i=wanted))["orderRefund"]["order"]
    assert (refunded["amount"], refunded["payable"]) == ({"amount": 3800}, {"amount": 0})
    found = (await gifts.admin(LIST, f={"campaign": "refund-card"}))["giftCards"]["edges"]
    assert [one["node"]["balance"] for one in found] == [{"amount": 3000}]


@pytest.mark.requirement("S5.8", "S5.27", "S5.38", "S5.39", "S5.41", "S5.51")
async def test_staff_find_a_card_and_read_its_ledger(gifts: Client) -> None:
    card = await give(gifts)
    await give(gifts, "May_07", amount=900)
    await gifts.storefront(RECORD, i=order(card))
    by_booking = {"metadata": {"name": "booking_id", "value": "April_01"}}
    for wanted in (by_booking, {"code": card["code"]}, {"email": "JANE@example.com", "state": "ACTIVE"}):
        found = (await gifts.admin(LIST, f=wanted))["giftCards"]["edges"]
        assert card["id"] in [one["node"]["id"] for one in found]
    life = (await gifts.admin(LIFE, id=card["id"]))["giftCard"]
    assert life["balance"] == {"amount": 1200}
    assert [(one["kind"], one["orderId"]) for one in life["life"]["transfers"]] in (
        [("SPEND", "o1"), ("CREDIT", None)],
        [("CREDIT", None), ("SPEND", "o1")],
    )
    for transfer in life["life"]["transfers"]:
        assert sum(side["amount"]["amount"] for side in transfer["postings"]) == 0


async def test_figures_and_balances(gifts: Client) -> None:
    card = await give(gifts)
    await gifts.storefront(RECORD, i=order(card))
    found = await gifts.admin(CAMPAIGNS)
    [campaign] = [one for one in found["giftCardCampaigns"] if one["name"] == "campaign"]
    assert campaign == {
        "name": "campaign",
        "title": "",
        "cards": 1,
        "credited": {"amount": 5000},
        "spent": {"amount": 3800},
        "outstanding": {"amount": 1200},
        "redeemedCards": 1,
    }
    assert found["giftCardMetadata"] == [{"value": "April_01", "cards": 1, "credited": {"amount": 5000}}]
    assert found["giftCardOutstanding"]["paid"] == {"amount": 1200}


CHANGE = """mutation($i: {kind}!) {{ {name}(input: $i) {{
  card {{ state enabled balance {{ amount }} }} errors {{ code message }} }} }}"""


def change(name: str, kind: str) -> str:
    return CHANGE.format(name=name, kind=kind)


@pytest.mark.requirement("S5.37", "S5.43")
async def test_staff_switch_pay_out_and_confirm(gifts: Client) -> None:
    card = await give(gifts)
    switch = {"cardId": card["id"], "reason": "reported stolen"}
    off = await gifts.admin(change("giftCardDeactivate", "GiftCardSwitchInput"), i=switch)
    assert off["giftCardDeactivate"]["card"]["enabled"] is False
    again = await gifts.admin(change("giftCardDeactivate", "GiftCardSwitchInput"), i=switch)
    assert [error["code"] for error in again["giftCardDeactivate"]["errors"]] == ["STATE_NOT_ALLOWED"]
    on = await gifts.admin(change("giftCardActivate", "GiftCardSwitchInput"), i=switch)
    assert on["giftCardActivate"]["card"]["enabled"] is True
    cash_out = change("giftCardCashOut", "GiftCardCashOutInput")
    asked = {"cardId": card["id"], "reason": "CARD_DECLINED"}
    refused = (await gifts.admin(cash_out, i=asked))["giftCardCashOut"]
    assert [error["code"] for error in refused["errors"]] == ["CARD_REFUSED"]
    assert "cash" in refused["errors"][0]["message"]
    asked["reason"] = "WIND_DOWN"
    paid_out = (await gifts.admin(cash_out, i=asked | {"expected": 5000}))["giftCardCashOut"]
    assert paid_out["card"]["state"] == "VOID"
    confirm = change("giftCardCashOutConfirm", "GiftCardCashOutConfirmInput")
    done = await gifts.admin(confirm, i={"cardId": card["id"], "reference": "re_1"})
    assert done["giftCardCashOutConfirm"]["errors"] == []
    life = (await gifts.admin(LIFE, id=card["id"]))["giftCard"]["life"]
    assert life["cashOut"] == {"amount": {"amount": 5000}, "state": "PAID", "reference": "re_1"}
    assert life["changes"][0]["action"] == "gift card payment confirmed"


async def test_staff_give_credit_show_and_correct(gifts: Client) -> None:
    publish = """mutation($i: GiftCardPublishInput!) { giftCardPublish(input: $i) { cards { id balance { amount } }
      repeated refusal { reason } errors { code } } }"""
    wanted = {"campaign": "campaign", "publication": {"sourceId": "desk-1", "buyer": JANE}}
    [card] = (await gifts.admin(publish, i=wanted))["giftCardPublish"]["cards"]
    credit = """mutation($i: GiftCardCreditInput!) { giftCardCredit(input: $i) { card { balance { amount } }
      refusal { reason } errors { code } } }"""
    asked = {"credit": {"cardId": card["id"], "key": "typo", "amount": 9000}}
    assert (await gifts.admin(credit, i=asked))["giftCardCredit"]["card"] == {"balance": {"amount": 9000}}
    [moved] = (await gifts.admin(LIFE, id=card["id"]))["giftCard"]["life"]["transfers"]
    reverse = change("giftCardCreditReverse", "GiftCardCreditReverseInput")
    undone = await gifts.admin(
        reverse, i={"cardId": card["id"], "transferId": moved["id"], "reason": "a zero too many"}
    )
    assert undone["giftCardCreditReverse"]["card"]["balance"] == {"amount": 0}
    reveal = "mutation($i: GiftCardRevealInput!) { giftCardReveal(input: $i) { code errors { code } } }"
    shown = (await gifts.admin(reveal, i={"cardId": card["id"]}))["giftCardReveal"]
    assert shown["code"].startswith("OTOKU-")


async def test_who_may_not_see_addresses_cannot_search_by_them(gifts: Client) -> None:
    answer = await gifts.run("admin", "ci", LIST, f=None)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_hold_takes_the_buyer_as_the_balance_and_the_cart_do(gifts: Client) -> None:
    card = await give(gifts)
    asked = {"code": card["code"], "cartToken": "cart-1", "amount": 1000, "buyer": JANE}
    held = (await gifts.storefront(HOLD, i=asked))["giftCardHold"]
    assert ([], 1000) == (held["errors"], held["hold"]["amount"]["amount"])
    other = {**asked, "cartToken": "cart-2", "buyer": {"email": "other@example.com"}}
    assert "NOT_YOURS" == (await gifts.storefront(HOLD, i=other))["giftCardHold"]["reason"]
