"""PINs of gift cards: asked for where a card pays or tells, counted when wrong, drawn anew by staff (S5.18, SEC6)."""

import sqlite3
from asyncio import gather
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.model.card_records import CardWanted, StoredCard
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.job import JobKind
from engine.model.quote import RefusalReason
from engine.model.records import Page, Receipt, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, OrderRequest, Visitor
from engine.service.card_codes import card_code, card_pin
from engine.service.card_payment import CardBalance, HeldCard, card_balance, hold_card
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from engine.service.renew_pin import renew_pin
from engine.store.connect import open_store
from tests.service.gifts import FILES, JANE, basket, buy, fresh, give, priced
from tests.service.imports import looked_through, reasons, taken_over
from tests.service.shop import TEST, drain, make_engine, open_shop

PIN_RULES = """
giftcard "pinned" {
  code pattern "PIN-****-****-****"
  valid 365 days
  redeem by anyone
  pin 6 digits
  cash refund allowed
  send email "pinned"
}
"""
MAIL = """category: giftcard
class: essential
subject: {{ giftcard.pin }}
---
{{ giftcard.code }} PIN {{ giftcard.pin }} {{ giftcard.valid_until }}
"""
PINNED = (
    replace(FILES[0], text=FILES[0].text + PIN_RULES),
    *FILES[1:],
    SourceFile(path="templates/pinned.ja.liquid", text=MAIL),
)
THIEF = Visitor(ip="203.0.113.9")


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=PINNED)
    return engine


def secrets(engine: Engine, card: StoredCard) -> tuple[str, str]:
    return card_code(engine, "tea", card), card_pin(engine, "tea", card)


def other(pin: str, step: int = 1) -> str:
    return f"{(int(pin) + step) % 10 ** len(pin):0{len(pin)}d}"


def cart_of(engine: Engine, card: StoredCard, pin: str | None, **more: Any) -> CartRequest:
    code = card_code(engine, "tea", card)
    return replace(basket(engine, card, **more), pins=() if pin is None else ((code, pin),))


async def why(engine: Engine, cart: CartRequest) -> list[RefusalReason]:
    return [one.reason for one in (await priced(engine, cart)).refusals if one.gift_card]


@pytest.mark.requirement("S5.18")
async def test_a_card_with_a_pin_pays_for_who_types_it_and_for_nobody_else(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000)
    code, pin = secrets(shop, card)
    assert (len(pin), pin.isdigit()) == (6, True)
    assert await why(shop, cart_of(shop, card, None)) == [RefusalReason.PIN_REFUSED]
    assert await why(shop, cart_of(shop, card, other(pin))) == [RefusalReason.PIN_REFUSED]
    full_width = pin.translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    assert (await priced(shop, cart_of(shop, card, f" {full_width}"))).tenders
    order = OrderRequest(id="o1", state=OrderState.PAID, cart=cart_of(shop, card, other(pin)))
    refused = await record_order(shop, "tea", order, actor=TEST)
    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.CODE_REFUSED
    paid = cart_of(shop, card, pin)
    await buy(shop, paid)
    assert (await buy(shop, paid)).repeated
    assert (await buy(shop, replace(paid, pins=()))).repeated
    assert (await fresh(shop, card)).fact.balance < 5000
    told = await card_balance(shop, "tea", code, buyer=JANE, pin=pin)
    assert isinstance(told, CardBalance)


async def test_a_cart_that_holds_some_of_a_card_has_given_its_pin(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000)
    code, pin = secrets(shop, card)
    asked: dict[str, Any] = {"cart_token": "c1", "amount": 1000, "buyer": JANE}
    wrong = await hold_card(shop, "tea", code, pin=other(pin), **asked)
    assert isinstance(wrong, Rejection)
    assert wrong.args == (("reason", RefusalReason.PIN_REFUSED),)
    assert isinstance(await hold_card(shop, "tea", code, pin=pin, **asked), HeldCard)
    assert await why(shop, cart_of(shop, card, None, token="c2")) == [RefusalReason.PIN_REFUSED]
    assert (await buy(shop, cart_of(shop, card, None, token="c1"))).quote.tenders


@pytest.mark.requirement("S5.18")
async def test_a_pin_beside_an_owner_asks_for_both(engine: Engine) -> None:
    owned = PINNED[0].text.replace("  redeem by anyone\n  pin 6", "  redeem by owner\n  pin 6")
    await open_shop(engine, files=(replace(PINNED[0], text=owned), *PINNED[1:]))
    [card] = await give(engine, campaign="pinned", amount=5000)
    _, pin = secrets(engine, card)
    thief = cart_of(engine, card, pin, buyer=BuyerRequest(email="thief@example.com"))
    assert await why(engine, thief) == [RefusalReason.NOT_YOURS]
    assert await why(engine, cart_of(engine, card, None)) == [RefusalReason.PIN_REFUSED]
    assert (await priced(engine, cart_of(engine, card, pin))).tenders


async def test_ten_wrong_pins_in_a_day_lock_the_card_until_staff_give_a_new_one(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000)
    code, pin = secrets(shop, card)
    tries = [cart_of(shop, card, other(pin, step)) for step in range(1, 41)]
    await gather(*(quote_cart(shop, "tea", one, trusted=True) for one in tries))
    assert await why(shop, cart_of(shop, card, pin)) == [RefusalReason.PIN_REFUSED]
    locked = await card_balance(shop, "tea", code, buyer=JANE, pin=pin)
    assert isinstance(locked, Rejection)
    assert locked.args == (("reason", RefusalReason.PIN_REFUSED),)
    new = await renew_pin(shop, "tea", card.fact.id, reason="locked", actor=TEST)
    assert isinstance(new, str)
    assert (await priced(shop, cart_of(shop, card, new))).tenders
    if new != pin:
        assert await why(shop, cart_of(shop, card, pin)) == [RefusalReason.PIN_REFUSED]


async def test_right_pins_are_no_guesses_however_often_they_are_typed(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000)
    _, pin = secrets(shop, card)
    for _ in range(15):
        assert (await priced(shop, cart_of(shop, card, pin))).tenders


async def test_wrong_pins_count_against_who_types_them_too(shop: Engine) -> None:
    cards = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000, count=10)
    limit = shop.limits.guesses.per_ip_hour
    for number in range(limit):
        code, pin = secrets(shop, cards[number % 10])
        await card_balance(shop, "tea", code, buyer=BuyerRequest(), pin=other(pin, number + 1), visitor=THIEF)
    code, pin = secrets(shop, cards[0])
    told = await card_balance(shop, "tea", code, buyer=BuyerRequest(), pin=pin, visitor=THIEF)
    assert isinstance(told, Rejection)
    assert told.problem is Problem.TOO_MANY_ATTEMPTS


async def test_wrong_gift_cards_of_a_priced_cart_are_guesses(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000)
    cart = replace(cart_of(shop, card, None), gift_cards=("NOBODYS CARD",))
    for _ in range(shop.limits.guesses.per_customer_day * 2):
        last = await quote_cart(shop, "tea", cart, trusted=False, visitor=THIEF)
    assert isinstance(last, Rejection)
    assert last.problem is Problem.TOO_MANY_ATTEMPTS


async def test_a_new_pin_is_given_once_per_key_with_its_reason_in_the_audit_trail(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", buyer=BuyerRequest(), amount=5000)
    [plain] = await give(shop, source="s2", campaign="open", buyer=BuyerRequest())
    key = Receipt(key="k", request_hash=b"1" * 32)
    asked: dict[str, Any] = {"reason": "was seen", "actor": TEST, "receipt": key}
    new = await renew_pin(shop, "tea", card.fact.id, **asked)
    assert new == await renew_pin(shop, "tea", card.fact.id, **asked)
    assert (await fresh(shop, card)).pin_draw == 2
    [entry] = await shop.store.audit("tea", Page(limit=1))
    assert (entry.action, entry.subject, entry.detail) == (
        "gift card PIN renewed",
        card.fact.id,
        {"reason": "was seen"},
    )
    none = await renew_pin(shop, "tea", plain.fact.id, reason="x", actor=TEST)
    assert isinstance(none, Rejection)
    assert none.args == (("reason", "no_pin"),)
    empty = await renew_pin(shop, "tea", card.fact.id, reason=" ", actor=TEST)
    assert isinstance(empty, Rejection)
    assert empty.problem is Problem.TEXT_INVALID
    gone = await renew_pin(shop, "tea", "none", reason="x", actor=TEST)
    assert isinstance(gone, Rejection)
    assert gone.problem is Problem.NOT_FOUND


async def test_the_mail_has_the_pin_it_was_sent_with_also_after_a_new_one(shop: Engine) -> None:
    [card] = await give(shop, campaign="pinned", amount=5000)
    code, pin = secrets(shop, card)
    await drain(shop)
    await renew_pin(shop, "tea", card.fact.id, reason="was seen", actor=TEST)
    [stored] = await shop.store.inbox("tea", Page(limit=9))
    assert pin not in stored.subject + stored.text + stored.html
    [shown] = await kept_mails(shop, "tea", Page(limit=9))
    assert (shown.subject, f"{code} PIN {pin} " in shown.text) == (pin, True)


async def test_an_imported_card_keeps_its_pin_and_one_without_needs_none(shop: Engine) -> None:
    file = "Code,Balance,PIN\nOLD-0000-0001,1000,０042\nOLD-0000-0002,1000,\nOLD-0000-0003,1000,42\n"
    job = await looked_through(shop, JobKind.CARD_IMPORT, "pinned", file)
    assert await reasons(shop, job) == {4: "pin_invalid"}
    await taken_over(shop, JobKind.CARD_IMPORT, "pinned", file)
    found = {one.last_four: one for one in await shop.store.cards("tea", Page(limit=9), CardWanted())}
    with_pin, without = found["0001"], found["0002"]
    assert card_pin(shop, "tea", with_pin) == ""
    assert await why(shop, cart_of(shop, with_pin, "0043")) == [RefusalReason.PIN_REFUSED]
    assert (await priced(shop, cart_of(shop, with_pin, "0042"))).tenders
    assert (await priced(shop, cart_of(shop, without, None))).tenders
    new = await renew_pin(shop, "tea", with_pin.fact.id, reason="forgotten", actor=TEST)
    assert isinstance(new, str)
    assert len(new) == 4
    assert (await priced(shop, cart_of(shop, with_pin, new))).tenders


async def test_no_pin_is_in_the_database_file(tmp_path: Path) -> None:
    path = tmp_path / "otoku.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    rules = PINNED[0].text.replace("pin 6 digits", "pin 8 digits")
    await open_shop(engine, files=(replace(PINNED[0], text=rules), *PINNED[1:]))
    [card] = await give(engine, campaign="pinned", amount=5000)
    _, pin = secrets(engine, card)
    await drain(engine)
    await quote_cart(engine, "tea", cart_of(engine, card, other(pin)), trusted=True)
    await buy(engine, cart_of(engine, card, pin))
    await renew_pin(engine, "tea", card.fact.id, reason="was seen", actor=TEST)
    new = card_pin(engine, "tea", await fresh(engine, card))
    await store.close()
    dump = "\n".join(sqlite3.connect(path).iterdump())
    assert "PIN renewed" in dump
    assert not [one for one in (pin, new, other(pin)) if one in dump]
