"""PINs of gift cards over GraphQL: told to who gives, asked of who pays, one answer for every failure (S5.18, SEC6)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from engine.model.staff import Role
from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.graphql.test_reviews import people
from tests.service.shop import make_engine, open_shop
from tests.service.test_card_pins import PINNED, other

PUBLISH = """mutation($i: GiftCardsPublishInput!) { giftCardsPublish(input: $i) {
  outcomes { cards { id code pin } } errors { code } } }"""
BALANCE = """query($code: CouponCode!, $pin: String) { giftCardBalance(code: $code, pin: $pin) {
  card { balance { amount } } reason errors { code message } } }"""
HOLD = """mutation($i: GiftCardHoldInput!) { giftCardHold(input: $i) { hold { amount { amount } } reason
  errors { code message } } }"""
QUOTE = """query($cart: CartInput!) { quote(cart: $cart) { quote { tenders { amount { amount } }
  refusals { reason message } } errors { code } } }"""
RECORD = """mutation($i: OrderRecordInput!) { orderRecord(input: $i) {
  order { repeated } quote { tenders { amount { amount } } } errors { code field } } }"""
RESET = (
    """mutation($i: GiftCardPinResetInput!) { giftCardPinReset(input: $i) { pin errors { code message } } }"""
)


@pytest.fixture
async def gifts() -> AsyncIterator[Client]:
    """A client of a shop whose cards have PINs."""
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=PINNED)
    client = await connect(engine)
    yield client
    await client.http.aclose()


async def give(client: Client) -> dict[str, Any]:
    wanted = {"campaign": "pinned", "publications": [{"sourceId": "s1", "amount": 5000}]}
    answer = (await client.storefront(PUBLISH, i=wanted))["giftCardsPublish"]
    card: dict[str, Any] = answer["outcomes"][0]["cards"][0]
    return card


def cart(card: dict[str, Any], pin: str | None) -> dict[str, Any]:
    pins = {} if pin is None else {"giftCardPins": [{"code": card["code"], "pin": pin}]}
    return {"lines": [{"sku": "PACK-1", "quantity": 1}], "giftCards": [card["code"]]} | pins


@pytest.mark.requirement("S5.18")
async def test_who_gives_a_card_is_told_its_pin_and_who_pays_types_it(gifts: Client) -> None:
    card = await give(gifts)
    assert card == await give(gifts)
    assert len(card["pin"]) == 6
    told = await gifts.storefront(BALANCE, "publishable", code=card["code"], pin=card["pin"])
    assert told["giftCardBalance"]["card"] == {"balance": {"amount": 5000}}
    quoted = (await gifts.storefront(QUOTE, "publishable", cart=cart(card, card["pin"])))["quote"]["quote"]
    assert [one["amount"]["amount"] for one in quoted["tenders"]]
    held = {"code": card["code"], "cartToken": "c", "amount": 100, "pin": card["pin"]}
    assert (await gifts.storefront(HOLD, "publishable", i=held))["giftCardHold"]["hold"]
    order = {"id": "o1", "state": "PAID", "idempotencyKey": "k", "buyer": {"email": "any@example.com"}}
    refused = (await gifts.storefront(RECORD, i=order | cart(card, other(card["pin"]))))["orderRecord"]
    assert [error["code"] for error in refused["errors"]] == ["CODE_REFUSED"]
    paid = (await gifts.storefront(RECORD, i=order | cart(card, card["pin"])))["orderRecord"]
    assert paid["quote"]["tenders"]
    again = (await gifts.storefront(RECORD, i=order | cart(card, None)))["orderRecord"]
    assert (again["errors"], again["order"]["repeated"]) == ([], True)


async def test_browsers_are_told_the_same_of_an_unknown_code_and_of_every_wrong_pin(gifts: Client) -> None:
    card = await give(gifts)
    asked = [
        {"code": "NOBODYS"},
        {"code": card["code"]},
        *({"code": card["code"], "pin": other(card["pin"], step)} for step in (1, 2)),
    ]
    told = [(await gifts.storefront(BALANCE, "publishable", **one))["giftCardBalance"] for one in asked]
    assert told[0]["reason"] == "INVALID_CODE"
    assert all(one == told[0] for one in told)
    trusted = await gifts.storefront(BALANCE, code=card["code"], pin="x")
    assert trusted["giftCardBalance"]["reason"] == "PIN_REFUSED"


async def test_a_new_pin_needs_the_right_to_money(gifts: Client) -> None:
    card = await give(gifts)
    wanted = {"cardId": card["id"], "reason": "was seen"}
    support, publisher = await people(gifts.engine, Role.SUPPORT, Role.PUBLISHER)
    with pytest.raises(AssertionError, match="FORBIDDEN"):
        await support.ask(RESET, i=wanted)
    done = await publisher.ask(RESET, i=wanted)
    assert (len(done["pin"]), done["errors"]) == (6, [])
