"""Experiments on the steps of a list: every arm counts from the same moment, whichever writes first."""

import pytest

from engine.model.experiment import HOLDOUT
from tests.conformance.world import SHOP, World
from tests.experiments.lab_shop import buyers_of
from tests.experiments.test_kinds import FOLLOW, sent, units
from tests.service.test_reminders import BEGINNING

LIST = """
list "l" {
  when order paid with product "A"
  segment buyers
  step 1 hour send email "cart-reminder"
TRIED}
"""
TIMES = """
experiment "depth" {
  split by customer
HELD  variant "A" SHARE
  variant "B" SHARE {
    step 4 hours send email "cart-reminder"
  }
}
"""


def rules(*, tried: bool, held: bool) -> str:
    """The shop with or without its experiment."""
    times = TIMES.replace("HELD", "  holdout 20%\n" if held else "").replace(
        "SHARE", "40%" if held else "50%"
    )
    return BEGINNING + LIST.replace("TRIED", '  experiment "depth"\n' if tried else "") + times * tried


async def opened(text: str) -> World:
    """A shop with a template for its list."""
    world = World()
    await world.open(text, (), FOLLOW)
    return world


async def join(world: World, email: str) -> None:
    """Buy what the list is about."""
    await world.say_consent(email)
    await world.say_order({"lines": {"A": 1}, "email": email})


async def test_readers_of_arms_that_wait_for_other_times_count_from_the_beginning() -> None:
    world = await opened(rules(tried=True, held=False))
    who = {arm: next(await buyers_of(world.engine, arm, shop=SHOP)) for arm in ("A", "B")}
    for email in who.values():
        await join(world, email)

    joined = await units(world)
    await world.say_wait("5 hours")

    assert joined == await units(world) == {"A": 1, "B": 1}
    assert await sent(world) == sorted(who.values())


@pytest.mark.parametrize("held", [False, True])
async def test_readers_from_before_an_experiment_are_in_it_from_its_publication_on(held: bool) -> None:
    world = await opened(rules(tried=False, held=held))
    for number in range(30):
        await join(world, f"b{number}@shop.example")
    await world.say_wait("1 minutes")
    await world.say_publish(rules(tried=True, held=held))
    await world.say_wait("1 minutes")

    planned = await units(world)
    await world.say_wait("5 hours")

    assert sum(planned.values()) == 30
    assert await units(world) == planned
    assert len(await sent(world)) == 30 - planned.get(HOLDOUT, 0)
