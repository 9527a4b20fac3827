"""Coupons that orders earn, their messages and timers."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from engine.model.condition import Compare, Operator
from engine.model.effects import (
    IssueCoupon,
    SendMessage,
    StartTimer,
)
from engine.model.events import TimerKind
from engine.model.facts import CustomerFact, Facts
from engine.model.program import (
    Bearer,
    ChannelName,
    MessageClass,
    Send,
    ShopSettings,
    Status,
    Template,
    Validity,
    World,
)
from engine.values.duration import Duration, Unit
from tests.runtime.deciding import decided, effects
from tests.runtime.make import (
    ALICE,
    MAY_20,
    THANKS,
    at,
    cart,
    coupon,
    only,
    paid,
    ready,
    sale,
)


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
    assert (issued.coupon_id, "1") == (message.coupon_id, message.order_id)
    assert issued.valid_until is not None
    assert issued.valid_until - timedelta(hours=24) == message.send_before


@pytest.mark.parametrize(
    ("validity", "left"),
    [
        (Validity(days=14), timedelta(hours=24)),
        (Validity(days=1), timedelta(hours=19)),  # issued at 10:00: of use for 38 hours
        (Validity(wait=Duration(count=24, unit=Unit.HOUR)), timedelta(hours=12)),
        (Validity(wait=Duration(count=30, unit=Unit.MINUTE)), timedelta(minutes=15)),
        (Validity(), None),
    ],
)
def test_whoever_gets_a_coupon_mail_has_time_to_use_it_and_short_coupons_are_mailed_too(
    validity: Validity, left: timedelta | None
) -> None:
    shop = ready(coupon(validity=validity))
    [message] = effects(shop, paid(cart("A")), SendMessage)
    [issued] = effects(shop, paid(cart("A")), IssueCoupon)
    if left is None:
        assert (issued.valid_until, message.send_before) == (None, None)
        return
    assert issued.valid_until is not None
    assert message.send_before == issued.valid_until - left
    assert message.send_before > message.due


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
