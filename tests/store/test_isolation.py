"""No row of one shop is reachable from another (I32): every method is asked with the other shop's name."""

import inspect
import sys
from dataclasses import replace

import pytest

from engine.model.approval import ApprovalState
from engine.model.card import CardTerms
from engine.model.card_records import BalanceReport, CardWanted, CashOutReason
from engine.model.cart import OrderState
from engine.model.charge import Charge, TestCard
from engine.model.effects import CreateContract, CreateOffer, ExpireCoupon, Metric, RecordRefund, ReleaseHold
from engine.model.experiment_units import UnitNeed
from engine.model.facts import (
    ChargeNeed,
    CounterNeed,
    CouponByIdNeed,
    CouponNeed,
    CustomerNeed,
    Facts,
    Need,
    OrderNeed,
)
from engine.model.quote import RefusalReason
from engine.model.records import Actor, InboxMail, Receipt, StatRow, TokenRecord
from engine.model.refund import Refund, RefundWish
from engine.model.refused_use import RefusedAt, RefusedUse
from engine.model.review import Review, ReviewState
from engine.model.saga import SagaKind, SagaStep
from engine.model.saga_effects import StartSaga
from engine.model.sample import Sample
from engine.model.shop_profile import ShopProfile
from engine.store.port import Conflict, Store
from tests.store import test_isolation_of_messages
from tests.store.builders import (
    ALL,
    COUNTER,
    EMAIL,
    ME,
    NOW,
    OTHER,
    SHOP,
    after,
    bought,
    commit,
    coupon,
    expiry,
    grant,
    issue,
    lookup,
    quote,
    saved,
    send,
    stat,
    use,
    used_once,
)
from tests.store.gifts import give_card
from tests.store.people import member, session
from tests.store.test_approvals import ASKED
from tests.store.test_experiments import exposed
from tests.store.test_offers import contract, offer

KEY = Receipt(key="k", request_hash=b"r")
ACROSS_SHOPS = {
    *(
        "open",
        "close",
        "transaction",
        "check_invariants",
        "backlog",
        "shops",
        "add_shop",
        "fold_stats",
        "next_due",
        "database_now",
        "hurry_messages",
        "counted_guesses",
        "send_hints",
        "heed_hints",
    ),
    *("claim_timers", "settle_timer", "claim_messages", "hand_over", "settle_message"),
    *("claim_sagas", "postpone_saga", "running_erasures", "forget_personal"),
    *("add_job", "claim_job", "keep_step", "forget_jobs", "refresh_statistics"),
    *("add_webhook_endpoint", "due_webhooks", "settle_webhook", "forget_webhooks"),
    *(
        "token",
        "add_token",
        "token_used",
        "add_staff",
        "save_staff",
        "add_sign_in",
        "sign_in_link",
        "take_sign_in",
        "add_session",
        "session",
        "confirm_session",
        "end_session",
        "take_attempts",
    ),
}
"""Methods that name no shop, or create one, or carry it in what they are given."""

FIGURE = StatRow(rule="r", day=NOW.date(), metric=Metric.MATCHED, amount=1)
REFUND = Refund(
    id="r1",
    order_id="o1",
    number=1,
    at=NOW,
    wish=RefundWish(amount=0),
    units=(),
    amount=0,
    shipping=0,
    full=False,
)
REVIEW = Review(
    number=0, revision=1, base=None, fingerprint="f", note="", requested_by=ME.id, requested_at=NOW
)
REFUSED = RefusedUse(coupon_id="c1", at=NOW, where=RefusedAt.HOLD, reason=RefusalReason.HELD)
NOTHING = Sample(orders=(), coupons=(), redemptions=(), messages=(), mails=(), figures=(FIGURE,))


async def fill(store: Store) -> str:
    """Something in every table of SHOP; the id of a hold."""
    effects = (
        saved(priced=quote()),
        bought(external_id="u1"),
        issue(uses=2),
        grant("o1"),
        use(1, 5),
        send(),
        expiry(),
    )
    figures = (
        stat(Metric.ISSUED),
        stat(Metric.REDEEMED, rule="s"),
        stat(Metric.DISCOUNT_AMOUNT, 100, rule="s"),
    )
    await commit(store, *effects, *figures, receipt=KEY, answer=b"a", priced=quote())
    given_back = saved(state=OrderState.PARTLY_REFUNDED), RecordRefund(refund=REFUND)
    await commit(store, *given_back, event="refund")
    mail = InboxMail(
        id="i1", message_id="<m>", recipient=EMAIL, subject="s", text="t", html="h", headers={}, at=NOW
    )
    await store.keep_mail(SHOP, mail)
    token = TokenRecord(
        id="t1",
        shop=SHOP,
        kind="secret",
        name="n",
        scopes=frozenset(),
        origins=(),
        created_at=NOW,
        expires_at=None,
    )
    await store.add_token(token, b"hash", ME, NOW)
    await store.save_shop_profile(SHOP, "A", ShopProfile(review_required=True), ME, NOW)
    await store.add_review(SHOP, REVIEW, ME, NOW)
    await store.add_refused_uses(SHOP, [REFUSED])
    await store.add_staff(member(), ME, NOW)
    await store.add_session(b"session", session())
    return (await store.hold(SHOP, "c1", "cart", EMAIL, after(minutes=15), NOW)).id


@pytest.mark.parametrize("shop", [OTHER, "nobody", "", "shop-a%", "SHOP-A"])
async def test_another_shop_sees_nothing(store: Store, shop: str) -> None:
    await fill(store)
    needs: list[Need] = [
        CouponNeed(code="code-c1"),
        CouponByIdNeed(coupon_id="c1"),
        CustomerNeed(email=EMAIL, external_id="u1"),
        CounterNeed(key=COUNTER),
        OrderNeed(order_id="o1"),
        ChargeNeed(order_id="o1"),
    ]
    assert await store.load(shop, needs, [lookup("code-c1")], NOW) == Facts(counters={COUNTER: 0})
    seen = [
        await store.find_event(shop, "e1"),
        await store.receipt_answer(shop, KEY),
        await store.coupons(shop, ALL, rule=None, email=None, state=None),
        await store.coupons_by_id(shop, ["c1"]),
        await store.outstanding(shop, ["r"], NOW),
        await store.live_uses(shop, ["r"], NOW),
        await store.coupons_of_orders(shop, ["o1"]),
        await store.coupons_of_person(shop, EMAIL, None, NOW, 9),
        await store.redemptions(shop, ALL, rule=None, coupon_ids=None, order_id=None),
        await store.orders(shop, ALL, email=None),
        await store.orders_by_id(shop, ["o1"]),
        await store.refunds_of_orders(shop, ["o1"]),
        await store.messages(shop, ALL, state=None, order_id=None, coupon_id=None),
        await store.inbox(shop, ALL),
        await store.inbox_mail(shop, "i1"),
        await store.tokens(shop),
        await store.staff(shop),
        await store.has_sample(shop),
        (await store.shop_profile(shop)).review_required,
        await store.review(shop, 1),
        await store.reviews(shop, ALL),
        await store.refused_uses(shop, "c1"),
        await store.holds_of(shop, "c1", 5),
        await store.review_of(shop, None, "f"),
        await store.audit_of(shop, "c1", ALL) if shop != OTHER else (),
        await store.customers(shop, "", 10),
        await store.customers_by_key(shop, [EMAIL]),
        await store.sessions(shop, "s1", NOW),
        await store.end_session_of(shop, "s1", "id of session"),
        await store.stats(shop, None, NOW.date(), after(days=1).date(), None),
        *[await store.counts(shop, what) for what in ("coupons", "orders", "redemptions", "messages")],
    ]
    assert not any(seen), seen
    assert (await store.catalog(shop)).products == {}
    if shop != OTHER:
        assert await store.shop(shop) is None
        assert await store.revision(shop, 1) is None
        assert await store.newest_revision(shop) == 0
        assert () == await store.revisions(shop, ALL) == await store.audit(shop, ALL)


async def test_what_orders_got_off_in_another_shop_is_as_absent(store: Store) -> None:
    await fill(store)
    hours = after(days=-1), after(days=1)
    assert await store.given_by_hour(SHOP, None, *hours)
    assert await store.given_by_hour(OTHER, None, *hours) == ()


async def test_another_shop_changes_nothing(store: Store) -> None:
    hold = await fill(store)
    (message,) = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    before = await coupon(store)
    assert not await store.release(OTHER, hold, NOW)
    assert not await store.revoke_coupon(OTHER, "c1", "", ME, NOW)
    assert not await store.revoke_token(OTHER, "t1", ME, NOW)
    assert not await store.extend_coupon(OTHER, "c1", after(days=99), "", ME, NOW)
    assert not await store.resend_coupon(OTHER, message.order, 1, "", ME, NOW)
    assert await store.add_sample(SHOP, NOTHING, ME, NOW)
    assert not await store.remove_sample(OTHER, ME, NOW)
    assert await store.has_sample(SHOP)
    other = Actor(kind="staff", id="other")
    assert not await store.decide_review(OTHER, 1, ReviewState.APPROVED, "", other, NOW)
    assert not await store.resolve_message(OTHER, message.id, True, ME, NOW)
    with pytest.raises(Conflict):
        await store.hold(OTHER, "c1", "cart-2", None, after(minutes=15), NOW)
    with pytest.raises(Conflict):
        await commit(store, *used_once(), event="e2", shop=OTHER)
    ends = (ExpireCoupon(coupon_id="c1"), ReleaseHold(hold_id=hold))
    await commit(store, *ends, event="e3", shop=OTHER, now=after(days=99))
    await store.save_products(OTHER, [], ["A"], "USD", ME, NOW)
    assert await coupon(store) == before
    assert (await store.catalog(SHOP)).currency == "JPY"
    assert await store.check_invariants(None, NOW) == ()


async def test_gift_cards_of_another_shop_are_as_absent(store: Store) -> None:
    """What tests/store/test_cards.py asks of one shop, asked of the other."""
    card = await give_card(store, metadata=(("booking", "7"),), terms=CardTerms(pin=6))
    [credit] = await store.transfers(SHOP, ALL)
    reason = CashOutReason.CARD_DECLINED
    assert await store.cards(OTHER, ALL, CardWanted()) == ()
    assert await store.cards_by_id(OTHER, [card.id]) == ()
    assert await store.publications(OTHER, ["refunds"], ["source g1"]) == ()
    assert await store.transfers(OTHER, ALL) == ()
    assert await store.campaign_figures(OTHER, ["refunds"]) == ()
    assert await store.outstanding_cards(OTHER, NOW) == ()
    assert await store.card_metadata_counts(OTHER, "booking", None, 10) == ()
    assert not await store.enable_card(OTHER, card.id, False, "", ME, NOW)
    assert not await store.renew_card_pin(OTHER, card.id, "ab" * 32, 2, "", ME, NOW)
    assert not await store.reverse_credit(OTHER, credit.id, "", ME, NOW)
    assert await store.cash_out_card(OTHER, card.id, 5000, reason, "", ME, NOW) is None
    with pytest.raises(Conflict):
        await store.hold_card(OTHER, card.id, "cart", 1, None, None, after(minutes=15), NOW)
    hold = await store.hold_card(SHOP, card.id, "cart", 1, None, None, after(minutes=15), NOW)
    assert not await store.release_card(OTHER, hold.id, NOW)
    assert await store.release_card(SHOP, hold.id, NOW)
    made = await store.cash_out_card(SHOP, card.id, 5000, reason, "", ME, NOW)
    assert made is not None
    assert await store.cash_outs(OTHER, [card.id]) == ()
    assert not await store.confirm_cash_out(OTHER, made.id, "x", ME, NOW)
    report = BalanceReport(day=NOW.date(), at=after(days=-1), paid=0, free=0)
    assert await store.keep_balance_report(SHOP, report) == report
    assert await store.balance_reports(OTHER) == ()
    assert await store.check_invariants(None, NOW) == ()


async def test_offers_contracts_and_charges_of_another_shop_are_as_absent(store: Store) -> None:
    made, begun = offer(), contract()
    saga = StartSaga(
        saga_id="offer:f1", kind=SagaKind.OFFER, subject="f1", step=SagaStep.CHARGE, at=after(days=9)
    )
    effects = (CreateOffer(offer=made), CreateContract(contract=begun), saga)
    await commit(store, *effects, event="offer")
    charge = Charge(key="k", order_id="o1", amount=5, currency="JPY", at=NOW)
    await store.record_charge(SHOP, charge)
    await store.set_test_card(SHOP, "o1", TestCard.REFUSE)
    assert await store.offer_by_token(OTHER, made.token_hash) is None
    assert await store.offers_by_id(OTHER, [made.id]) == ()
    assert await store.offers_of_orders(OTHER, [made.order_id]) == ()
    assert await store.offers(OTHER, ALL) == ()
    assert await store.contracts_by_id(OTHER, [begun.id]) == ()
    assert await store.contracts_of_orders(OTHER, [begun.order_id]) == ()
    assert await store.contracts(OTHER, ALL) == ()
    assert await store.sagas_of(OTHER, ["f1"]) == ()
    assert await store.stuck_sagas(OTHER, after(days=99), 10) == ()
    assert not await store.hurry_saga(OTHER, "offer:f1", ME, NOW)
    assert await store.charges_of(OTHER, ["o1"]) == ()
    assert await store.test_card(OTHER, "o1") is TestCard.APPROVE
    refund = replace(charge, key="u", gives_back="k")
    returned, _ = await store.give_back_charge(OTHER, refund)
    assert returned.amount == 0
    assert await store.charges_of(SHOP, ["o1"]) == (charge,)


async def test_the_same_ids_live_side_by_side(store: Store) -> None:
    effects = (
        saved(priced=quote()),
        bought(),
        issue(),
        grant("o1"),
        use(1, 1),
        send(),
        expiry(),
        stat(Metric.MATCHED),
    )
    for shop in (SHOP, OTHER):
        stored = await commit(store, *effects, shop=shop, receipt=KEY, answer=shop.encode(), priced=quote())
        assert not stored.repeated
    for shop in (SHOP, OTHER):
        assert await store.receipt_answer(shop, KEY) == shop.encode()
        assert await store.counts(shop, "coupons") == 1
    assert len(await store.claim_timers(after(days=15), after(days=16), 10)) == 2
    assert len(await store.claim_messages(NOW, after(minutes=1), 10)) == 2


async def test_requests_to_move_money_of_another_shop_are_as_absent(store: Store) -> None:
    """What tests/store/test_approvals.py asks of one shop, asked of the other."""
    asked = await store.add_approval(SHOP, ASKED, ME, NOW)
    other = Actor(kind="staff", id="other")
    assert await store.approval(OTHER, asked.number) is None
    assert await store.approvals(OTHER, ALL) == ()
    assert not await store.decide_approval(OTHER, asked.number, approve=True, reason="", actor=other, now=NOW)
    assert await store.decide_approval(SHOP, asked.number, approve=True, reason="", actor=other, now=NOW)
    assert not await store.end_approval(OTHER, asked.number, ApprovalState.DONE, "", other, NOW)
    found = await store.approval(SHOP, asked.number)
    assert found is not None
    assert found.state is ApprovalState.APPROVED


async def test_experiments_of_another_shop_are_as_absent(store: Store) -> None:
    salt = await store.experiment_salt(SHOP, b"ours")
    await store.expose(SHOP, (exposed("u1"),))
    told = await store.arm_totals(SHOP, "depth")
    assert await store.experiment_salt(OTHER, b"theirs") != salt
    assert await store.exposed_experiments(OTHER) == ()
    assert await store.arm_totals(OTHER, "depth") == ()
    await store.sever_units(OTHER, {"u1": "gone"})
    await store.expose(OTHER, (exposed("u1", "B"),))
    assert await store.arm_totals(SHOP, "depth") == told
    assert (await store.load(SHOP, [UnitNeed(unit="u1")], (), NOW)).units["u1"].arm == "A"


def test_every_method_of_the_port_is_asked_here_or_names_no_shop() -> None:
    asked = "".join(inspect.getsource(part) for part in (sys.modules[__name__], test_isolation_of_messages))
    methods = {name for name, _ in inspect.getmembers(Store, inspect.isfunction) if not name.startswith("_")}
    with_shop = {name for name in methods if "shop" in inspect.signature(getattr(Store, name)).parameters}
    missing = {name for name in methods - ACROSS_SHOPS if f"store.{name}(" not in asked}
    assert missing <= {"commit", "make_live", "add_revision", "add_audit"}
    assert with_shop - ACROSS_SHOPS == methods - ACROSS_SHOPS
