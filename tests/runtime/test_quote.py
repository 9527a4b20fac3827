"""What a cart costs: codes, coupons, the screens of payment."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from engine.model.cart import CartLine
from engine.model.condition import Compare, Operator
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState, Facts
from engine.model.program import (
    Bearer,
    GatewayShows,
    Opening,
    PercentOff,
    ShopSettings,
    Status,
    TargetsAt,
    Trigger,
    TriggerKind,
    Window,
    World,
)
from engine.model.quote import RefusalReason
from engine.runtime.quote import quote
from engine.values.money import LARGEST_AMOUNT, Rounding
from tests.runtime.make import (
    ANY,
    BOB,
    CATALOG,
    MAY_20,
    THANKS,
    TOKYO,
    at,
    cart,
    coupon,
    only,
    percent,
    ready,
    sale,
    yen,
)
from tests.runtime.pricing import CODE, priced, refusals, with_coupon


@pytest.mark.requirement("V10", "S4.54")
@pytest.mark.parametrize("rounding", [Rounding.DOWN, Rounding.HALF])
def test_ten_percent_off_356_yen_pays_320(rounding: Rounding) -> None:
    shop = ready(sale(discount=percent(10)), settings=ShopSettings(rounding=rounding))
    assert 320 == priced(shop, cart("D")).total


@pytest.mark.requirement("V22")
def test_thirty_five_percent_off_ten_awkward_lines_sums_exactly() -> None:
    prices = (333, 1, 999, 356, 7, 1234, 55, 10_001, 3, 77)
    lines = tuple(CartLine(sku="A", quantity=1, unit_price=price) for price in prices)
    found = priced(ready(sale(discount=percent(35))), replace(cart("A"), lines=lines))
    assert found.discount == sum(prices) - sum(prices) * 65 // 100
    assert found.discount == sum(line.discount for line in found.lines) == sum(found.adjustments[0].per_line)
    assert all(0 <= line.discount <= line.subtotal for line in found.lines)
    assert found.total == sum(line.total for line in found.lines)


@pytest.mark.requirement("S1.20", "S1.21", "D1.f")
def test_an_amount_is_taken_once_per_cart_and_never_more_than_the_targets_cost() -> None:
    assert 1500 == priced(ready(sale(discount=yen(500))), cart("A", quantity=2)).total
    found = priced(ready(sale(discount=yen(5000), targets=only("A"))), cart("A", "B"))
    assert (1000, 2000) == (found.discount, found.total)


@pytest.mark.requirement("S1.21")
def test_a_percentage_stops_at_its_cap() -> None:
    assert 150 == priced(ready(sale(discount=percent(50, cap=150))), cart("B")).discount


@pytest.mark.requirement("S1.7", "S1.8", "V6", "S1.41")
def test_a_coupon_serves_the_address_it_was_issued_to_and_nobody_else() -> None:
    shop = ready(coupon())
    mine = priced(shop, cart("B", codes=(CODE,)), with_coupon())
    assert (1500, "c1", CODE) == (mine.total, mine.adjustments[0].coupon_id, mine.adjustments[0].code)
    other = priced(shop, cart("B", codes=(CODE,), email=BOB), with_coupon())
    assert (2000, [(CODE, RefusalReason.NOT_YOURS)]) == (other.total, refusals(other))


@pytest.mark.requirement("S1.7")
def test_without_an_address_a_personal_code_says_so_before_anything_else() -> None:
    shop = ready(coupon())
    known = priced(shop, cart("B", codes=(CODE,), email=None), with_coupon())
    used_up = priced(shop, cart("B", codes=(CODE,), email=None), with_coupon(state=CouponState.USED_UP))
    unknown = priced(shop, cart("B", codes=(CODE,), email=None))
    wanted = [(CODE, RefusalReason.EMAIL_REQUIRED)]
    assert wanted == refusals(known) == refusals(used_up)
    # The truth; what a browser is told of it hides the difference (SEC5).
    assert [(CODE, RefusalReason.UNKNOWN_CODE)] == refusals(unknown)


def test_a_coupon_for_anyone_needs_no_address() -> None:
    terms = replace(THANKS, bearer=Bearer.ANYONE)
    assert 1500 == priced(ready(), cart("B", codes=(CODE,), email=None), with_coupon(terms=terms)).total


@pytest.mark.parametrize(
    ("owner_id", "external_id", "email", "reason"),
    [
        ("m1", "m1", BOB, None),
        ("m1", "m2", "a@x.jp", RefusalReason.NOT_YOURS),
        ("m1", None, "a@x.jp", RefusalReason.NOT_YOURS),
        (None, None, "a@x.jp", None),
        (None, "m1", None, RefusalReason.EMAIL_REQUIRED),
    ],
)
def test_a_coupon_for_a_customer_goes_by_the_members_id_where_one_was_known(
    owner_id: str | None, external_id: str | None, email: str | None, reason: RefusalReason | None
) -> None:
    terms = replace(THANKS, bearer=Bearer.CUSTOMER)
    facts = with_coupon(terms=terms, owner_id=owner_id)
    found = priced(ready(), cart("B", codes=(CODE,), email=email, external_id=external_id), facts)
    assert ([] if reason is None else [(CODE, reason)]) == refusals(found)


@pytest.mark.requirement("S1.17", "S1.18", "S1.19", "V1", "V3")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valid_until": MAY_20}, RefusalReason.EXPIRED),
        ({"valid_until": MAY_20 + timedelta(microseconds=1)}, None),
        ({"state": CouponState.EXPIRED}, RefusalReason.EXPIRED),
        ({"state": CouponState.REVOKED}, RefusalReason.REVOKED),
        ({"state": CouponState.USED_UP, "used": 1}, RefusalReason.USED_UP),
        ({"uses": 0}, RefusalReason.LIMIT_ZERO),
        ({"uses": 2, "used": 1}, None),
        ({"uses": 2, "used": 2}, RefusalReason.USED_UP),
        ({"uses": 2, "used": 1, "held": 1}, RefusalReason.HELD),
        ({"held": 1}, RefusalReason.HELD),
        ({"held": 0, "own_hold": True}, None),
        ({"uses": None, "used": 99}, None),
        ({"issued_at": MAY_20 + timedelta(seconds=1)}, RefusalReason.NOT_STARTED),
        ({"test": True}, RefusalReason.TEST_ONLY),
    ],
)
def test_a_coupon_is_refused_for_a_stated_reason(
    change: dict[str, object], reason: RefusalReason | None
) -> None:
    found = priced(ready(coupon()), cart("B", codes=(CODE,)), with_coupon(**change))
    assert ([] if reason is None else [(CODE, reason)]) == refusals(found)


@pytest.mark.requirement("S1.38", "S1.39")
def test_a_test_order_takes_test_coupons_only() -> None:
    shop = ready(coupon())
    terms = replace(THANKS, targets=only("A"))
    tried = cart("A", codes=(CODE,), test=True)
    assert 500 == priced(shop, tried, with_coupon(test=True, terms=terms)).total
    assert [(CODE, RefusalReason.UNKNOWN_CODE)] == refusals(priced(shop, tried, with_coupon(terms=terms)))


@pytest.mark.requirement("S1.25", "S1.26", "S1.27", "S1.28", "S1.29", "S1.32", "V7")
@pytest.mark.parametrize(
    ("mode", "sku", "total"),
    [
        (TargetsAt.ISSUED, "B", 1500),
        (TargetsAt.ISSUED, "C", 3000),
        (TargetsAt.CURRENT, "B", 2000),
        (TargetsAt.CURRENT, "C", 2500),
    ],
)
def test_targets_count_as_issued_or_as_they_are_now(mode: TargetsAt, sku: str, total: int) -> None:
    now_for_c = coupon("renamed", terms=replace(THANKS, targets=only("C")), was=("thanks",))
    facts = with_coupon(terms=replace(THANKS, targets=only("B"), targets_at=mode))
    assert total == priced(ready(now_for_c), cart(sku, codes=(CODE,)), facts).total


@pytest.mark.requirement("S1.25")
def test_current_targets_stay_those_of_the_issue_when_the_rule_is_gone() -> None:
    facts = with_coupon(terms=replace(THANKS, targets_at=TargetsAt.CURRENT))
    assert 1500 == priced(ready(), cart("B", codes=(CODE,)), facts).total


@pytest.mark.requirement("S1.37")
def test_a_product_that_takes_no_coupon_discount_takes_sales_only() -> None:
    facts = with_coupon(terms=replace(THANKS, targets=only("GIFT")))
    assert [(CODE, RefusalReason.NO_TARGET_IN_CART)] == refusals(
        priced(ready(), cart("GIFT", codes=(CODE,)), facts)
    )
    assert 4900 == priced(ready(sale()), cart("GIFT")).total


@pytest.mark.requirement("S1.36")
def test_the_code_box_is_shown_when_a_product_of_the_cart_shows_it() -> None:
    assert priced(ready(), cart("A", "D")).coupon_entry
    found = priced(ready(), cart("D"))
    assert (False, False) == (found.coupon_entry, found.lines[0].coupon_entry)


@pytest.mark.requirement("S1.42", "S1.43", "S1.45")
def test_the_payment_screen_shows_the_price_before_a_coupon_and_after_a_shared_code() -> None:
    shop = ready(coupon(), sale("shared", yen(300), codes=("WELCOME",), stacking=ANY))
    by_coupon = priced(shop, cart("B", codes=(CODE,)), with_coupon())
    assert (1500, 2000) == (by_coupon.total, by_coupon.gateway_total)
    by_code = priced(shop, cart("B", codes=("WELCOME",)))
    assert (1700, 1700) == (by_code.total, by_code.gateway_total)
    both = replace(THANKS, stacking=ANY, gateway_shows=GatewayShows.PAYABLE)
    together = priced(shop, cart("B", codes=("WELCOME", CODE)), with_coupon(terms=both))
    assert (1200, 1200) == (together.total, together.gateway_total)


def test_sales_come_off_before_coupons_and_shipping_stays_its_own_line() -> None:
    terms = replace(THANKS, discount=percent(50), stacking=ANY)
    shop = ready(sale(discount=percent(50), stacking=ANY, priority=999))
    found = priced(shop, cart("B", codes=(CODE,), shipping=500), with_coupon(terms=terms))
    assert ["sale", "thanks"] == [one.rule for one in found.adjustments]
    assert (2000, 1500, 500, 1000) == (found.subtotal, found.discount, found.shipping, found.total)


@pytest.mark.requirement("S1.43")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"status": Status.PAUSED}, RefusalReason.RULE_NOT_LIVE),
        ({"status": Status.DRAFT}, RefusalReason.UNKNOWN_CODE),
        ({"window": Window(begins=MAY_20 + timedelta(1))}, RefusalReason.NOT_STARTED),
        ({"window": Window(ends=MAY_20)}, RefusalReason.EXPIRED),
        ({"window": Window(openings=(Opening(weekdays=frozenset({1})),))}, RefusalReason.CONDITION_NOT_MET),
        ({"world": World.SANDBOX}, RefusalReason.TEST_ONLY),
        ({"targets": only("C")}, RefusalReason.NO_TARGET_IN_CART),
        ({"discount": PercentOff(rate=Fraction(0))}, RefusalReason.NOTHING_TO_TAKE_OFF),
        ({"condition": Compare(field="cart.total", operator=Operator.OVER, operands=(2000,))},
         RefusalReason.CONDITION_NOT_MET),
        ({"trigger": Trigger(kind=TriggerKind.ORDER_PAID, selector=only("C"))}, RefusalReason.CONDITION_NOT_MET),
    ],
)  # fmt: skip
def test_a_shared_code_works_for_everybody_or_says_why_not(
    change: dict[str, object], reason: RefusalReason | None
) -> None:
    shop = ready(sale("shared", codes=("WELCOME", "HELLO"), **change))  # type: ignore[arg-type]
    for email in ("a@x.jp", BOB):
        found = priced(shop, cart("B", codes=("WELCOME",), email=email))
        assert ([] if reason is None else [("WELCOME", reason)]) == refusals(found)


def test_two_codes_of_one_sale_count_once() -> None:
    shop = ready(sale("shared", codes=("WELCOME", "HELLO"), stacking=ANY))
    found = priced(shop, cart("B", codes=("WELCOME", "HELLO", "WELCOME")))
    assert (1900, [("HELLO", RefusalReason.NOT_COMBINABLE)]) == (found.total, refusals(found))


def test_a_sale_with_a_code_does_nothing_by_itself() -> None:
    assert 2000 == priced(ready(sale(codes=("WELCOME",))), cart("B")).total


def test_a_live_code_goes_before_a_coupon_and_a_coupon_before_a_paused_code() -> None:
    assert (
        "shared"
        == priced(ready(sale("shared", codes=(CODE,))), cart("B", codes=(CODE,)), with_coupon())
        .adjustments[0]
        .rule
    )
    paused = ready(sale("shared", codes=(CODE,), status=Status.PAUSED))
    assert "thanks" == priced(paused, cart("B", codes=(CODE,)), with_coupon()).adjustments[0].rule


def test_a_code_that_asks_for_the_discounted_total_sees_what_automatic_sales_left() -> None:
    over = Compare(field="cart.discounted_total", operator=Operator.OVER, operands=(1900,))
    code = sale("shared", codes=("WELCOME",), condition=over, stacking=ANY)
    assert [] == refusals(priced(ready(code), cart("B", codes=("WELCOME",))))
    automatic = sale("auto", yen(100), stacking=ANY)
    found = priced(ready(code, automatic), cart("B", codes=("WELCOME",)))
    assert [("WELCOME", RefusalReason.CONDITION_NOT_MET)] == refusals(found)


def test_an_automatic_sale_without_targets_in_the_cart_is_no_news() -> None:
    assert () == priced(ready(sale(targets=only("C"))), cart("B")).refusals


@pytest.mark.parametrize(
    ("change", "problem", "path"),
    [
        ({"lines": ()}, Problem.EMPTY_CART, ("lines",)),
        ({"lines": (CartLine(sku="X", quantity=1, unit_price=1),)}, Problem.UNKNOWN_PRODUCT, ("lines", "0", "sku")),
        ({"lines": (CartLine(sku="A", quantity=0, unit_price=1),)}, Problem.QUANTITY_OUT_OF_RANGE,
         ("lines", "0", "quantity")),
        ({"lines": (CartLine(sku="A", quantity=-1, unit_price=1),)}, Problem.QUANTITY_OUT_OF_RANGE,
         ("lines", "0", "quantity")),
        ({"lines": (CartLine(sku="A", quantity=10_000, unit_price=1),)}, Problem.QUANTITY_OUT_OF_RANGE,
         ("lines", "0", "quantity")),
        ({"lines": (CartLine(sku="A", quantity=1, unit_price=-1),)}, Problem.PRICE_OUT_OF_RANGE,
         ("lines", "0", "unit_price")),
        ({"lines": (CartLine(sku="A", quantity=9_999, unit_price=LARGEST_AMOUNT),)}, Problem.PRICE_OUT_OF_RANGE,
         ("lines",)),
        ({"lines": (CartLine(sku="A", quantity=1, unit_price=1),) * 501}, Problem.TOO_MANY_LINES, ("lines",)),
        ({"shipping": -1}, Problem.PRICE_OUT_OF_RANGE, ("shipping",)),
        ({"shipping": LARGEST_AMOUNT}, Problem.PRICE_OUT_OF_RANGE, ("lines",)),
    ],
)  # fmt: skip
def test_a_cart_that_makes_no_sense_is_refused_with_its_place(
    change: dict[str, object], problem: Problem, path: tuple[str, ...]
) -> None:
    found = quote(ready(), replace(cart("A"), **change), Facts(), MAY_20)  # type: ignore[arg-type]
    assert isinstance(found, Rejection)
    assert (problem, path) == (found.problem, found.path)


@pytest.mark.requirement("S1.39")
def test_a_test_order_buys_only_products_of_the_sandbox() -> None:
    found = quote(ready(), cart("A", "B", test=True), Facts(), MAY_20)
    assert isinstance(found, Rejection)
    assert (Problem.NOT_IN_SANDBOX, ("lines", "1", "sku")) == (found.problem, found.path)


def test_the_instant_decides_in_shop_time() -> None:
    shop = ready(sale(window=Window(begins=at("2026-05-21 00:00"))))
    assert 2000 == priced(shop, cart("B"), now=at("2026-05-20 23:59:59")).total
    assert 1900 == priced(shop, cart("B"), now=at("2026-05-21 00:00")).total
    assert CATALOG.currency == priced(shop, cart("B")).currency
    assert "Asia/Tokyo" == str(TOKYO)
