"""What `stop when …` and `leave when …` lines name ends the messages, in every store (A11, D2.c)."""

from datetime import timedelta

import pytest

from engine.model.answers import Published
from engine.model.cart import OrderState
from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page as CartPage
from engine.model.reader import EnrolmentState, ReadersWanted
from engine.model.records import MessageState, Page, SourceFile
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import BuyerRequest, CustomerRequest, RefundRequest
from engine.model.saved_cart import CartStep
from engine.service.cancel_contract import cancel_contract
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.record_customer import record_customer
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from engine.service.save_cart import save_cart
from tests.service.shop import TEST, buy, cart, drain, order
from tests.service.test_leave_subscribers import open_list_shop, subscribe

ALL = Page(limit=100)
BUYER = BuyerRequest(email="a@x.jp", locale="ja")
SHOP = """otoku 1
shop {
  quiet from 21:00 to 08:00
  sender email "shop@example.com"
  legal {
    name "X"
    address "Y"
    contact "s@example.com"
  }
}
"""
REMINDER = """reminder "left" {
  when form abandoned
  after 2 hours
  needs consent
  STOP
  link form
  send email "form"
}
"""
LETTER = (
    "category: remarketing\nclass: advertising\nsubject: x\n---\n{{ shop.legal.name }} {{ unsubscribe_url }}\n"
    "{{ cart.url }} {{ shop.legal.address }} {{ shop.legal.contact }}\n"
)


def pass_time(engine: Engine, hours: int) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(hours=hours))


async def publish_rules(engine: Engine, rules: str) -> None:
    files = (
        SourceFile(path="rules.otoku", text=SHOP + rules),
        SourceFile(path="templates/form.ja.liquid", text=LETTER),
    )
    published = await publish(engine, "tea", files, expected=1, actor=TEST)
    assert isinstance(published, Published), published


async def leave_form(engine: Engine) -> None:
    request = CartSaveRequest(
        cart=cart("SAMPLE-1", buyer=BUYER, token="t"),
        step=CartStep.FORM,
        page=CartPage.LP,
        form_exit=True,
        consent="yes please",
    )
    answer = await save_cart(engine, "tea", request, reporter=Reporter(trusted=True), actor=TEST)
    assert not isinstance(answer, Rejection), answer


async def give_back(engine: Engine, sku: str) -> None:
    wish = RefundWish(lines=(RefundLine(sku=sku),))
    request = RefundRequest(order_id="1001", refund_id="r1", wish=wish)
    answer = await refund_order(engine, "tea", request, actor=TEST)
    assert not isinstance(answer, Rejection), answer


async def happen(engine: Engine, what: str) -> None:
    """Something of the buyer of order 1001, which has SAMPLE-1 and TEIKI-1 in it."""
    match what.split():
        case ["refund", sku]:
            await give_back(engine, sku)
        case ["reported"]:
            whole = order("1001", "SAMPLE-1", "SEMINAR-1", buyer=BUYER, state=OrderState.REFUNDED)
            answer = await record_order(engine, "tea", whole, actor=TEST)
            assert not isinstance(answer, Rejection), answer
        case ["join"]:
            member = CustomerRequest(buyer=BUYER, joined_at=engine.clock.now())
            assert not isinstance(await record_customer(engine, "tea", member, actor=TEST), Rejection)
        case _:
            (contract,) = await engine.store.contracts_of_orders("tea", ["1002"])
            assert not isinstance(
                await cancel_contract(engine, "tea", contract.id, "", actor=TEST), Rejection
            )


async def outcome(engine: Engine) -> list[tuple[MessageState, str]]:
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    return [(one.state, one.reason) for one in found if one.order.rule == "left"]


SENT = (MessageState.SENT, "")
STOPPED = (MessageState.SUPPRESSED, "stopped")


@pytest.mark.parametrize(
    ("stop", "what", "becomes"),
    [
        ("stop when refund approved", "refund SEMINAR-1", STOPPED),
        ("stop when refund approved", "reported", STOPPED),
        ('stop when refund approved with product "SAMPLE-1"', "refund SAMPLE-1", STOPPED),
        ('stop when refund approved with product "SAMPLE-1"', "refund SEMINAR-1", SENT),
        ("stop when customer joined", "join", STOPPED),
        ("stop when customer joined", "refund SAMPLE-1", SENT),
        ('stop when subscription cancelled with product "TEIKI-1"', "cancel", STOPPED),
        ('stop when subscription cancelled with product "SAMPLE-1"', "cancel", SENT),
        ("if cart.total over 0 JPY", "refund SAMPLE-1", SENT),
    ],
)
async def test_what_a_stop_line_names_stops_the_reminder_and_nothing_else_does(
    engine: Engine, stop: str, what: str, becomes: tuple[MessageState, str]
) -> None:
    await open_list_shop(engine)
    await publish_rules(engine, REMINDER.replace("STOP", stop))
    await buy(engine, "1001", "SAMPLE-1", "SEMINAR-1", buyer=BUYER)
    await subscribe(engine, "1002", "a@x.jp")
    pass_time(engine, 1)
    await leave_form(engine)
    pass_time(engine, 1)
    await happen(engine, what)
    pass_time(engine, 1)
    await drain(engine)
    (ended,) = await outcome(engine)
    assert (ended[0], ended[1] if becomes is STOPPED else "") == becomes
    assert await engine.store.check_invariants("tea", engine.clock.now()) == ()


@pytest.mark.parametrize(("sku", "becomes"), [("SAMPLE-1", "cancelled"), ("SEMINAR-1", "sent")])
async def test_a_reminder_that_waits_for_the_morning_is_called_off_by_what_happens_at_night(
    engine: Engine, sku: str, becomes: str
) -> None:
    await open_list_shop(engine)
    rule = REMINDER.replace("STOP", 'stop when refund approved with product "SAMPLE-1"')
    await publish_rules(engine, rule)
    await buy(engine, "1001", "SAMPLE-1", "SEMINAR-1", buyer=BUYER)
    pass_time(engine, 10)
    await leave_form(engine)
    pass_time(engine, 2)
    await drain(engine)
    assert await outcome(engine) == [(MessageState.DUE, "")]  # 22:00 in Tokyo
    await give_back(engine, sku)
    pass_time(engine, 10)
    await drain(engine)
    ((state, reason),) = await outcome(engine)
    assert (state.value, reason == "stopped") == (becomes, becomes == "cancelled")


async def test_whoever_comes_back_to_the_cart_after_it_is_reminded_again(engine: Engine) -> None:
    await open_list_shop(engine)
    await publish_rules(engine, REMINDER.replace("STOP", "stop when refund approved"))
    await buy(engine, "1001", "SAMPLE-1", "SEMINAR-1", buyer=BUYER)
    pass_time(engine, 1)
    await leave_form(engine)
    await give_back(engine, "SEMINAR-1")
    pass_time(engine, 1)
    await leave_form(engine)
    pass_time(engine, 2)
    await drain(engine)
    assert [state for state, _ in await outcome(engine)] == [MessageState.SENT]


async def test_a_guest_who_becomes_a_member_leaves_the_list_for_guests(engine: Engine) -> None:
    await open_list_shop(engine)
    await publish_rules(engine, 'list "guests" {\n  when order paid\n  leave when customer joined\n}\n')
    for number, email in (("1001", "a@x.jp"), ("1003", "b@x.jp")):
        await buy(engine, number, "SAMPLE-1", email=email)
    await happen(engine, "join")
    found = await engine.store.enrolments("tea", ALL, ReadersWanted(list="guests"))
    assert {one.email: one.state for one in found} == {
        "a@x.jp": EnrolmentState.LEFT,
        "b@x.jp": EnrolmentState.ACTIVE,
    }
