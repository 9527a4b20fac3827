"""Experiments on every kind of rule: what each arm gets, and from when on it counts."""

import pytest

from engine.model.card_records import CardWanted
from engine.model.experiment import HOLDOUT
from engine.model.records import MessageState
from tests.conformance.world import ALL, SHOP, World
from tests.experiments.lab_shop import buyers_of
from tests.service.test_reminders import BEGINNING, CART

FOLLOW = "06-buyer-lists/templates/how-to-brew.ja.liquid"
TIMES = """
experiment "depth" {
  split by customer
  holdout 20%
  variant "A" 40%
  variant "B" 40% {
    LINE
  }
}
"""
ARMS = (HOLDOUT, "A", "B")
REMINDER = """
reminder "r" {
  when confirm abandoned
  after 1 hours
  send email "cart-reminder"
  experiment "depth"
}
"""


async def opened(rules: str, line: str, template: str | None = CART) -> tuple[World, dict[str, str]]:
    """A shop, and a buyer of each arm."""
    world = World()
    await world.open(BEGINNING + rules + TIMES.replace("LINE", line), (), template)
    return world, {arm: next(await buyers_of(world.engine, arm, shop=SHOP)) for arm in ARMS}


async def units(world: World) -> dict[str, int]:
    """How many units of each arm were exposed."""
    return {one.arm: one.units for one in await world.store.arm_totals(SHOP, "depth")}


async def sent(world: World) -> list[str]:
    """Who was written to."""
    found = await world.store.messages(SHOP, ALL, state=MessageState.SENT, order_id=None, coupon_id=None)
    return sorted(one.order.recipient for one in found)


async def test_a_reminder_goes_to_the_arms_at_their_times_and_counts_from_the_first() -> None:
    world, who = await opened(REMINDER, "after 4 hours")
    for email in who.values():
        await world.say_consent(email)
        await world.say_cart({"token": email, "email": email, "step": "confirm"})

    left = await units(world)
    await world.say_wait("2 hours")
    early, exposed = await sent(world), await units(world)
    await world.say_wait("3 hours")

    assert (left, early, exposed) == ({}, [who["A"]], dict.fromkeys(ARMS, 1))
    assert await sent(world) == sorted((who["A"], who["B"]))
    await world.say_wait("1 day")
    assert len(await sent(world)) == 2


async def test_who_buys_in_time_is_in_no_figure_of_a_reminder() -> None:
    world, who = await opened(REMINDER, "after 4 hours")
    for email in who.values():
        await world.say_cart({"token": email, "email": email, "step": "confirm"})
        await world.say_order({"lines": {"A": 1}, "email": email, "token": email})

    await world.say_wait("1 day")

    assert (await units(world), await sent(world)) == ({}, [])


async def test_a_list_enrols_the_arms_and_runs_the_steps_of_each() -> None:
    rules = (
        'list "l" {\n  when order paid with product "A"\n  segment buyers\n'
        '  step 1 hour send email "cart-reminder"\n  experiment "depth"\n}\n'
    )
    world, who = await opened(rules, 'step 4 hours send email "cart-reminder"', FOLLOW)
    for email in who.values():
        await world.say_consent(email)
        await world.say_order({"lines": {"A": 1}, "email": email})

    assert await units(world) == dict.fromkeys(ARMS, 1)
    await world.say_wait("2 hours")
    assert await sent(world) == [who["A"]]
    await world.say_wait("3 hours")
    assert await sent(world) == sorted((who["A"], who["B"]))


async def test_an_occasion_of_a_customer_counts_for_the_holdout_at_that_moment() -> None:
    rules = (
        'coupon "c" {\n  when customer inactive for 90 days\n  code 8 digits\n  valid 14 days\n  uses 1\n'
        '  discount 10%\n  bound to email\n  experiment "depth"\n}\n'
    )
    world, who = await opened(rules, "discount 20%")
    for email in who.values():
        await world.say_order({"lines": {"A": 1}, "email": email})
    await world.say_wait("89 days")
    before = await units(world)
    await world.say_wait("2 days")

    coupons = await world.store.coupons(SHOP, ALL, rule="c", email=None, state=None)
    assert before == {}
    assert {one.fact.owner_email for one in coupons} == {who["A"], who["B"]}
    assert await units(world) == dict.fromkeys(ARMS, 1)


async def test_a_gift_card_is_given_to_the_arms() -> None:
    rules = (
        'giftcard "g" {\n  when order paid with product "A"\n  code pattern "GIFT-****-****-****"\n'
        "  balance 10% of order.total\n  valid 90 days\n  consideration free\n  redeem by anyone\n"
        '  experiment "depth"\n}\n'
    )
    world, who = await opened(rules, "balance 20% of order.total", None)
    for email in who.values():
        await world.say_order({"lines": {"A": 1}, "email": email})

    cards = await world.store.cards(SHOP, ALL, CardWanted())
    assert sorted(one.fact.balance for one in cards) == [100, 200]
    assert await units(world) == dict.fromkeys(ARMS, 1)


async def test_an_offer_is_shown_as_the_arm_has_it() -> None:
    rules = (
        'offer "o" {\n  when order paid with product "A"\n  pattern once to once\n  show product "C"\n'
        '  headline "Another one"\n  timer 10 minutes "Until"\n  discount 10%\n  shipping free\n'
        '  experiment "depth"\n}\n'
    )
    world, who = await opened(rules, "discount 20%", None)
    prices: dict[str, int | None] = {}
    for number, (arm, email) in enumerate(who.items()):
        await world.say_order({"id": f"o{number}", "lines": {"A": 1}, "email": email})
        made = await world.store.offers_of_orders(SHOP, [f"o{number}"])
        prices[arm] = made[0].first if made else None

    assert prices == {HOLDOUT: None, "A": 2700, "B": 2400}
    assert await units(world) == dict.fromkeys(ARMS, 1)


async def test_a_shared_code_does_nothing_for_the_holdout_and_no_shopper_is_told_why() -> None:
    world, who = await opened(
        'sale "s" {\n  code "SPRING"\n  discount 10%\n  experiment "depth"\n}\n', "discount 20%", None
    )

    answers = [
        await world.say_quote({"lines": {"A": 1}, "email": who[arm], "codes": ["SPRING"]}) for arm in ARMS
    ]

    assert [one["total"] for one in answers] == [1000, 900, 800]
    assert not any("holdout" in str(one) or "depth" in str(one) for one in answers)
    tried = await world.say_try({"lines": {"A": 1}, "email": who["B"], "codes": ["SPRING"]})
    assert "s: experiment holds" in tried["trace"]


@pytest.mark.parametrize("staff", [True, False])
async def test_a_share_that_changes_moves_nobody_who_has_seen_something(staff: bool) -> None:
    rules = 'sale "s" {\n  discount 10%\n  experiment "depth"\n}\n'
    world, who = await opened(rules, "discount 20%", None)
    seen = {
        arm: await world.say_quote({"lines": {"A": 1}, "email": email})
        for arm, email in who.items()
        if staff or arm
    }
    changed = (
        TIMES.replace("LINE", "discount 20%").replace("20%\n  variant", "90%\n  variant").replace("40%", "5%")
    )
    await world.say_publish(BEGINNING + rules + changed)

    again = {arm: await world.say_quote({"lines": {"A": 1}, "email": who[arm]}) for arm in seen}
    new = [(await world.say_quote({"lines": {"A": 1}, "email": f"n{n}@x.jp"}))["total"] for n in range(20)]

    assert again == seen
    assert new.count(1000) >= 10  # 18 of 20 on average, by a salt of chance


async def test_a_click_and_the_order_after_it_are_those_of_the_arm() -> None:
    world, who = await opened(REMINDER, "after 2 hours")
    for email in who.values():
        await world.say_consent(email)
        await world.say_cart({"token": email, "email": email, "step": "confirm", "lines": {"A": 1}})
    await world.say_wait("3 hours")
    for email in (who["A"], who["B"]):
        await world.say_click(email)
    for email in (who[HOLDOUT], who["A"]):
        await world.say_order({"lines": {"A": 1}, "email": email, "token": email})

    found = {one.arm: one for one in await world.store.arm_totals(SHOP, "depth")}
    assert {arm: (one.clicks, one.orders, one.revenue) for arm, one in found.items()} == {
        HOLDOUT: (0, 1, 1000),
        "A": (1, 1, 1000),
        "B": (1, 0, 0),
    }
