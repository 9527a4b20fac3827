"""What is read before a decision: enough, and no more than the input asks for."""

import pytest

from engine.model.cart import OrderState
from engine.model.condition import Compare, Operator
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import (
    CartsNeed,
    CounterKey,
    CounterNeed,
    CouponByIdNeed,
    CouponNeed,
    CustomerNeed,
    Need,
    OrderNeed,
)
from engine.model.program import Budget, Limit, Scope, Status, Trigger, TriggerKind
from engine.runtime.cart_orders import ASSISTS_FOR
from engine.runtime.needs import needs, quote_needs
from tests.runtime.make import ALICE, MAY_20, cart, coupon, only, paid, ready, sale

HISTORY = Compare(field="customer.orders", operator=Operator.AT_LEAST, operands=(1,))
LIMITED = (Limit(count=1, scope=Scope.CUSTOMER),)
CUSTOMER = CustomerNeed(email=ALICE, external_id=None)
CARTS = CartsNeed(token="order:1", email=ALICE, clicked_since=MAY_20 - ASSISTS_FOR)


def limit_of(name: str) -> CounterNeed:
    return CounterNeed(key=CounterKey(area="limit", name=name, subject="customer:a@x.jp"))


def spend_of(name: str) -> CounterNeed:
    return CounterNeed(key=CounterKey(area="budget", name=name, subject="spend"))


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (sale(), set()),
        (sale(condition=HISTORY), {CUSTOMER}),
        (sale(condition=HISTORY, trigger=Trigger(kind=TriggerKind.ORDER_PAID, selector=only("B"))), set()),
        (sale(condition=HISTORY, limits=LIMITED), {CUSTOMER, limit_of("sale")}),
        (sale(limits=LIMITED, was=("old",)), {limit_of("sale"), limit_of("old")}),
        (sale(limits=LIMITED, status=Status.PAUSED), set()),
        (sale(budget="spring"), {spend_of("spring")}),
        (sale(budget="none"), set()),
        (sale(codes=("WELCOME",), limits=LIMITED), set()),
        (coupon(condition=HISTORY, limits=LIMITED), set()),
    ],
)
def test_a_quote_reads_what_the_sales_that_may_act_ask_for(rule, wanted: set[Need]) -> None:  # type: ignore[no-untyped-def]
    shop = ready(rule, budgets={"spring": Budget(name="spring", spend=10)})
    assert wanted == set(quote_needs(shop, cart("A"), MAY_20))


def test_codes_are_looked_up_unless_they_are_shared_and_live() -> None:
    shop = ready(
        sale("live", codes=("LIVE",), limits=LIMITED, condition=HISTORY),
        sale("paused", codes=("PAUSED",), status=Status.PAUSED),
        coupon(budget="spring"),
        budgets={"spring": Budget(name="spring", spend=10)},
    )
    assert {CUSTOMER, limit_of("live")} == set(quote_needs(shop, cart("A", codes=("LIVE",)), MAY_20))
    found = quote_needs(shop, cart("A", codes=("PAUSED", "X"), token="t"), MAY_20)
    codes = [CouponNeed(code="PAUSED", cart_token="t"), CouponNeed(code="X", cart_token="t")]
    assert {*codes, spend_of("spring")} == set(found)


def test_a_paid_order_reads_the_stored_order_and_what_its_coupons_ask_for() -> None:
    shop = ready(
        sale(condition=HISTORY), coupon(limits=LIMITED), coupon("other", bought=only("B"), limits=LIMITED)
    )
    assert (OrderNeed(order_id="1"), CARTS, CUSTOMER, limit_of("thanks")) == needs(shop, paid(cart("A")))
    pending = paid(cart("A"), state=OrderState.PENDING)
    assert (OrderNeed(order_id="1"), CARTS, CUSTOMER) == needs(shop, pending)


def test_a_test_order_reads_no_counter() -> None:
    shop = ready(sale(limits=LIMITED, condition=HISTORY), coupon(limits=LIMITED))
    assert (OrderNeed(order_id="1"), CARTS, CUSTOMER) == needs(shop, paid(cart("A", test=True)))


def test_a_stranger_has_no_history_to_read() -> None:
    assert () == quote_needs(ready(sale(condition=HISTORY, limits=LIMITED)), cart("A", email=None), MAY_20)


def test_nothing_is_asked_for_twice() -> None:
    shop = ready(
        sale("a", condition=HISTORY, budget="spring"),
        sale("b", condition=HISTORY, budget="spring"),
        coupon(condition=HISTORY, budget="spring"),
        budgets={"spring": Budget(name="spring", spend=10, issue=Limit(count=1))},
    )
    found = needs(shop, paid(cart("A", codes=("X",))))
    assert len(found) == len(set(found))


def test_timers_read_their_coupon_or_nothing() -> None:
    expiry = TimerCame(id="t", at=MAY_20, kind=TimerKind.COUPON_EXPIRY, subject="c1")
    assert (CouponByIdNeed(coupon_id="c1"),) == needs(ready(), expiry)
    assert () == needs(ready(), TimerCame(id="t", at=MAY_20, kind=TimerKind.HOLD_EXPIRY, subject="h1"))


def test_a_cart_that_will_be_refused_can_be_asked_about() -> None:
    assert () == quote_needs(ready(sale()), cart(), MAY_20)
