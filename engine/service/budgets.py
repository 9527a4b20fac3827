"""Budgets with what they may still have to pay: limit, spent, exposure, the end at the present pace (S5.40)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.effects import Metric
from engine.model.exposure import LiveUses
from engine.model.program import Budget, Program, Rule
from engine.runtime.schedule import calendar_window_end
from engine.service.budget_use import BudgetUse, budget_uses
from engine.service.engine import Engine

PACE_DAYS = 14
"""How many days, today included, the present pace is taken from."""


FARTHEST_DAYS = 3660
"""An end beyond is none that anybody plans with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStanding:
    """A budget as somebody watches it; money in minor units.

    `exposure` is what coupons that are out take off at most when all of them are used; of the uses in `open_ended`
    nobody can say it (a percentage without a cap, shipping, no bound on uses). `outstanding` is what gift cards
    hold: it was counted as spent when it was credited. `pace` is per day.
    """

    budget: Budget
    use: BudgetUse
    rules: tuple[str, ...]
    window_ends: datetime | None
    coupons: int
    held: int
    exposure: int
    open_ended: int
    outstanding: int
    pace: int
    runs_out_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was read for all budgets."""

    program: Program
    live: tuple[LiveUses, ...]
    cards: Mapping[str, int]
    taken_off: Mapping[str, int]  # in the last days, by rule
    now: datetime

    def rules(self, budget: str) -> tuple[Rule, ...]:
        """The rules that spend a budget."""
        return tuple(rule for rule in self.program.rules if rule.budget == budget)


async def budget_standings(engine: Engine, shop: str) -> tuple[BudgetStanding, ...]:
    """Every budget of the live rules, by name; a fixed number of reads."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None or not prepared.program.budgets:
        return ()
    program, now = prepared.program, engine.clock.now()
    names = [name for rule in program.rules if rule.budget for name in (rule.name, *rule.was)]
    known = _Known(
        program=program,
        live=await engine.store.live_uses(shop, names, now),
        cards={one.campaign: one.paid + one.free for one in await engine.store.outstanding_cards(shop, now)},
        taken_off=await _taken_off(engine, shop, names, program.settings.zone),
        now=now,
    )
    return tuple(_standing(known, use) for use in await budget_uses(engine, shop, program))


def _standing(known: _Known, use: BudgetUse) -> BudgetStanding:
    budget, rules = known.program.budgets[use.name], known.rules(use.name)
    names = {name for rule in rules for name in (rule.name, *rule.was)}
    out = [one for one in known.live if one.rule in names]
    pace = sum(known.taken_off.get(name, 0) for name in names) // PACE_DAYS
    zone = ZoneInfo(known.program.settings.zone)
    every = budget.spend_every or (budget.issue.every if budget.issue else None)
    ends = None if every is None else calendar_window_end(known.now, every, zone)
    return BudgetStanding(
        budget=budget,
        use=use,
        rules=tuple(sorted(rule.name for rule in rules)),
        window_ends=ends,
        coupons=sum(one.coupons for one in out),
        held=sum(one.held for one in out),
        exposure=sum(one.uses * one.at_most for one in out if one.at_most is not None),
        open_ended=sum(one.endless + (one.uses if one.at_most is None else 0) for one in out),
        outstanding=sum(known.cards.get(name, 0) for name in names),
        pace=pace,
        runs_out_at=_runs_out(use, pace, known.now, ends if budget.spend_every else None),
    )


def _runs_out(use: BudgetUse, pace: int, now: datetime, window_ends: datetime | None) -> datetime | None:
    """When the money is gone at the present pace; None: it lasts, or is gone already."""
    if use.spend is None or pace <= 0 or use.spent >= use.spend:
        return None
    days = (use.spend - use.spent) / pace
    if days > FARTHEST_DAYS:
        return None
    at = now + timedelta(days=days)
    return None if window_ends is not None and at >= window_ends else at


async def _taken_off(engine: Engine, shop: str, rules: Sequence[str], zone: str) -> Counter[str]:
    """What orders got off by rules in the last days."""
    today = engine.clock.now().astimezone(ZoneInfo(zone)).date()
    since, until = today - timedelta(days=PACE_DAYS - 1), today + timedelta(days=1)
    sums: Counter[str] = Counter()
    for row in await engine.store.stats(shop, rules, since, until, [Metric.DISCOUNT_AMOUNT]):
        sums[row.rule] += row.amount
    return sums
