"""What staff do for a customer about a coupon."""

import asyncio
from datetime import timedelta

import pytest

from engine.model.coupon_life import LifeKind
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.records import Page, Receipt, StoredCoupon
from engine.model.requests import BuyerRequest
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.coupon_desk import coupon_by_code, extend_coupon, issue_coupon, resend_coupon
from engine.service.coupon_life import coupon_life
from engine.service.coupons import reveal_code, revoke_coupon
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from tests.service.shop import TEST, buy, drain

KEY = Receipt(key="k", request_hash=b"1" * 32)
WHO = BuyerRequest(email="you@shop.example")


def pass_time(engine: Engine, by: timedelta) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(by)


async def earned(engine: Engine) -> StoredCoupon:
    """The coupon of a purchase, mailed."""
    await buy(engine, "1001", "SAMPLE-1", email="you@shop.example")
    await drain(engine)
    [coupon] = await ask.coupons(engine, "tea", Page(limit=5))
    return coupon


async def kinds(engine: Engine, coupon: StoredCoupon) -> list[LifeKind]:
    return [one.kind for one in (await coupon_life(engine, "tea", coupon)).events]


async def test_staff_issue_what_a_rule_promises_once_per_key(tea: Engine) -> None:
    await buy(tea, "1000", "PACK-1", email="you@shop.example")  # earns nothing; the mail tells of it
    outcomes = await asyncio.gather(
        *(
            issue_coupon(tea, "tea", rule="thanks-coupon", buyer=WHO, reason="sorry", actor=TEST, receipt=KEY)
            for _ in range(3)
        )
    )
    await drain(tea)
    assert len({one.fact.id for one in outcomes if isinstance(one, StoredCoupon)}) == 1
    [mail] = await kept_mails(tea, "tea", Page(limit=5))
    assert mail.recipient == "you@shop.example"
    [coupon] = await ask.coupons(tea, "tea", Page(limit=5))
    assert (coupon.fact.owner_email, coupon.order_id) == ("you@shop.example", "")
    assert sorted(await kinds(tea, coupon)) == ["issued", "mail_queued", "mailed", "requested"]
    said = await tea.store.audit_of("tea", coupon.fact.id, Page(limit=9))
    assert [(one.action, dict(one.detail)) for one in said] == [
        ("coupon requested", {"reason": "sorry", "rule": "thanks-coupon"})
    ]
    assert await tea.store.check_invariants(None, tea.clock.now()) == ()


@pytest.mark.parametrize(
    ("rule", "buyer", "reason", "problem"),
    [
        ("no-such-rule", WHO, "sorry", Problem.NOT_FOUND),
        ("thanks-coupon", BuyerRequest(), "sorry", Problem.EMAIL_INVALID),
        ("thanks-coupon", WHO, "the mail needs an order", Problem.NOT_ISSUED),
        ("thanks-coupon", BuyerRequest(email="nonsense"), "sorry", Problem.EMAIL_INVALID),
        ("thanks-coupon", WHO, "  ", Problem.TEXT_INVALID),
    ],
)
async def test_what_cannot_be_issued_says_why(
    tea: Engine, rule: str, buyer: BuyerRequest, reason: str, problem: Problem
) -> None:
    outcome = await issue_coupon(tea, "tea", rule=rule, buyer=buyer, reason=reason, actor=TEST)
    assert isinstance(outcome, Rejection)
    assert outcome.problem is problem
    assert await ask.coupons(tea, "tea", Page(limit=5)) == ()


async def test_an_expired_coupon_lives_again_and_ends_again(tea: Engine) -> None:
    coupon = await earned(tea)
    pass_time(tea, timedelta(days=30))
    await drain(tea)
    [over] = await ask.coupons(tea, "tea", Page(limit=5))
    assert over.fact.state is CouponState.EXPIRED
    until = tea.clock.now() + timedelta(days=7)
    extended = await extend_coupon(
        tea, "tea", coupon.fact.id, until=until, reason="ill", actor=TEST, receipt=KEY
    )
    assert isinstance(extended, StoredCoupon)
    assert (extended.fact.state, extended.fact.valid_until) == (CouponState.ISSUED, until)
    again = await extend_coupon(
        tea, "tea", coupon.fact.id, until=until, reason="ill", actor=TEST, receipt=KEY
    )
    assert again == extended
    audit = await tea.store.audit_of("tea", coupon.fact.id, Page(limit=9))
    assert [entry.action for entry in audit] == ["coupon extended"]
    pass_time(tea, timedelta(days=7))
    await drain(tea)
    [over] = await ask.coupons(tea, "tea", Page(limit=5))
    assert over.fact.state is CouponState.EXPIRED
    assert (await kinds(tea, over))[-2:] == [LifeKind.EXTENDED, LifeKind.EXPIRED]
    assert await tea.store.check_invariants(None, tea.clock.now()) == ()


async def test_an_end_only_moves_later_and_never_for_what_is_gone(tea: Engine) -> None:
    coupon = await earned(tea)
    assert coupon.fact.valid_until is not None
    for days, problem in (
        (1, Problem.STATE_NOT_ALLOWED),
        (-1, Problem.TIME_INVALID),
        (400, Problem.TIME_INVALID),
    ):
        outcome = await extend_coupon(
            tea,
            "tea",
            coupon.fact.id,
            until=tea.clock.now() + timedelta(days=days),
            reason="x",
            actor=TEST,
        )
        assert isinstance(outcome, Rejection)
        assert outcome.problem is problem
    await revoke_coupon(tea, "tea", coupon.fact.id, reason="lost", actor=TEST)
    until = tea.clock.now() + timedelta(days=60)
    for outcome in (
        await extend_coupon(tea, "tea", coupon.fact.id, until=until, reason="x", actor=TEST),
        await resend_coupon(tea, "tea", coupon.fact.id, reason="x", actor=TEST),
    ):
        assert isinstance(outcome, Rejection)
        assert outcome.problem is Problem.STATE_NOT_ALLOWED
    unknown = await extend_coupon(tea, "tea", "c_none", until=until, reason="x", actor=TEST)
    assert isinstance(unknown, Rejection)
    assert unknown.problem is Problem.NOT_FOUND


async def test_a_coupon_is_mailed_again_with_the_same_code_once_per_key(tea: Engine) -> None:
    coupon = await earned(tea)
    pass_time(tea, timedelta(hours=2))
    for _ in range(2):
        sent = await resend_coupon(tea, "tea", coupon.fact.id, reason="deleted", actor=TEST, receipt=KEY)
        assert isinstance(sent, StoredCoupon)
    await drain(tea)
    mails = await kept_mails(tea, "tea", Page(limit=5))
    assert len(mails) == 2
    revealed = await reveal_code(tea, "tea", coupon.fact.id, actor=TEST)
    assert not isinstance(revealed, Rejection)
    assert all(revealed.code in mail.text for mail in mails)
    assert await kinds(tea, coupon) == [
        LifeKind.ISSUED,
        LifeKind.MAIL_QUEUED,
        LifeKind.MAILED,
        LifeKind.MAIL_QUEUED,
        LifeKind.MAILED,
        LifeKind.SENT_AGAIN,
        LifeKind.CODE_SHOWN,
    ]
    found = await coupon_by_code(tea, "tea", f" {revealed.code.lower()} ")
    assert found is not None
    assert found.fact.id == coupon.fact.id
    assert await coupon_by_code(tea, "tea", "00000000") is None


async def test_coupons_are_found_by_order_and_by_the_time_they_were_issued(tea: Engine) -> None:
    coupon = await earned(tea)
    at, second = coupon.fact.issued_at, timedelta(microseconds=1)
    page = Page(limit=5)
    assert await ask.coupons(tea, "tea", page, order_id="1001", since=at, until=at + second) == (coupon,)
    assert await ask.coupons(tea, "tea", page, order_id="1002") == ()
    assert await ask.coupons(tea, "tea", page, until=at) == ()
    assert await ask.coupons(tea, "tea", page, since=at + second) == ()
