"""Rules and budgets that give away much more than they ever did: a slip of a digit is noticed within the hour.

What is told follows from a stated rule, so that somebody can check it by hand. A rule is *surging* when the last 60
minutes took more than five times what its highest hour of the 14 days before took; a rule without a past is held
against the highest hour of all rules together, and where nothing was ever given away nothing is told. A budget
*burns* when, at the pace of the last 60 minutes, it is used up within 24 hours and before its window ends, and no
hour of the 14 days before was as fast. What is below a floor is noise.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.pace import HourGiven
from engine.model.program import Program
from engine.runtime.schedule import calendar_window_end
from engine.service.budget_use import budget_uses
from engine.service.engine import Engine

HOUR = timedelta(hours=1)

MOMENT = timedelta(microseconds=1)

PAST = timedelta(days=14)
"""What the last hour is held against."""

TIMES_THE_HIGHEST = 5

SOON = timedelta(hours=24)

FLOOR = 10_000
"""Minor units within an hour (10,000 yen, 100 dollars) below which nobody is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surging:
    """A rule that gave away `amount` minor units within the last hour, `times` as much as in the highest before."""

    rule: str
    amount: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Burning:
    """A budget that is used up within `hours` hours, rounded up, if it goes on as in the last one."""

    budget: str
    amount: int
    hours: int


def surge(rule: str, last: int, highest: int, highest_of_shop: int) -> Surging | None:
    """The alarm of a rule: minor units of the last hour, its own highest hour, the shop's; None: as usual."""
    before = highest or highest_of_shop
    if before <= 0 or last < FLOOR or last <= TIMES_THE_HIGHEST * before:
        return None
    return Surging(rule=rule, amount=last, times=last // before)


def burn(budget: str, last: int, highest: int, left: int, lasts: timedelta) -> Burning | None:
    """The alarm of a budget with `left` minor units for the next `lasts` of its window; None: it bears the pace."""
    if last < FLOOR or last <= highest or left <= 0:
        return None
    if left * int(HOUR.total_seconds()) >= last * int(min(SOON, lasts).total_seconds()):
        return None
    return Burning(budget=budget, amount=last, hours=-(-left // last))


async def burn_rates(
    engine: Engine, shop: str, program: Program
) -> tuple[tuple[Surging, ...], tuple[Burning, ...]]:
    """Rules that surge and budgets that burn now, by name; one read while the shop gives away little, three at most."""
    now = engine.clock.now() + MOMENT  # what happened just now counts
    names = {old: rule.name for rule in program.rules for old in (rule.name, *rule.was)}
    last = _by_rule(await engine.store.given_by_hour(shop, None, now - HOUR, now), names)
    if sum(last.values()) < FLOOR:
        return (), ()
    past = await engine.store.given_by_hour(shop, None, now - PAST, now - HOUR)
    every, own = _highest(past, dict.fromkeys(names, "")), _highest(past, names)
    surges = (surge(rule, last[rule], own.get(rule, 0), every.get("", 0)) for rule in sorted(last))
    return tuple(one for one in surges if one), await _burning(engine, shop, program, last, past)


async def _burning(
    engine: Engine, shop: str, program: Program, last: Mapping[str, int], past: tuple[HourGiven, ...]
) -> tuple[Burning, ...]:
    now, zone = engine.clock.now(), ZoneInfo(program.settings.zone)
    budget_of = {old: rule.budget for rule in program.rules if rule.budget for old in (rule.name, *rule.was)}
    highest, spent = _highest(past, budget_of), Counter[str]()
    for rule, amount in last.items():
        if rule in budget_of:
            spent[budget_of[rule]] += amount
    if not spent:
        return ()
    found = []
    for use in await budget_uses(engine, shop, program):
        if use.spend is not None:
            every = program.budgets[use.name].spend_every
            lasts = SOON if every is None else calendar_window_end(now, every, zone) - now
            found.append(
                burn(use.name, spent[use.name], highest.get(use.name, 0), use.spend - use.spent, lasts)
            )
    return tuple(one for one in found if one)


def _by_rule(given: tuple[HourGiven, ...], names: Mapping[str, str]) -> Counter[str]:
    """What was given away by the rules as they are called now; the end of a 60-minute span lies in two hours."""
    sums: Counter[str] = Counter()
    for one in given:
        if one.rule in names:
            sums[names[one.rule]] += one.amount
    return sums


def _highest(given: tuple[HourGiven, ...], groups: Mapping[str, str]) -> dict[str, int]:
    """The highest hour of each group of rules."""
    hours: Counter[tuple[str, datetime]] = Counter()
    for one in given:
        if one.rule in groups:
            hours[groups[one.rule], one.hour] += one.amount
    highest: dict[str, int] = {}
    for (group, _), amount in hours.items():
        highest[group] = max(highest.get(group, 0), amount)
    return highest
