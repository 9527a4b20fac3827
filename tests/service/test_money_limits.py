"""Money that is more than one may move alone waits for a second person, and moves once (SEC24)."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.approval import Approval, ApprovalState, RoleLimit
from engine.model.card_records import CashOut, CashOutReason, CashOutState, StoredCard, TransferKind
from engine.model.card_requests import CashOutRequest, CreditOutcome, CreditRequest, PublicationRequest
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobState
from engine.model.records import Actor, Page
from engine.model.refund_row import RefundColumns
from engine.model.staff import Role, StaffMember, StaffState
from engine.service.approve_money import approve_money, reject_money
from engine.service.bulk_refund_jobs import open_bulk_refund, start_bulk_refund
from engine.service.engine import Engine
from engine.service.files_by_hand import run_refund_by_hand
from engine.service.hand_in import hand_in
from engine.service.money_by_hand import credit_by_hand, pay_out_by_hand, why_not_alone
from engine.service.role_limits import set_limits
from engine.service.run_jobs import run_job
from tests.service.gifts import FILES, JANE, add, clock, fresh, give, sound
from tests.service.shop import TEST, open_shop
from tests.service.test_bulk_refund import pieces

OWNER, SUPPORT, BOSS = (Actor(kind="staff", id=one) for one in ("owner", "support", "boss"))
ROLES = {"owner": Role.OWNER, "support": Role.SUPPORT, "boss": Role.PUBLISHER}
TOKEN = Actor(kind="token", id="t-1")
LIMITS = (
    RoleLimit(role=Role.SUPPORT, credit=10_000),
    RoleLimit(role=Role.PUBLISHER, cash_out=3_000, bulk_refund=5_000),
)


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    for name, role in ROLES.items():
        member = StaffMember(
            id=name,
            shop="tea",
            email=f"{name}@shop.example",
            name=name,
            role=role,
            state=StaffState.ACTIVE,
            created_at=engine.clock.now(),
        )
        await engine.store.add_staff(member, TEST, engine.clock.now())
    assert LIMITS[::-1] == await set_limits(engine, "tea", LIMITS, OWNER)
    return engine


async def credit(
    shop: Engine, card: StoredCard, amount: int, actor: Actor, key: str = "k1"
) -> Rejection | None:
    wish = CreditRequest(card_id=card.fact.id, key=key, amount=amount, note="sorry")
    found = await credit_by_hand(shop, "tea", wish, actor=actor)
    if isinstance(found, CreditOutcome):
        assert not found.refused
        return None
    return found


async def balance(shop: Engine, card: StoredCard) -> int:
    return (await fresh(shop, card)).fact.balance


def number(refused: object) -> int:
    assert isinstance(refused, Rejection)
    assert Problem.APPROVAL_REQUIRED is refused.problem
    return int(dict(refused.args)["number"])


async def approve(shop: Engine, which: int, actor: Actor = BOSS) -> ApprovalState | Problem:
    found = await approve_money(shop, "tea", which, actor=actor)
    return found.problem if isinstance(found, Rejection) else found.state


async def test_up_to_the_limit_of_a_role_people_add_balances_alone(shop: Engine) -> None:
    [card] = await give(shop, campaign="open")
    assert await credit(shop, card, 10_000, SUPPORT) is None
    assert await credit(shop, card, 90_000, OWNER, "k2") is None
    assert 100_000 == await balance(shop, card)


async def test_more_is_asked_for_once_and_added_once_when_another_person_approves(shop: Engine) -> None:
    [card] = await give(shop)
    which = number(await credit(shop, card, 10_001, SUPPORT))
    assert which == number(await credit(shop, card, 10_001, SUPPORT))
    assert 0 == await balance(shop, card)
    assert Problem.APPROVAL_OWN is await approve(shop, which, SUPPORT)
    pressed = await asyncio.gather(*(approve(shop, which, who) for who in (BOSS, OWNER, BOSS, OWNER)))
    assert ApprovalState.DONE in pressed
    assert 10_001 == await balance(shop, card)
    assert await credit(shop, card, 10_001, SUPPORT) is None  # the same again tells what was done
    assert 10_001 == await balance(shop, card)
    [transfer] = await shop.store.transfers(
        "tea", Page(limit=5), card_id=card.fact.id, kind=TransferKind.CREDIT
    )
    assert "staff:support" == transfer.actor
    await sound(shop)


async def test_what_a_crash_kept_from_being_done_is_done_when_it_is_pressed_again(shop: Engine) -> None:
    [card] = await give(shop)
    which = number(await credit(shop, card, 20_000, SUPPORT))
    now = shop.clock.now()
    assert await shop.store.decide_approval("tea", which, approve=True, reason="", actor=BOSS, now=now)
    assert ApprovalState.DONE is await approve(shop, which, OWNER)
    assert 20_000 == await balance(shop, card)


async def test_a_request_is_turned_down_taken_back_or_grows_too_old(shop: Engine) -> None:
    [card] = await give(shop)
    which = number(await credit(shop, card, 20_000, SUPPORT))
    back = await reject_money(shop, "tea", which, reason="a slip", actor=SUPPORT, others=False)
    assert isinstance(back, Approval)
    assert Problem.APPROVAL_CLOSED is await approve(shop, which)
    again = number(await credit(shop, card, 20_000, SUPPORT))
    assert again != which
    clock(shop).advance(timedelta(days=7))
    assert Problem.APPROVAL_CLOSED is await approve(shop, again)
    assert 0 == await balance(shop, card)


async def test_somebody_who_is_no_staff_any_more_has_the_smallest_limit(shop: Engine) -> None:
    [card] = await give(shop)
    number(await credit(shop, card, 10_001, Actor(kind="staff", id="left")))


async def test_a_token_can_neither_pass_a_limit_nor_ask_nor_approve(shop: Engine) -> None:
    [card] = await give(shop)
    refused = await credit(shop, card, 10_001, TOKEN)
    assert refused is not None
    assert Problem.PERSON_NEEDED is refused.problem
    which = number(await credit(shop, card, 20_000, SUPPORT))
    assert Problem.PERSON_NEEDED is await approve(shop, which, TOKEN)


async def test_cards_that_are_given_at_once_keep_to_the_limit_all_together(shop: Engine) -> None:
    for campaign, count, amount, alone in (
        ("open", 1, 10_000, True),
        ("open", 1, 10_001, False),
        ("open", 10, 1_000, True),
        ("open", 10, 1_001, False),
        ("welcome", 20, 0, True),  # 500 yen of its own on each
        ("welcome", 21, 0, False),
        ("welcome", 20, 1, False),
    ):
        asked = PublicationRequest(source_id="s9", buyer=JANE, count=count, amount=amount)
        over = await why_not_alone(shop, "tea", campaign, asked, SUPPORT)
        assert alone is (over is None), (campaign, count, amount)
        assert over is None or Problem.OVER_LIMIT is over.problem
        assert await why_not_alone(shop, "tea", campaign, replace(asked, test=True), SUPPORT) is None


async def test_a_pay_out_that_was_approved_pays_what_was_asked_for_or_nothing(shop: Engine) -> None:
    [card] = await give(shop)
    await add(shop, card, 8_000)
    wish = CashOutRequest(card_id=card.fact.id, reason=CashOutReason.WIND_DOWN, note="")
    which = number(await pay_out_by_hand(shop, "tea", wish, actor=BOSS))
    await add(shop, card, 500, "k2")
    assert Problem.CARD_REFUSED is await approve(shop, which, OWNER)
    closed = await shop.store.approval("tea", which)
    assert closed is not None
    assert ApprovalState.REJECTED is closed.state
    again = number(await pay_out_by_hand(shop, "tea", wish, actor=BOSS))
    assert ApprovalState.DONE is await approve(shop, again, OWNER)
    [paid] = await shop.store.cash_outs("tea", [card.fact.id])
    assert (8_500, CashOutState.REQUESTED) == (paid.amount, paid.state)
    repeated = await pay_out_by_hand(shop, "tea", wish, actor=BOSS)
    assert isinstance(repeated, CashOut | Rejection)
    assert 1 == len(await shop.store.cash_outs("tea", [card.fact.id]))
    await sound(shop)


async def looked_through(shop: Engine, text: str) -> Job:
    job = await open_bulk_refund(shop, "tea", "open", BOSS, notify=False)
    assert isinstance(job, Job)
    await hand_in(shop, "tea", job.id, pieces(text.encode()))
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, BOSS, check=True), Job)
    assert await run_job(shop)
    return job


async def test_a_bulk_refund_above_the_limit_runs_when_a_second_person_approves_exactly_it(
    shop: Engine,
) -> None:
    small = await looked_through(shop, "customer,booking,amount\nc1,A1,5000\n")
    assert isinstance(await run_refund_by_hand(shop, "tea", small.id, actor=BOSS), Job)
    assert await run_job(shop)
    large = await looked_through(shop, "customer,booking,amount,other\nc1,B1,5000,1\nc2,B2,1000,2000\n")
    which = number(await run_refund_by_hand(shop, "tea", large.id, actor=BOSS))
    assert isinstance(await start_bulk_refund(shop, "tea", large.id, BOSS, check=True), Job)
    assert await run_job(shop)  # the same file and columns again: still what was asked for
    assert ApprovalState.DONE is await approve(shop, which, OWNER)
    assert await run_job(shop)
    done = await shop.store.job("tea", large.id)
    assert done is not None
    assert (JobState.DONE, 2, "boss") == (done.state, done.done, done.asked["by"])
    await sound(shop)


async def test_an_approval_is_not_for_columns_that_were_changed_since(shop: Engine) -> None:
    job = await looked_through(shop, "customer,booking,amount,other\nc1,B1,6000,9000\n")
    which = number(await run_refund_by_hand(shop, "tea", job.id, actor=BOSS))
    columns = RefundColumns(customer="customer", booking="booking", amount="other")
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, BOSS, check=True, columns=columns), Job)
    assert await run_job(shop)
    assert Problem.APPROVAL_CLOSED is await approve(shop, which, OWNER)
    assert number(await run_refund_by_hand(shop, "tea", job.id, actor=BOSS)) != which


async def test_limits_name_each_role_once_and_nothing_impossible(shop: Engine) -> None:
    twice = await set_limits(shop, "tea", (LIMITS[0], LIMITS[0]), OWNER)
    assert isinstance(twice, Rejection)
    assert Problem.NAME_TAKEN is twice.problem
    negative = await set_limits(shop, "tea", (replace(LIMITS[0], credit=-1),), OWNER)
    assert isinstance(negative, Rejection)
    assert ("limits", "0", "credit") == negative.path
    percent = await set_limits(shop, "tea", (RoleLimit(role=Role.OWNER, discount_percent=101),), OWNER)
    assert isinstance(percent, Rejection)
    assert () == await set_limits(shop, "tea", (RoleLimit(role=Role.OWNER),), OWNER)
