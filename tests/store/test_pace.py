"""How fast things go: what rules gave away by the hour, and counters of wrong codes."""

from datetime import timedelta

from engine.model.pace import CountedGuesses, HourGiven
from engine.store.port import Store
from tests.store.builders import (
    NOW,
    OTHER,
    SHOP,
    after,
    commit,
    give_coupon,
    grant,
    order,
    quote,
    saved,
    used_once,
)

DAY = 86_400


async def test_what_was_given_away_is_told_by_rule_and_hour(store: Store) -> None:
    hour = NOW.replace(minute=0, second=0, microsecond=0)
    for number in (1, 2):
        await commit(store, grant(f"o{number}", "s", amount=100 * number), event=f"e{number}")
    await commit(store, grant("o3", "t", amount=7), event="e3")
    since, until = NOW - timedelta(hours=1), after(hours=1)
    assert await store.given_by_hour(SHOP, None, since, until) == (
        HourGiven(rule="s", hour=hour, amount=300),
        HourGiven(rule="t", hour=hour, amount=7),
    )
    assert [one.rule for one in await store.given_by_hour(SHOP, ["t"], since, until)] == ["t"]
    assert await store.given_by_hour(SHOP, [], since, until) == ()
    assert await store.given_by_hour(SHOP, None, after(seconds=1), until) == ()
    assert await store.given_by_hour(OTHER, None, since, until) == ()


async def test_uses_of_coupons_count_and_tests_do_not(store: Store) -> None:
    await give_coupon(store, "c1")
    await commit(store, *used_once("c1", amount=500), event="use")
    await commit(
        store,
        saved("o9", priced=quote(), test=True),
        grant("o9", "s"),
        event="tested",
        of=order("o9", test=True),
    )
    [given] = await store.given_by_hour(SHOP, None, NOW - timedelta(hours=1), after(hours=1))
    assert given.amount == 500


async def test_counters_of_guesses_are_told_from_a_height_on_as_long_as_they_count(store: Store) -> None:
    for key, times in (
        ("guess:tea/x", 1),
        ("guess:tea:ip:a", 12),
        ("guess:tea:ip:b", 3),
        ("guess:tea2:ip:a", 20),
    ):
        assert await store.take_attempts([(key, 100, DAY)], NOW, times)
    begins = ("guess:tea/", "guess:tea:")
    assert await store.counted_guesses(begins, 3, NOW) == (
        CountedGuesses(key=f"guess:tea:ip:a/{DAY}", failed=12),
        CountedGuesses(key=f"guess:tea:ip:b/{DAY}", failed=3),
    )
    assert len(await store.counted_guesses(begins, 1, NOW)) == 3
    assert await store.counted_guesses(begins, 1, after(days=2)) == ()
