"""Exposures and outcomes of experiments: once per unit, summed exactly, and nobody's once severed."""

import asyncio

from engine.model.experiment_units import ArmTotals, CountOutcome, ExposeUnit, UnitNeed
from engine.store.port import Store
from tests.store.builders import NOW, OTHER, SHOP, after, timer_came


def exposed(unit: str, arm: str = "A", main: str | None = None, experiment: str = "depth") -> ExposeUnit:
    """An exposure."""
    split = '[["A", "1/2"], ["B", "1/2"]]'
    return ExposeUnit(experiment=experiment, unit=unit, main=main or unit, arm=arm, split=split, at=NOW)


async def totals(store: Store, shop: str = SHOP) -> dict[str, ArmTotals]:
    """By arm."""
    return {one.arm: one for one in await store.arm_totals(shop, "depth")}


async def known(store: Store, *units: str, shop: str = SHOP) -> dict[str, tuple[str, str]]:
    """Arm and main unit of those that were exposed."""
    needs = tuple(UnitNeed(unit=unit) for unit in units)
    facts = await store.load(shop, needs, (), NOW)
    return {unit: (one.arm, one.main) for unit, one in facts.units.items()}


async def test_the_first_exposure_stays_whatever_comes_after_it(store: Store) -> None:
    await store.expose(SHOP, (exposed("u1"),))
    await timer_came(store, exposed("u1", "B"), exposed("u2", "B"))

    assert await known(store, "u1", "u2", "u3") == {"u1": ("A", "u1"), "u2": ("B", "u2")}
    assert await known(store, "u1", shop=OTHER) == {}


async def test_outcomes_add_up_by_unit_and_an_alias_counts_with_its_main(store: Store) -> None:
    await timer_came(
        store,
        exposed("u1"),
        exposed("alias", main="u1"),
        exposed("u2"),
        CountOutcome(experiment="depth", unit="u1", orders=1, revenue=3000, discount=500, redemptions=1),
    )
    await timer_came(
        store, CountOutcome(experiment="depth", unit="u1", orders=1, revenue=1000, clicks=2), event="t2"
    )
    await timer_came(
        store, CountOutcome(experiment="depth", unit="u1", revenue=-500), event="t3", now=after(hours=1)
    )
    await timer_came(store, CountOutcome(experiment="depth", unit="nobody", orders=1), event="t4")

    (found,) = (await totals(store)).values()
    assert (found.units, found.buyers, found.orders, found.revenue) == (2, 1, 2, 3500)
    assert (found.revenue_squares, found.discount) == (3500.0**2, 500)
    assert (found.clickers, found.clicks, found.redeemers, found.redemptions) == (1, 2, 1, 1)
    assert (found.first_at, found.last_at) == (NOW, NOW)
    assert await totals(store, OTHER) == {}


async def test_an_event_that_is_told_twice_counts_once(store: Store) -> None:
    for _ in range(2):
        await timer_came(
            store, exposed("u1"), CountOutcome(experiment="depth", unit="u1", orders=1, revenue=100)
        )

    assert (await totals(store))["A"].revenue == 100


async def test_many_at_once_lose_nothing_and_lock_nobody_crosswise(store: Store) -> None:
    units = [f"u{number}" for number in range(6)]

    async def happen(number: int) -> None:
        turned = units if number % 2 else units[::-1]
        effects = [exposed(unit) for unit in turned]
        counted = [CountOutcome(experiment="depth", unit=unit, orders=1, revenue=10) for unit in turned]
        await timer_came(store, *effects, *counted, event=f"e{number}")

    await asyncio.gather(*(happen(number) for number in range(20)))

    found = (await totals(store))["A"]
    assert (found.units, found.orders, found.revenue) == (6, 120, 1200)


async def test_a_severed_unit_keeps_its_figures_and_nobody_finds_it(store: Store) -> None:
    await timer_came(
        store,
        exposed("u1"),
        exposed("alias", main="u1"),
        CountOutcome(experiment="depth", unit="u1", orders=1, revenue=70),
    )
    before = await totals(store)

    await store.sever_units(SHOP, {"u1": "x1", "alias": "x2", "nobody": "x3"})

    assert await known(store, "u1", "alias") == {}
    assert len(await known(store, "x1", "x2", "x3")) == 1
    assert await totals(store) == before


async def test_no_other_name_of_who_was_severed_leads_to_the_figures(store: Store) -> None:
    counted = CountOutcome(experiment="depth", unit="cart", orders=1, revenue=70)
    await timer_came(store, exposed("cart"), exposed("mail", main="cart"), counted)
    await store.expose(SHOP, (exposed("mail2", arm="B"), exposed("cart2", "B", main="mail2")))
    await store.expose(OTHER, (exposed("cart"), exposed("mail", main="cart")))
    before = await totals(store)

    await store.sever_units(SHOP, {"mail": "x1", "mail2": "x2"})

    assert await known(store, "mail", "cart", "mail2", "cart2") == {}
    assert await known(store, "x1", "x2") == {"x1": ("A", "x1"), "x2": ("B", "x2")}
    assert len(await known(store, "mail", "cart", shop=OTHER)) == 2
    assert await totals(store) == before


async def test_the_salt_of_a_shop_is_made_once(store: Store) -> None:
    first = await store.experiment_salt(SHOP, b"one")

    assert (first, await store.experiment_salt(SHOP, b"two")) == (b"one", b"one")
    assert await store.experiment_salt(OTHER, b"two") == b"two"


async def test_experiments_with_exposures_are_named_also_when_no_rule_names_them_any_more(
    store: Store,
) -> None:
    await store.expose(SHOP, (exposed("u1", experiment="two"), exposed("u2", experiment="one")))

    assert await store.exposed_experiments(SHOP) == ("one", "two")
    assert await store.exposed_experiments(OTHER) == ()


async def test_figures_are_the_sum_of_what_events_added_to_them(store: Store) -> None:
    counted = CountOutcome(experiment="depth", unit="u1", orders=1, revenue=300, discount=20, clicks=1)
    await timer_came(store, exposed("u1"), exposed("alias", main="u1"), counted)
    await timer_came(store, CountOutcome(experiment="depth", unit="u1", revenue=-100), event="t2")
    sound = await store.check_invariants(SHOP, NOW)

    await timer_came(store, CountOutcome(experiment="depth", unit="nobody", orders=1), event="t3")
    lost = await store.check_invariants(SHOP, NOW)

    assert (sound, await store.check_invariants(OTHER, NOW)) == ((), ())
    assert lost == (f"I30: experiment depth has other figures than its events say (shop {SHOP})",)


async def test_a_unit_that_counts_under_another_name_is_found(store: Store) -> None:
    counted = CountOutcome(experiment="depth", unit="alias", orders=1)
    await timer_came(store, exposed("u1"), exposed("alias", main="u1"), counted)
    await store.expose(SHOP, (exposed("astray", main="gone"), exposed("other", "B", main="u1")))

    found = await store.check_invariants(SHOP, NOW)

    assert [one.split()[2] for one in found] == ["alias", "astray", "other"]
