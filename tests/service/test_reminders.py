"""Reminders on the real use cases: on and off, for whom, by which channel, under the law, with changing delays."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.dsl.compile import compile_files
from engine.dsl.forms.reminder_starters import REMINDER_STARTERS
from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.catalog import Catalog
from engine.model.decision import Problem, Rejection
from engine.model.messages import Page
from engine.model.program import ChannelName
from engine.model.records import MessageState, SourceFile
from engine.model.requests import BuyerRequest, CartRequest
from engine.model.saved_cart import CartStep, CartsWanted
from engine.service.save_cart import save_cart
from engine.values.money import LARGEST_AMOUNT
from engine.vocabulary.template_variables import CATEGORY_BY_NAME
from tests.conformance.world import ALL, SHOP, World
from tests.service.shop import TEST

TEMPLATES = (
    Path(__file__).resolve().parents[2] / "rules" / "examples" / "05-abandoned-carts-and-forms" / "templates"
)
CART = str(TEMPLATES / "cart-reminder.ja.liquid")
FORM = str(TEMPLATES / "form-reminder.ja.liquid")
BEGINNING = """otoku 1
shop {
  cart lifetime unlimited
  sender email "shop@example.com"
  sender sms "SHOP"
  legal {
    name "X"
    address "Y"
    contact "s@example.com"
  }
}
"""


def rule(*lines: str, name: str = "r", when: str = "confirm", hours: int = 1) -> str:
    said = "".join(f"  {line}\n" for line in lines or ('send email "cart-reminder"',))
    head = f'reminder "{name}" {{\n  when {when} abandoned\n  after {hours} hours\n'
    return f"{head}  rearm after 3 days\n  link cart\n{said}}}\n"


async def opened(rules: str, template: str = CART) -> World:
    world = World()
    await world.open(BEGINNING + rules, (), template)
    return world


async def leaves(world: World, email: str, **said: Any) -> None:
    await world.say_consent(email)
    await world.say_cart({"token": email, "email": email, "step": "confirm", **said})


async def sent(world: World) -> list[tuple[str, str]]:
    found = await world.store.messages(SHOP, ALL, state=MessageState.SENT, order_id=None, coupon_id=None)
    return sorted((one.order.channel, one.order.recipient) for one in found)


@pytest.mark.requirement("S3.3", "S3.9", "S3.10", "S3.37", "D3.a")
@pytest.mark.parametrize("status", ["paused", "draft"])
async def test_nothing_is_sent_until_a_rule_is_on_nor_while_it_is_off(status: str) -> None:
    world = await opened("")
    await leaves(world, "none@x.jp")
    await world.say_wait("1 day")
    await world.say_publish(BEGINNING + rule(f"status {status}", 'send email "cart-reminder"'))
    await leaves(world, "off@x.jp")
    await world.say_wait("1 day")
    assert await sent(world) == []
    await world.say_publish(BEGINNING + rule())
    await leaves(world, "on@x.jp")
    await world.say_wait("1 day")
    assert ("email", "on@x.jp") in await sent(world)


@pytest.mark.requirement("S3.13")
@pytest.mark.parametrize(
    ("audience", "reached"),
    [("members", ["m@x.jp"]), ("guests", ["g@x.jp"]), ("members, guests", ["g@x.jp", "m@x.jp"])],
)
async def test_the_audience_is_members_guests_or_both(audience: str, reached: list[str]) -> None:
    world = await opened(rule(f"to {audience}", 'send email "cart-reminder"'))
    await leaves(world, "m@x.jp", member="m1")
    await leaves(world, "g@x.jp")
    await world.say_wait("2 hours")
    assert [recipient for _, recipient in await sent(world)] == reached


@pytest.mark.requirement("S3.18", "S3.19", "S3.47", "S3.48")
def test_beginning_a_reminder_brings_its_template_of_the_right_category() -> None:
    shipped = {
        starter.name: {file.path: file.text.splitlines()[0] for file in starter.files}
        for starter in REMINDER_STARTERS
    }
    assert shipped == {
        "reminder-confirm": dict.fromkeys(
            ("templates/abandonment-140001.ja.liquid", "templates/abandonment-140001.en.liquid"),
            "category: abandonment",
        ),
        "reminder-form": dict.fromkeys(
            ("templates/remarketing-140002.ja.liquid", "templates/remarketing-140002.en.liquid"),
            "category: remarketing",
        ),
        "reminder-form-sms": dict.fromkeys(
            ("templates/remarketing-sms.ja.liquid", "templates/remarketing-sms.en.liquid"),
            "category: remarketing",
        ),
    }
    assert {"abandonment", "remarketing"} <= set(CATEGORY_BY_NAME)


class Phone:
    """An SMS channel that keeps what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        taken = await hand_over()
        if taken:
            self.got.append((mail.recipient, mail.text))
        return SendResult(outcome=Outcome.SENT if taken else Outcome.WITHDRAWN)


@pytest.mark.requirement("S3.36", "S3.44", "S3.45", "S3.49", "S3.52")
async def test_an_sms_needs_a_channel_a_number_and_a_consent_and_carries_the_link() -> None:
    needs = "needs ad flag, logged out, phone, consent"
    world = await opened(rule(needs, 'send sms "form-reminder"', when="form"), FORM)
    typed: dict[str, Any] = {"page": "lp", "step": "form", "ad": True, "consent": "yes"}
    await world.say_cart({"token": "early", "email": None, "phone": "090-0000-0001", **typed})
    await world.say_wait("2 hours")
    (failed,) = await world.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert failed.state is MessageState.FAILED
    assert "no sms channel" in failed.reason

    phone = Phone()
    live = {**world.engine.channels.live, ChannelName.SMS: phone}
    world.engine = replace(world.engine, channels=replace(world.engine.channels, live=live))
    await world.say_cart({"token": "t", "email": None, "phone": "090-0000-0002", **typed})
    await world.say_cart({"token": "mail", "email": "only@x.jp", **typed})
    await world.say_cart({"token": "no", "email": None, "phone": "090-0000-0003", **typed, "consent": ""})
    await world.say_wait("2 hours")
    ((number, text),) = phone.got
    assert number == "+819000000002"
    assert "https://promo.shop.example/r/shop." in text


def codes(rules: str) -> set[str]:
    file = SourceFile(path="rules.otoku", text=rules)
    return {
        one.code for one in compile_files((file,), Catalog(currency="JPY")).diagnostics if one.code[0] == "E"
    }


@pytest.mark.requirement("S3.53", "S3.54", "S3.55", "D3.f", "D3.h")
def test_the_check_knows_the_law_for_mail_as_for_sms() -> None:
    nobody = 'otoku 1\nshop {\n  sender sms "SHOP"\n}\n'
    for channel in ("email", "sms"):
        consented = rule("needs consent", f'send {channel} "form-reminder"', when="form")
        assert codes(nobody + consented) == {"E0805"}  # no name, no address, no contact of the sender
        assert codes(BEGINNING + consented) == set()
        essential = rule("class essential", f'send {channel} "form-reminder"', when="form")
        assert codes(BEGINNING + essential) == {"E0804"}  # it is advertising, whatever it is called
    assert codes(BEGINNING + rule('send sms "x"')) == {"E0804"}
    assert codes(BEGINNING + rule("needs consent", 'send email "x"', when="form", hours=25)) == {"E0310"}


async def test_a_late_message_is_sent_or_left_out_visibly_as_the_rule_says() -> None:
    rules = (
        rule('send email "cart-reminder"', name="sends", hours=1)
        + rule("late skip", 'send email "cart-reminder"', name="skips", hours=2)
        + rule("max late 6 hours", 'send email "cart-reminder"', name="bounded", hours=3)
    )
    world = await opened(rules)
    await leaves(world, "a@x.jp")
    world.clock.set(world.clock.now() + timedelta(hours=24))  # nobody worked all day
    await world.say_wait("1 minute")
    found = await world.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert {one.order.rule: one.state for one in found} == {
        "sends": MessageState.SENT,
        "skips": MessageState.SKIPPED_LATE,
        "bounded": MessageState.SKIPPED_LATE,
    }
    assert all(one.reason for one in found)
    assert await world.store.check_invariants(SHOP, world.clock.now()) == ()


async def test_a_cart_with_something_sold_out_is_left_out_where_the_rule_says_so() -> None:
    world = await opened(
        rule("skip out of stock", 'send email "cart-reminder"', name="looks")
        + rule('send email "cart-reminder"', name="sends")
    )
    await leaves(world, "a@x.jp")
    products = (await world.store.catalog(SHOP)).products
    gone = tuple(replace(one, in_stock=False) for one in products.values())
    await world.store.save_products(SHOP, gone, (), "JPY", TEST, world.clock.now())
    await world.say_wait("2 hours")
    found = await world.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert {one.order.rule: one.state for one in found} == {
        "looks": MessageState.SUPPRESSED,
        "sends": MessageState.SENT,
    }
    assert ["sold_out"] == [one.reason for one in found if one.state is MessageState.SUPPRESSED]


async def test_a_customer_with_many_carts_gets_one_mail_a_day() -> None:
    world = await opened(rule())
    await world.say_consent("a@x.jp")
    for number in range(5):
        await world.say_cart({"token": f"t{number}", "email": "a@x.jp", "step": "confirm"})
    await world.say_wait("2 hours")
    found = await world.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert sorted(one.reason for one in found if one.state is MessageState.SUPPRESSED) == ["capped"] * 4
    assert len(await sent(world)) == 1


async def test_a_renamed_rule_sends_nothing_again() -> None:
    world = await opened(rule())
    await leaves(world, "a@x.jp")
    await world.say_wait("2 hours")
    await world.say_publish(BEGINNING + rule('was "r"', 'send email "cart-reminder"', name="renamed"))
    await world.say_wait("2 days")
    assert len(await sent(world)) == 1


async def test_the_timer_and_the_reports_of_a_lively_shopper_end_in_one_mail() -> None:
    world = await opened(rule(hours=2))
    await world.say_consent("a@x.jp")
    for _ in range(10):
        await world.say_cart({"token": "t", "email": "a@x.jp", "step": "confirm"})
        await world.say_wait("30 minutes")
    assert await sent(world) == []  # still there
    await world.say_wait("3 hours")
    assert await sent(world) == [("email", "a@x.jp")]


@pytest.mark.requirement("D3.e", "S3.17")
@settings(max_examples=15, deadline=None)
@given(
    left=st.lists(st.integers(0, 24 * 60), min_size=1, max_size=6, unique=True),
    changes=st.lists(st.tuples(st.integers(0, 36 * 60), st.integers(1, 24)), min_size=5, max_size=5),
)
async def test_five_changes_of_the_delay_lose_no_mail_and_repeat_none(
    left: list[int], changes: list[tuple[int, int]]
) -> None:
    world = await opened(rule(hours=12))
    start = world.clock.now()
    happens = sorted([*((at, 0) for at in left), *changes])
    for minute, hours in happens:
        await world._move_to(start + timedelta(minutes=minute))
        if hours:
            await world.say_publish(BEGINNING + rule(hours=hours))
        else:
            await leaves(world, f"at{minute}@x.jp")
    await world._move_to(start + timedelta(days=4))
    assert await sent(world) == sorted(("email", f"at{minute}@x.jp") for minute in left)
    assert await world.store.check_invariants(SHOP, world.clock.now()) == ()


async def test_an_address_typed_over_another_takes_nothing_of_who_was_there_before() -> None:
    """Whoever guesses a cart's token, or shares a computer, is not told another's name by a mail."""
    world = await opened(rule())
    await leaves(world, "a@x.jp", token="t", phone="090-0000-0001")
    await leaves(world, "b@x.jp", token="t")
    (cart,) = await world.store.carts(SHOP, ALL, CartsWanted())
    assert (cart.cart.buyer.email, cart.cart.buyer.phone) == ("b@x.jp", None)


async def test_a_form_without_products_says_no_impossible_amount() -> None:
    world = await opened(rule())
    visit = CartSaveRequest(
        cart=CartRequest(lines=(), buyer=BuyerRequest(email="a@x.jp"), shipping=-500, token="t"),
        step=CartStep.FORM,
        page=Page.LP,
    )
    for shipping in (-1, LARGEST_AMOUNT + 1):
        said = replace(visit, cart=replace(visit.cart, shipping=shipping))
        answer = await save_cart(world.engine, SHOP, said, reporter=Reporter(trusted=True), actor=TEST)
        assert isinstance(answer, Rejection)
        assert (answer.problem, answer.path) == (Problem.PRICE_OUT_OF_RANGE, ("cart", "shipping"))
