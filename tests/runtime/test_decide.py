"""What events cause: redemption, counters, figures, moves of orders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.model.cart import ORDER_MOVES, OrderState
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import (
    CountCustomerOrder,
    CountStat,
    ExpireCoupon,
    IssueCoupon,
    Metric,
    RecordGrant,
    RecordRefund,
    RedeemCoupon,
    ReleaseHold,
    SaveCart,
    SaveOrder,
    SendMessage,
    StartTimer,
    UseCounter,
)
from engine.model.events import OrderRecorded, RefusedCodes, TimerCame, TimerKind
from engine.model.facts import ChargedOrder, CounterKey, CouponState, Facts
from engine.model.list_effects import EnrolReader
from engine.model.program import (
    Bearer,
    Budget,
    Limit,
    Opening,
    Scope,
    World,
)
from engine.model.quote import RefusalReason
from engine.model.saved_cart import CartState, CartStep
from engine.runtime.decide import decide
from engine.values.duration import Duration, Unit
from tests.runtime.deciding import decided, effects, figures, rejected
from tests.runtime.make import (
    ALICE,
    ANY,
    ISSUED,
    MAY_20,
    THANKS,
    at,
    cart,
    coupon,
    paid,
    ready,
    sale,
    yen,
)

CODE = "12345678"


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
    assert {SaveOrder, RecordGrant, IssueCoupon, StartTimer, SendMessage, EnrolReader} == kinds
    assert [True, True] == [one.test for one in causes if isinstance(one, IssueCoupon | SendMessage)]


@pytest.mark.requirement("S3.7", "V15")
def test_a_failed_order_is_saved_and_leaves_a_cart() -> None:
    decision = decided(ready(sale(), coupon()), paid(cart("A"), state=OrderState.FAILED))
    [saved, left] = decision.effects
    assert isinstance(saved, SaveOrder)
    assert isinstance(left, SaveCart)
    assert (left.cart.state, left.cart.left) == (CartState.ABANDONED, CartStep.CONFIRM)


@pytest.mark.parametrize("state", [OrderState.PENDING, OrderState.CANCELLED])
def test_an_order_that_is_not_paid_is_only_saved(state: OrderState) -> None:
    decision = decided(ready(sale(), coupon()), paid(cart("A"), state=state))
    assert [SaveOrder(order=paid(cart("A"), state=state).order, quote=decision.quote)] == list(
        decision.effects
    )
    assert decision.quote is not None
    assert 900 == decision.quote.total


def stored(event: OrderRecorded, state: OrderState) -> Facts:
    order = replace(event.order, state=state)
    bare = replace(event.order, state=OrderState.PAID, cart=replace(event.order.cart, codes=()))
    quote = decided(ready(), replace(event, order=bare), Facts()).quote
    assert quote is not None
    charged = ChargedOrder(order=order, quote=quote, charged_at=event.at)
    return Facts(orders={order.id: order}, charged={order.id: charged})


def test_a_pending_order_that_is_paid_causes_everything() -> None:
    event = paid(cart("A"))
    causes = decided(ready(coupon()), event, stored(event, OrderState.PENDING)).effects
    assert {SaveOrder, IssueCoupon} <= {type(one) for one in causes}


@pytest.mark.parametrize("state", [OrderState.PARTLY_REFUNDED, OrderState.REFUNDED])
def test_a_refund_moves_the_order_and_keeps_its_price(state: OrderState) -> None:
    event = paid(cart("A"), state=state)
    causes = decided(ready(sale()), event, stored(event, OrderState.PAID)).effects
    assert causes[0] == SaveOrder(order=event.order, quote=None)
    given_back = [one.refund.amount for one in causes if isinstance(one, RecordRefund)]
    assert given_back == ([1000] if state is OrderState.REFUNDED else [])


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
