"""Gift cards at the counter and on the telephone: balance, holds, switching, paying out, reports (S5.37-48, J9-J12)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from engine.model.card import CardState
from engine.model.card_records import CashOut, CashOutReason, CashOutState, StoredCard, TransferKind
from engine.model.card_requests import CashOutRequest
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.quote import RefusalReason
from engine.model.records import Page, Receipt
from engine.model.requests import BuyerRequest, OrderRequest, Visitor
from engine.service.card_codes import card_code
from engine.service.card_desk import cash_out_card, confirm_cash_out, reveal_card, switch_card
from engine.service.card_payment import CardBalance, HeldCard, card_balance, hold_card, release_card
from engine.service.card_reports import Notice, keep_base_date, last_base_date, outstanding_cards
from engine.service.engine import Engine
from engine.service.housekeeping import housekeeping
from engine.service.record_order import record_order
from engine.service.reverse_credit import reverse_credit
from engine.service.work import work
from tests.service.gifts import FILES, JANE, add, basket, buy, clock, fresh, give, sound
from tests.service.shop import TEST, open_shop

DECLINED = CashOutReason.CARD_DECLINED


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    files = tuple(
        replace(
            one, text=one.text.replace('code pattern "OTOKU', 'cash refund allowed\n  code pattern "OTOKU')
        )
        for one in FILES
    )
    await open_shop(engine, files=files)
    return engine


def code(engine: Engine, card: StoredCard) -> str:
    return card_code(engine, "tea", card)


async def pay_out(engine: Engine, card: StoredCard, **asked: object) -> CashOut | Rejection:
    given: dict[str, object] = {"reason": DECLINED, "note": "wants the money"}
    request = CashOutRequest(card_id=card.fact.id, **(given | asked))  # type: ignore[arg-type]
    return await cash_out_card(engine, "tea", request, actor=TEST)


async def test_the_owner_asks_what_is_left(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    balance = await card_balance(shop, "tea", code(shop, card), buyer=JANE)
    assert isinstance(balance, CardBalance)
    assert (balance.usable, balance.expires_at) == (5000, card.fact.expires_at)


@pytest.mark.requirement("S5.44")
async def test_guesses_of_card_codes_are_counted_until_nobody_gets_an_answer(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    visitor = Visitor(ip="192.0.2.9", email="jane@example.com")
    most = shop.limits.guesses.per_ip_hour
    for number in range(most):
        wrong = await card_balance(shop, "tea", f"OTOKU-{number:08}", buyer=JANE, visitor=visitor)
        assert isinstance(wrong, Rejection)
    late = await card_balance(shop, "tea", code(shop, card), buyer=JANE, visitor=visitor)
    assert isinstance(late, Rejection)
    assert late.problem is Problem.TOO_MANY_ATTEMPTS


async def test_another_person_learns_nothing_of_a_card(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    thief = BuyerRequest(email="thief@example.com")
    refused = await card_balance(shop, "tea", code(shop, card), buyer=thief, visitor=Visitor(ip="192.0.2.9"))
    assert isinstance(refused, Rejection)
    assert refused.args == (("reason", RefusalReason.NOT_YOURS),)


async def test_a_sum_is_set_aside_during_payment_and_given_back_in_time(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    held = await hold_card(shop, "tea", code(shop, card), cart_token="cart-1", amount=4000, buyer=JANE)
    assert isinstance(held, HeldCard)
    other = await hold_card(shop, "tea", code(shop, card), cart_token="cart-2", amount=2000, buyer=JANE)
    assert isinstance(other, Rejection)
    assert other.args == (("reason", RefusalReason.HELD), ("left", "1000"))
    clock(shop).set(held.until)
    while await work(shop):
        pass
    assert (await fresh(shop, card)).fact.held == 0
    assert not await release_card(shop, "tea", held.hold_id)
    await sound(shop)


async def test_the_cart_that_holds_pays_although_others_could_not(shop: Engine) -> None:
    [card] = await give(shop, amount=4000)
    await hold_card(shop, "tea", code(shop, card), cart_token="cart-1", amount=3800, buyer=JANE)
    order = OrderRequest(id="o2", state=OrderState.PAID, cart=basket(shop, card, token="cart-2"))
    stranger = await record_order(shop, "tea", order, actor=TEST)
    assert isinstance(stranger, Rejection) is False  # 200 yen were free, and it paid these
    await buy(shop, basket(shop, card, token="cart-1"), "o1")
    card = await fresh(shop, card)
    assert (card.fact.balance, card.fact.held) == (0, 0)
    await sound(shop)


@pytest.mark.requirement("S5.37", "S5.38", "S5.39")
async def test_a_card_is_switched_off_and_on_with_a_reason(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    off = await switch_card(shop, "tea", card.fact.id, enabled=False, reason="reported stolen", actor=TEST)
    assert isinstance(off, StoredCard)
    refused = await card_balance(shop, "tea", code(shop, card), buyer=JANE)
    assert isinstance(refused, Rejection)
    again = await switch_card(shop, "tea", card.fact.id, enabled=False, reason="again", actor=TEST)
    assert isinstance(again, Rejection)
    assert again.problem is Problem.STATE_NOT_ALLOWED
    empty = await switch_card(shop, "tea", card.fact.id, enabled=True, reason=" ", actor=TEST)
    assert isinstance(empty, Rejection)
    said = await shop.store.audit_of("tea", card.fact.id, Page(limit=9))
    assert [one.detail["reason"] for one in said] == ["reported stolen"]


async def test_a_code_is_shown_to_staff_and_written_down(shop: Engine) -> None:
    [card] = await give(shop)
    assert await reveal_card(shop, "tea", card.fact.id, actor=TEST) == code(shop, card)
    [said] = await shop.store.audit_of("tea", card.fact.id, Page(limit=9))
    assert said.action == "gift card code shown"


@pytest.mark.requirement("S5.43", "S5.48", "D5.c")
async def test_a_card_that_was_paid_out_pays_nothing_a_minute_later(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    made = await pay_out(shop, card, expected=5000)
    assert isinstance(made, CashOut)
    assert (made.amount, made.state) == (5000, CashOutState.REQUESTED)
    order = OrderRequest(id="o1", state=OrderState.PAID, cart=basket(shop, card))
    spent = await record_order(shop, "tea", order, actor=TEST)
    assert isinstance(spent, Rejection)
    paid = await confirm_cash_out(shop, "tea", card.fact.id, reference="re_1", actor=TEST)
    assert isinstance(paid, CashOut)
    assert paid.state is CashOutState.PAID
    twice = await confirm_cash_out(shop, "tea", card.fact.id, reference="re_2", actor=TEST)
    assert isinstance(twice, Rejection)
    await sound(shop)


async def test_a_pay_out_is_repeated_by_its_key_and_not_otherwise(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    request = CashOutRequest(card_id=card.fact.id, reason=DECLINED, note="")
    key = Receipt(key="k", request_hash=b"r")
    first = await cash_out_card(shop, "tea", request, actor=TEST, receipt=key)
    assert await cash_out_card(shop, "tea", request, actor=TEST, receipt=key) == first
    again = await pay_out(shop, card)
    assert isinstance(again, Rejection)
    assert again.problem is Problem.STATE_NOT_ALLOWED


async def test_what_the_person_was_told_has_to_be_what_is_there(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    await buy(shop, basket(shop, card))
    refused = await pay_out(shop, card, expected=5000)
    assert isinstance(refused, Rejection)
    assert dict(refused.args)["balance"] == "1200"
    assert (await fresh(shop, card)).fact.state is CardState.ACTIVE


async def test_cash_is_forbidden_unless_the_rule_allows_it_or_the_shop_winds_down(shop: Engine) -> None:
    [card] = await give(shop, campaign="refund-card", amount=100)
    assert isinstance(await pay_out(shop, card), CashOut)  # this rule allows it
    [free] = await give(shop, campaign="open", buyer=BuyerRequest(), amount=100)
    refused = await pay_out(shop, free)
    assert isinstance(refused, Rejection)
    assert refused.args == (("reason", "cash_not_allowed"),)
    nothing = await pay_out(shop, free, reason=CashOutReason.WIND_DOWN)
    assert isinstance(nothing, Rejection)
    assert nothing.args == (("reason", "nothing_paid"),)  # nobody paid for it


async def test_no_money_is_paid_out_for_a_test_card(shop: Engine) -> None:
    [card] = await give(shop, campaign="refund-card", amount=5000, test=True)
    refused = await pay_out(shop, card)
    assert isinstance(refused, Rejection)
    assert refused.args == (("reason", "test_card"),)
    assert (await fresh(shop, card)).fact.balance == 5000


@pytest.mark.requirement("S5.38", "S5.39")
async def test_a_mistaken_credit_leaves_both_movements_in_the_ledger(shop: Engine) -> None:
    [card] = await give(shop)
    await add(shop, card, 9000, key="typo")
    [credit] = await shop.store.transfers("tea", Page(limit=9), card_id=card.fact.id)
    after = await reverse_credit(shop, "tea", card.fact.id, credit.id, reason="a zero too many", actor=TEST)
    assert isinstance(after, StoredCard)
    assert after.fact.balance == 0
    kinds = [one.kind for one in await shop.store.transfers("tea", Page(limit=9), card_id=card.fact.id)]
    assert sorted(kinds) == [TransferKind.CREDIT, TransferKind.REVERSE]
    again = await reverse_credit(shop, "tea", card.fact.id, credit.id, reason="again", actor=TEST)
    assert isinstance(again, Rejection)
    await sound(shop)


async def test_the_unused_paid_balance_of_a_base_date_is_stored_once(shop: Engine) -> None:
    [card] = await give(shop, amount=5000)
    await give(shop, "free", campaign="open", buyer=BuyerRequest(), amount=700)
    assert await keep_base_date(shop, "tea") is not None  # 31 March, before there were cards
    clock(shop).set(datetime.fromisoformat("2026-10-01T00:30:00+09:00"))
    assert await keep_base_date(shop, "tea") is None  # something of that day may still be under way
    clock(shop).set(datetime.fromisoformat("2026-10-01T09:00:00+09:00"))
    await buy(shop, basket(shop, card))
    await housekeeping(shop)
    march, september = await shop.store.balance_reports("tea")
    assert (march.day, march.paid) == (date(2026, 3, 31), 0)
    # The free card was over by then: 30 days.
    assert (september.day, september.paid, september.free) == (date(2026, 9, 30), 5000, 0)
    now = await outstanding_cards(shop, "tea", clock(shop).now())
    assert (now.paid, now.free, now.notice) == (1200, 38_000 // 100, Notice.NONE)
    await sound(shop)


async def test_much_unused_balance_is_noticed(shop: Engine) -> None:
    for number, (amount, notice, deposit) in enumerate(
        [(6_999_999, Notice.NONE, 0), (1, Notice.NEAR, 0), (3_000_001, Notice.OVER, 5_000_001)]
    ):
        await give(shop, f"s{number}", campaign="refund-card", amount=amount)
        found = await outstanding_cards(shop, "tea", shop.clock.now() + timedelta(seconds=1))
        assert (number, found.notice, found.deposit) == (number, notice, deposit)


@pytest.mark.parametrize(
    ("today", "base"),
    [("2026-03-31", "2025-09-30"), ("2026-04-01", "2026-03-31"), ("2026-12-31", "2026-09-30")],
)
def test_the_last_base_date_has_ended(today: str, base: str) -> None:
    assert last_base_date(date.fromisoformat(today)) == date.fromisoformat(base)


async def test_money_is_set_aside_no_longer_than_it_lasts(shop: Engine) -> None:
    [card] = await give(shop)
    await add(shop, card, 5000)
    ends = (await fresh(shop, card)).fact.expires_at
    assert ends is not None
    soon = clock(shop).now() + timedelta(minutes=5)
    await add(shop, card, 1000, "k2", expires_at=soon)
    code = card_code(shop, "tea", card)
    first = await hold_card(shop, "tea", code, cart_token="a", amount=500, buyer=JANE)
    assert isinstance(first, HeldCard)
    assert soon == first.until  # what ends first is spent first
    clock(shop).advance(ends - clock(shop).now() - timedelta(minutes=2))
    last = await hold_card(shop, "tea", code, cart_token="b", amount=500, buyer=JANE)
    assert isinstance(last, HeldCard)
    assert ends == last.until
