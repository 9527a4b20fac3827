"""What events cause: issue, redemption, messages, timers, counters, figures."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TypeVar

import pytest

from engine.model.cart import ORDER_MOVES, OrderState
from engine.model.condition import Compare, Operator
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import (
    CountCustomerOrder,
    CountStat,
    ExpireCoupon,
    IssueCoupon,
    Metric,
    RecordGrant,
    RedeemCoupon,
    ReleaseHold,
    SaveOrder,
    SendMessage,
    StartTimer,
    UseCounter,
)
from engine.model.events import Event, OrderRecorded, RefusedCodes, TimerCame, TimerKind
from engine.model.facts import CounterKey, CouponState, CustomerFact, Facts
from engine.model.program import (
    Bearer,
    Budget,
    ChannelName,
    Limit,
    MessageClass,
    Opening,
    Scope,
    Send,
    ShopSettings,
    Status,
    Template,
    Validity,
    World,
)
from engine.model.quote import RefusalReason
from engine.runtime.decide import decide
from engine.runtime.prepare import Prepared
from engine.values.duration import Duration, Unit
from tests.runtime.make import (
    ALICE,
    ANY,
    ISSUED,
    MAY_20,
    THANKS,
    at,
    cart,
    coupon,
    only,
    paid,
    ready,
    sale,
    yen,
)

CODE = "12345678"
T = TypeVar("T")


def decided(shop: Prepared, event: Event, facts: Facts | None = None) -> Decision:
    found = decide(shop, event, facts or Facts())
    assert isinstance(found, Decision), found
    return found


def rejected(shop: Prepared, event: Event, facts: Facts | None = None) -> Rejection:
    found = decide(shop, event, facts or Facts())
    assert isinstance(found, Rejection)
    return found


def effects(shop: Prepared, event: Event, kind: type[T], facts: Facts | None = None) -> list[T]:
    return [one for one in decided(shop, event, facts).effects if isinstance(one, kind)]


def figures(shop: Prepared, event: Event, facts: Facts | None = None) -> dict[tuple[str, Metric], int]:
    return {(one.rule, one.metric): one.amount for one in effects(shop, event, CountStat, facts)}


@pytest.mark.requirement("S1.2", "S1.4", "S1.5", "S1.7", "S1.11", "S1.15", "S1.17", "D1.h")
def test_a_paid_trigger_product_issues_one_coupon_bound_to_the_buyer() -> None:
    [issued] = effects(ready(coupon()), paid(cart("A")), IssueCoupon)
    assert ("thanks", "1", ALICE, None, 1) == (
        issued.rule, issued.order_id, issued.owner_email, issued.owner_id, issued.uses,
    )  # fmt: skip
    assert (MAY_20, at("2026-06-04 00:00"), THANKS, False) == (
        issued.issued_at, issued.valid_until, issued.terms, issued.test,
    )  # fmt: skip


@pytest.mark.requirement("S1.5", "D1.e")
def test_a_retry_is_the_same_coupon_and_another_order_another() -> None:
    shop = ready(coupon())
    [first] = effects(shop, paid(cart("A")), IssueCoupon)
    [again] = effects(shop, paid(cart("A"), now=MAY_20 + timedelta(hours=1)), IssueCoupon)
    [other] = effects(shop, paid(cart("A"), order_id="2"), IssueCoupon)
    assert first.coupon_id == again.coupon_id != other.coupon_id


@pytest.mark.requirement("D1.e", "S1.2")
def test_several_trigger_lines_earn_one_coupon() -> None:
    assert 1 == len(effects(ready(coupon(bought=only("A", "B"))), paid(cart("A", "B", "A")), IssueCoupon))


@pytest.mark.requirement("S1.3", "S1.11")
@pytest.mark.parametrize(
    ("rule", "bought", "issued"),
    [
        (coupon(), ("B",), 0),
        (coupon(bought=only("A", "B"), all_of=True), ("A",), 0),
        (coupon(bought=only("A", "B"), all_of=True), ("B", "A"), 1),
        (coupon(status=Status.PAUSED), ("A",), 0),
        (coupon(world=World.SANDBOX), ("A",), 0),
        (
            coupon(condition=Compare(field="customer.orders", operator=Operator.UNDER, operands=(1,))),
            ("A",),
            0,
        ),
        (coupon(condition=Compare(field="order.note", operator=Operator.IS, operands=("gift",))), ("A",), 1),
        (
            coupon(
                condition=Compare(field="cart.discounted_total", operator=Operator.UNDER, operands=(1000,))
            ),
            ("A",),
            0,
        ),
    ],
)
def test_a_coupon_is_issued_when_its_rule_acts(rule, bought: tuple[str, ...], issued: int) -> None:  # type: ignore[no-untyped-def]
    facts = Facts(customer=CustomerFact(orders=1))
    assert issued == len(effects(ready(rule), paid(cart(*bought), note="gift"), IssueCoupon, facts))


def test_conditions_of_coupons_see_the_goods_after_discounts() -> None:
    under = Compare(field="cart.discounted_total", operator=Operator.UNDER, operands=(1000,))
    assert 1 == len(effects(ready(coupon(condition=under), sale()), paid(cart("A")), IssueCoupon))


@pytest.mark.requirement("S1.14", "V4")
def test_without_digits_nothing_is_issued_and_no_message_leaves() -> None:
    causes = decided(ready(coupon(digits=None)), paid(cart("A"))).effects
    assert not [one for one in causes if isinstance(one, IssueCoupon | SendMessage | StartTimer)]


@pytest.mark.requirement("S1.16", "V2")
def test_without_validity_a_coupon_never_ends_and_has_no_timer() -> None:
    shop = ready(coupon(validity=Validity()))
    assert [None] == [one.valid_until for one in effects(shop, paid(cart("A")), IssueCoupon)]
    assert [] == effects(shop, paid(cart("A")), StartTimer)


@pytest.mark.parametrize(
    ("validity", "until"),
    [
        (Validity(days=1), "2026-05-22 00:00"),
        (Validity(wait=Duration(count=36, unit=Unit.HOUR)), "2026-05-21 22:00"),
        (Validity(until=at("2026-07-01 00:00")), "2026-07-01 00:00"),
    ],
)
def test_the_end_of_a_coupon_is_a_timer_too(validity: Validity, until: str) -> None:
    shop = ready(coupon(validity=validity))
    [issued] = effects(shop, paid(cart("A")), IssueCoupon)
    [timer] = effects(shop, paid(cart("A")), StartTimer)
    assert at(until) == issued.valid_until == timer.due
    assert (TimerKind.COUPON_EXPIRY, issued.coupon_id) == (timer.kind, timer.subject)


def test_a_coupon_that_would_be_over_is_not_issued() -> None:
    assert [] == effects(ready(coupon(validity=Validity(until=MAY_20))), paid(cart("A")), IssueCoupon)


@pytest.mark.parametrize(
    ("bearer", "buyer", "owner"),
    [
        (Bearer.EMAIL, {}, (ALICE, None)),
        (Bearer.EMAIL, {"external_id": "m1"}, (ALICE, None)),
        (Bearer.CUSTOMER, {"external_id": "m1"}, (None, "m1")),
        (Bearer.CUSTOMER, {}, (ALICE, None)),
        (Bearer.ANYONE, {}, (None, None)),
        (Bearer.ANYONE, {"email": None}, (None, None)),
        (Bearer.EMAIL, {"email": None, "external_id": "m1"}, None),
    ],
)
def test_a_coupon_belongs_to_whom_its_rule_says(
    bearer: Bearer, buyer: dict[str, str | None], owner: tuple[str | None, str | None] | None
) -> None:
    shop = ready(coupon(terms=replace(THANKS, bearer=bearer)))
    issued = effects(shop, paid(cart("A", **buyer)), IssueCoupon)  # type: ignore[arg-type]
    assert ([] if owner is None else [owner]) == [(one.owner_email, one.owner_id) for one in issued]


@pytest.mark.requirement("S1.6")
def test_the_coupon_mail_is_queued_once_and_not_sent_after_the_end() -> None:
    [message] = effects(ready(coupon()), paid(cart("A")), SendMessage)
    [issued] = effects(ready(coupon()), paid(cart("A")), IssueCoupon)
    assert (ALICE, "thanks", ChannelName.EMAIL, MAY_20) == (
        message.recipient, message.template, message.channel, message.due,
    )  # fmt: skip
    assert (issued.coupon_id, "1", issued.valid_until) == (
        message.coupon_id,
        message.order_id,
        message.send_before,
    )


def test_every_message_of_a_coupon_has_its_own_key() -> None:
    mail = Send(channel=ChannelName.EMAIL, template="thanks")
    later = replace(mail, after=Duration(count=3, unit=Unit.DAY), at=time(10))
    other = replace(mail, template="other")
    sms = replace(mail, channel=ChannelName.SMS)
    shop = ready(coupon(sends=(mail, later, other, sms)))
    messages = effects(shop, paid(cart("A", phone="+819012345678")), SendMessage)
    assert 4 == len({one.dedupe_key for one in messages})
    assert [ALICE, ALICE, ALICE, "+819012345678"] == [one.recipient for one in messages]
    assert at("2026-05-23 10:00") == messages[1].due
    assert 3 == len(effects(shop, paid(cart("A")), SendMessage))


def template(locale: str, kind: MessageClass = MessageClass.ESSENTIAL) -> dict[tuple[str, str], Template]:
    made = Template(name="thanks", locale=locale, category="coupon", subject="", text="", message_class=kind)
    return {("thanks", locale): made}


def test_a_message_keeps_the_buyers_locale_for_whoever_writes_it() -> None:
    bought = cart("A")
    bought = replace(bought, buyer=replace(bought.buyer, locale="ja-JP"))
    assert ["ja-JP"] == [one.locale for one in effects(ready(coupon()), paid(bought), SendMessage)]


@pytest.mark.parametrize("kind", list(MessageClass))
def test_advertising_waits_for_the_end_of_quiet_hours(kind: MessageClass) -> None:
    quiet = ShopSettings(quiet_from=time(21), quiet_to=time(8))
    shop = ready(coupon(), settings=quiet, templates=template("ja", kind))
    night = at("2026-05-20 23:00")
    [message] = effects(shop, paid(cart("A"), now=night), SendMessage)
    assert (kind, at("2026-05-21 08:00") if kind is MessageClass.ADVERTISING else night) == (
        message.message_class, message.due,
    )  # fmt: skip


@pytest.mark.requirement("S1.7", "S1.18", "S1.41")
def test_a_coupon_in_a_paid_order_is_redeemed_with_its_owner() -> None:
    shop = ready(coupon())
    event = paid(cart("B", codes=(CODE,), token="t1"))
    [redeemed] = effects(shop, event, RedeemCoupon, Facts(coupons={CODE: ISSUED}))
    assert ("c1", "thanks", "1", "t1", ALICE, None, 500) == (
        redeemed.coupon_id, redeemed.rule, redeemed.order_id, redeemed.cart_token, redeemed.owner_email,
        redeemed.owner_id, redeemed.amount,
    )  # fmt: skip


def test_a_coupon_for_anyone_is_redeemed_without_an_owner() -> None:
    open_to_all = replace(ISSUED, terms=replace(THANKS, bearer=Bearer.ANYONE))
    [redeemed] = effects(
        ready(), paid(cart("B", codes=(CODE,))), RedeemCoupon, Facts(coupons={CODE: open_to_all})
    )
    assert (None, None) == (redeemed.owner_email, redeemed.owner_id)


def test_a_sale_leaves_a_grant_with_its_code() -> None:
    shop = ready(sale("auto", stacking=ANY), sale("shared", codes=("WELCOME",), stacking=ANY))
    grants = effects(shop, paid(cart("B", codes=("WELCOME",))), RecordGrant)
    assert [("auto", None, 100), ("shared", "WELCOME", 100)] == [
        (one.rule, one.code, one.amount) for one in grants
    ]


def test_limits_and_budgets_are_used_by_what_was_granted() -> None:
    spring = Budget(
        name="spring", spend=10_000, spend_every=Duration(count=1, unit=Unit.MONTH), issue=Limit(count=50)
    )
    limit = Limit(count=1, scope=Scope.CUSTOMER, every=Duration(count=30, unit=Unit.DAY))
    shop = ready(
        sale(discount=yen(300), limits=(limit,), budget="spring", was=("old",)), budgets={"spring": spring}
    )
    old = CounterKey(area="limit", name="old", subject="customer:a@x.jp")
    facts = Facts(counters={old: 0})
    assert [
        UseCounter(
            key=CounterKey(area="limit", name="sale", subject="customer:a@x.jp"), amount=1, limit=1,
            window_ends=MAY_20 + timedelta(days=30),
        ),
        UseCounter(
            key=CounterKey(area="budget", name="spring", subject="spend"), amount=300, limit=10_000,
            window_ends=at("2026-06-01 00:00"),
        ),
        UseCounter(
            key=CounterKey(area="budget", name="spring", subject="issue:shop"), amount=1, limit=50, window_ends=None
        ),
    ] == effects(shop, paid(cart("B")), UseCounter, facts)  # fmt: skip


def test_a_counter_that_two_rules_use_is_used_once_with_the_sum() -> None:
    spring = Budget(name="spring", spend=10_000)
    rules = [sale(name, yen(300), budget="spring", stacking=ANY) for name in ("a", "b")]
    [used] = effects(ready(*rules, budgets={"spring": spring}), paid(cart("B")), UseCounter)
    assert 600 == used.amount


def test_what_a_former_name_used_up_is_off_the_limit_of_the_write() -> None:
    shop = ready(coupon(limits=(Limit(count=3),), was=("old",)))
    facts = Facts(counters={CounterKey(area="limit", name="old", subject="shop"): 2})
    assert [1] == [one.limit for one in effects(shop, paid(cart("A")), UseCounter, facts)]


@pytest.mark.parametrize(
    ("used", "metric"),
    [(0, Metric.ISSUED), (1, Metric.LIMITED)],
)
@pytest.mark.requirement("D1.e")
def test_a_limit_of_coupons_per_customer_stops_the_issue(used: int, metric: Metric) -> None:
    shop = ready(coupon(limits=(Limit(count=1, scope=Scope.CUSTOMER),)))
    facts = Facts(counters={CounterKey(area="limit", name="thanks", subject="customer:a@x.jp"): used})
    assert {("thanks", Metric.MATCHED): 1, ("thanks", metric): 1} == figures(shop, paid(cart("A")), facts)


def test_coupons_are_no_longer_promised_when_their_budget_is_spent() -> None:
    shop = ready(coupon(budget="spring"), budgets={"spring": Budget(name="spring", spend=1000)})
    spent = CounterKey(area="budget", name="spring", subject="spend")
    assert 1 == len(effects(shop, paid(cart("A")), IssueCoupon, Facts(counters={spent: 999})))
    assert 0 == len(effects(shop, paid(cart("A")), IssueCoupon, Facts(counters={spent: 1000})))


def test_coupons_of_one_order_share_the_rest_of_a_budget() -> None:
    budget = {"spring": Budget(name="spring", issue=Limit(count=1))}
    shop = ready(coupon("a", budget="spring"), coupon("b", budget="spring"), budgets=budget)
    assert ["a"] == [one.rule for one in effects(shop, paid(cart("A")), IssueCoupon)]


def test_an_unknown_buyer_cannot_use_a_limit_per_customer() -> None:
    terms = replace(THANKS, bearer=Bearer.ANYONE)
    limited = coupon(terms=terms, limits=(Limit(count=1, scope=Scope.CUSTOMER),))
    assert [] == effects(ready(limited), paid(cart("A", email=None)), IssueCoupon)


def test_figures_are_counted_per_rule_on_the_shops_day() -> None:
    shop = ready(sale("auto", yen(100)), sale("lost", yen(50)), coupon())
    late = at("2026-05-21 00:30")  # still 20 May in UTC
    assert {date(2026, 5, 21)} == {one.day for one in effects(shop, paid(cart("A"), now=late), CountStat)}
    assert {
        ("auto", Metric.MATCHED): 1,
        ("auto", Metric.REDEEMED): 1,
        ("auto", Metric.DISCOUNT_AMOUNT): 100,
        ("auto", Metric.REVENUE_AMOUNT): 900,
        ("lost", Metric.MATCHED): 1,
        ("thanks", Metric.MATCHED): 1,
        ("thanks", Metric.ISSUED): 1,
    } == figures(shop, paid(cart("A")))


def test_a_sale_at_its_limit_is_counted_as_limited() -> None:
    shop = ready(sale(limits=(Limit(count=1),)))
    facts = Facts(counters={CounterKey(area="limit", name="sale", subject="shop"): 1})
    assert {("sale", Metric.MATCHED): 1, ("sale", Metric.LIMITED): 1} == figures(shop, paid(cart("A")), facts)


def test_a_paid_order_becomes_part_of_the_buyers_history() -> None:
    [counted] = effects(ready(sale()), paid(cart("A", external_id="m1")), CountCustomerOrder)
    assert (ALICE, "m1", 900, MAY_20) == (counted.email, counted.external_id, counted.total, counted.at)
    assert [] == effects(ready(), paid(cart("A", email=None)), CountCustomerOrder)


@pytest.mark.requirement("S1.38", "S1.40")
def test_a_test_order_goes_the_whole_way_but_counts_nowhere() -> None:
    limits = (Limit(count=1),)
    shop = ready(sale(limits=limits), coupon(limits=limits, world=World.SANDBOX))
    causes = decided(shop, paid(cart("A", test=True))).effects
    kinds = {type(one) for one in causes}
    assert {SaveOrder, RecordGrant, IssueCoupon, StartTimer, SendMessage} == kinds
    assert [True, True] == [one.test for one in causes if isinstance(one, IssueCoupon | SendMessage)]


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.FAILED, OrderState.CANCELLED])
def test_an_order_that_is_not_paid_is_only_saved(state: OrderState) -> None:
    decision = decided(ready(sale(), coupon()), paid(cart("A"), state=state))
    assert [SaveOrder(order=paid(cart("A"), state=state).order, quote=decision.quote)] == list(
        decision.effects
    )
    assert decision.quote is not None
    assert 900 == decision.quote.total


def stored(event: OrderRecorded, state: OrderState) -> Facts:
    return Facts(orders={event.order.id: replace(event.order, state=state)})


def test_a_pending_order_that_is_paid_causes_everything() -> None:
    event = paid(cart("A"))
    causes = decided(ready(coupon()), event, stored(event, OrderState.PENDING)).effects
    assert {SaveOrder, IssueCoupon} <= {type(one) for one in causes}


@pytest.mark.parametrize("state", [OrderState.PARTLY_REFUNDED, OrderState.REFUNDED])
def test_a_refund_moves_the_order_and_keeps_its_price(state: OrderState) -> None:
    event = paid(cart("A"), state=state)
    assert (SaveOrder(order=event.order, quote=None),) == decided(
        ready(sale()), event, stored(event, OrderState.PAID)
    ).effects


@pytest.mark.parametrize("state", list(OrderState))
def test_the_same_order_in_the_same_state_causes_nothing(state: OrderState) -> None:
    event = paid(cart("A", codes=(CODE,)), state=state)
    again = replace(event, order=replace(event.order, note="seen", placed_at=MAY_20 + timedelta(1)))
    assert () == decided(ready(coupon()), again, stored(event, state)).effects


@pytest.mark.parametrize("before", [None, *OrderState])
@pytest.mark.parametrize("after", list(OrderState))
def test_orders_move_only_along_the_graph(before: OrderState | None, after: OrderState) -> None:
    event = paid(cart("A"), state=after)
    found = decide(ready(), event, Facts() if before is None else stored(event, before))
    refunds = {OrderState.PARTLY_REFUNDED, OrderState.REFUNDED}
    allowed = after not in refunds if before is None else after is before or after in ORDER_MOVES[before]
    if allowed:
        assert isinstance(found, Decision)
    else:
        assert isinstance(found, Rejection)
        assert (Problem.STATE_NOT_ALLOWED, ("state",)) == (found.problem, found.path)


@pytest.mark.parametrize(
    "change",
    [
        {"cart": cart("B")},
        {"cart": cart("A", email="b@x.jp")},
        {"cart": cart("A", shipping=1)},
        {"cart": cart("A", codes=(CODE,))},
        {"cart": cart("A", quantity=2)},
        {"stated_total": 999},
    ],
)
def test_other_content_under_a_known_order_id_is_refused(change: dict[str, object]) -> None:
    event = paid(cart("A"), stated_total=1000)
    changed = replace(event, order=replace(event.order, **change))  # type: ignore[arg-type]
    found = rejected(ready(), changed, stored(event, OrderState.PAID))
    assert (Problem.ORDER_CHANGED, ("id",), (("id", "1"),)) == (found.problem, found.path, found.args)


@pytest.mark.requirement("S1.8")
@pytest.mark.parametrize("state", [OrderState.PAID, OrderState.PENDING])
def test_a_code_that_does_not_apply_refuses_the_order_with_its_price(state: OrderState) -> None:
    found = rejected(ready(), paid(cart("A", codes=(CODE,)), state=state))
    assert (Problem.CODE_REFUSED, ("cart", "codes")) == (found.problem, found.path)
    assert ((CODE, "unknown_code"),) == found.args
    assert found.quote is not None
    assert 1000 == found.quote.total


def test_an_order_may_be_recorded_without_its_refused_codes() -> None:
    event = replace(paid(cart("A", codes=(CODE,)), stated_total=500), refused_codes=RefusedCodes.RECORD)
    decision = decided(ready(coupon()), event)
    assert decision.quote is not None
    assert [RefusalReason.UNKNOWN_CODE] == [one.reason for one in decision.quote.refusals]
    assert [500] == [one.total for one in decision.effects if isinstance(one, CountCustomerOrder)]


def test_totals_that_do_not_add_up_are_refused_with_both_figures() -> None:
    found = rejected(ready(sale()), paid(cart("A"), stated_total=1000))
    assert (Problem.TOTALS_DO_NOT_ADD_UP, ("stated_total",)) == (found.problem, found.path)
    assert (("stated", "1000"), ("computed", "900")) == found.args
    assert 900 == decided(ready(sale()), paid(cart("A"), stated_total=900)).quote.total  # type: ignore[union-attr]


def test_an_order_with_an_unknown_product_is_refused() -> None:
    bought = cart("A")
    bought = replace(bought, lines=(replace(bought.lines[0], sku="X"),))
    found = rejected(ready(), paid(bought))
    assert (Problem.UNKNOWN_PRODUCT, ("cart", "lines", "0", "sku")) == (found.problem, found.path)


def timer(kind: TimerKind, subject: str = "c1", now=MAY_20) -> TimerCame:  # type: ignore[no-untyped-def]
    return TimerCame(id="t", at=now, kind=kind, subject=subject)


@pytest.mark.requirement("S1.15")
@pytest.mark.parametrize(
    ("change", "expires"),
    [
        ({"valid_until": MAY_20}, True),
        ({"valid_until": MAY_20 + timedelta(microseconds=1)}, False),
        ({"valid_until": None}, False),
        ({"valid_until": MAY_20, "state": CouponState.USED_UP}, False),
        ({"valid_until": MAY_20, "state": CouponState.REVOKED}, False),
    ],
)
def test_the_timer_expires_a_coupon_that_is_past_its_end(change: dict[str, object], expires: bool) -> None:
    facts = Facts(coupons_by_id={"c1": replace(ISSUED, **change)})  # type: ignore[arg-type]
    causes = decided(ready(coupon("new", was=("thanks",))), timer(TimerKind.COUPON_EXPIRY), facts).effects
    stat = CountStat(rule="new", day=date(2026, 5, 20), metric=Metric.EXPIRED, amount=1)
    assert ((ExpireCoupon(coupon_id="c1"), stat) if expires else ()) == causes


def test_a_test_coupon_expires_without_a_figure() -> None:
    facts = Facts(coupons_by_id={"c1": replace(ISSUED, valid_until=MAY_20, test=True)})
    assert (ExpireCoupon(coupon_id="c1"),) == decided(ready(), timer(TimerKind.COUPON_EXPIRY), facts).effects
    assert () == decided(ready(), timer(TimerKind.COUPON_EXPIRY)).effects


def test_the_timer_of_a_hold_releases_it() -> None:
    assert (ReleaseHold(hold_id="h1"),) == decided(ready(), timer(TimerKind.HOLD_EXPIRY, "h1")).effects


def test_every_decision_names_its_revision() -> None:
    assert (
        1
        == decided(ready(), paid(cart("A"))).revision
        == decided(ready(), timer(TimerKind.HOLD_EXPIRY)).revision
    )


def test_an_opening_keeps_a_coupon_rule_quiet_outside_of_it() -> None:
    monday = Opening(weekdays=frozenset({1}))
    closed = coupon(window=replace(coupon().window, openings=(monday,)))
    assert [] == effects(ready(closed), paid(cart("A")), IssueCoupon)
    assert 1 == len(effects(ready(closed), paid(cart("A"), now=at("2026-05-25 10:00")), IssueCoupon))
