"""What browsers may add to the figures of an experiment: no more than people behind one address would."""

from datetime import timedelta

import pytest

from engine.model.experiment_units import UnitNeed
from engine.model.quote import Quote
from engine.model.requests import BuyerRequest, Visitor
from engine.runtime.arms import unit_of
from engine.service import note_shown
from engine.service.engine import Engine
from engine.service.quote import quote_cart
from tests.experiments.lab_shop import DEPTH, SALE, files
from tests.service.shop import START, cart, open_shop

BOT = Visitor(ip="203.0.113.7")
PER_HOUR, PER_DAY = 20, 60


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fifteenth of those that hold in a shop, to be reached sooner."""
    monkeypatch.setattr(note_shown, "PER_HOUR", PER_HOUR)
    monkeypatch.setattr(note_shown, "PER_DAY", PER_DAY)


async def look(engine: Engine, token: str, visitor: Visitor | None = BOT, email: str | None = None) -> int:
    """A browser asks for a price under a token that anybody can make up; None asks as the shop's own back end."""
    asked = cart("PACK-1", buyer=BuyerRequest(email=email), token=token)
    answer = await quote_cart(engine, "tea", asked, trusted=visitor is None, visitor=visitor)
    assert isinstance(answer, Quote)
    return answer.total


async def units(engine: Engine) -> int:
    """How many units are in the figures."""
    return sum(one.units for one in await engine.store.arm_totals("tea", "depth"))


@pytest.mark.parametrize("named", [False, True])
async def test_an_address_adds_so_many_units_an_hour_and_its_prices_stay_those_of_the_arms(
    engine: Engine, named: bool
) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))

    prices = {
        await look(engine, f"made-up-{n}", email=f"b{n}@shop.example" if named else None)
        for n in range(2 * PER_HOUR)
    }

    assert prices == {3800, 3420, 3040}
    assert await units(engine) == PER_HOUR


async def test_an_address_adds_so_many_units_a_day(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))

    for hour in range(5):
        engine.clock.set(START + timedelta(hours=hour))  # type: ignore[attr-defined]
        for n in range(PER_HOUR + 1):
            await look(engine, f"made-up-{hour}-{n}")

    assert await units(engine) == PER_DAY


async def test_who_is_in_the_figures_uses_up_nothing_and_others_are_not_held_up(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    for _ in range(2 * PER_HOUR):
        await look(engine, "a shopper")
    for n in range(2 * PER_HOUR):
        await look(engine, f"made-up-{n}")
    before = await units(engine)

    await look(engine, "another", Visitor(ip="203.0.113.8"))
    for n in range(2 * PER_HOUR):
        await look(engine, f"from-the-shop-{n}", None)

    assert (before, await units(engine)) == (PER_HOUR, PER_HOUR + 1 + 2 * PER_HOUR)


async def test_carts_under_the_name_of_somebody_known_are_limited_like_others(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    for n in range(2 * PER_HOUR):
        await look(engine, f"made-up-{n}", email="victim@shop.example")
    salt = await engine.store.experiment_salt("tea", b"")

    carts = [unit_of(salt, "depth", f"cart:made-up-{n}") for n in range(2 * PER_HOUR)]
    known = await engine.store.load("tea", tuple(UnitNeed(unit=one) for one in carts), (), START)

    assert len(known.units) == PER_HOUR
    assert await units(engine) == 1
