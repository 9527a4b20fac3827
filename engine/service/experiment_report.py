"""What the arms of an experiment have come to, and what may be said about them (ADR 0075)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engine.model.decision import Problem, Rejection
from engine.model.experiment import HOLDOUT, Experiment, Goal, shares_of
from engine.model.experiment_report import (
    ArmComparison,
    ArmReport,
    ExperimentReport,
    Phase,
    Verdict,
)
from engine.model.experiment_units import ArmTotals
from engine.model.program import Program, Status
from engine.service.engine import Engine
from engine.values.inference import (
    Difference,
    Estimate,
    Sample,
    chi_square,
    chi_square_p,
    holm,
    mean,
    needed_factor,
    share_sample,
    stratified,
    weighed_mean,
    wilson,
)

MISMATCHED = 0.001
"""Arms so unequal come about by chance once in a thousand: then no result is believed."""

LEAST_EXPECTED = 5
"""Units that the smallest arm should have: below, the chi-square test takes a first unit for a wonder."""

LEAST_UNITS = 100
"""Per arm: below, averages say more about single orders than about the arms."""

LEAST_EVENTS = 10
"""In all arms together: orders, clicks or uses, whatever the goal counts."""

WRONG = 0.05
"""How often all comparisons together may find a difference that is none."""

LONGEST = 730
"""Days that are told; more is never."""

ArmSums = dict[str, ArmTotals]


async def experiment_reports(engine: Engine, shop: str) -> tuple[ExperimentReport, ...]:
    """Every experiment of the live rules, by name."""
    prepared = await engine.programs.live(engine.store, shop)
    experiments = {} if prepared is None else prepared.program.experiments
    found = [await experiment_report(engine, shop, name) for name in sorted(experiments)]
    return tuple(one for one in found if isinstance(one, ExperimentReport))


async def experiment_report(engine: Engine, shop: str, name: str) -> ExperimentReport | Rejection:
    """One experiment of the live rules; NOT_FOUND for any other."""
    prepared = await engine.programs.live(engine.store, shop)
    experiment = None if prepared is None else prepared.program.experiments.get(name)
    if prepared is None or experiment is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("name",), args=(("id", name),))
    totals = await engine.store.arm_totals(shop, name)
    return report_of(experiment, prepared.program, totals, engine.clock.now())


def report_of(
    experiment: Experiment, program: Program, totals: Sequence[ArmTotals], at: datetime
) -> ExperimentReport:
    """The report of what was counted until `at`."""
    sums = _summed(totals)
    shares = dict(experiment.arms)
    arms = tuple(
        _arm(arm, float(shares.get(arm, 0)), sums.get(arm), experiment.goal)
        for arm in (*shares, *_gone(shares, sums))
    )
    baseline = next(iter(shares), "")
    first_at = min((one.first_at for one in totals), default=None)
    phase = _phase(experiment, at)
    compared = _compared(arms, totals, baseline, experiment.goal, ended=phase is Phase.ENDED)
    mismatch = _mismatch_p(totals)
    verdict = _verdict(arms, sums, compared, mismatch, experiment.goal, phase)
    return ExperimentReport(
        experiment=experiment,
        phase=phase,
        rules=tuple(
            sorted(
                rule.name
                for rule in program.rules
                if rule.experiment == experiment.name and rule.status is Status.LIVE
            )
        ),
        arms=arms,
        baseline=baseline,
        comparisons=tuple(_outranked(one, verdict) for one, _ in compared),
        verdict=verdict,
        days_left=_days_left(arms, sums, [one for _, one in compared], experiment, first_at, at)
        if verdict in (Verdict.TOO_LITTLE, Verdict.UNDECIDED) and phase is Phase.RUNNING
        else None,
        mismatch_p=mismatch,
        first_at=first_at,
        at=at,
        currency=program.settings.currency,
    )


def _outranked(one: ArmComparison, verdict: Verdict) -> ArmComparison:
    """No arm is better or worse where nothing can be told, or nothing believed."""
    return replace(one, verdict=verdict) if verdict in {Verdict.MISMATCH, Verdict.TOO_LITTLE} else one


def _phase(experiment: Experiment, at: datetime) -> Phase:
    if experiment.runs(at):
        return Phase.RUNNING
    return Phase.ENDED if experiment.ends is not None and experiment.ends <= at else Phase.PLANNED


def _summed(totals: Sequence[ArmTotals]) -> ArmSums:
    """Each arm whatever the shares were."""
    found: ArmSums = {}
    for one in totals:
        known = found.get(one.arm)
        found[one.arm] = one if known is None else _both(known, one)
    return found


def _both(one: ArmTotals, other: ArmTotals) -> ArmTotals:
    return replace(
        one,
        units=one.units + other.units,
        buyers=one.buyers + other.buyers,
        orders=one.orders + other.orders,
        revenue=one.revenue + other.revenue,
        revenue_squares=one.revenue_squares + other.revenue_squares,
        discount=one.discount + other.discount,
        clickers=one.clickers + other.clickers,
        clicks=one.clicks + other.clicks,
        redeemers=one.redeemers + other.redeemers,
        redemptions=one.redemptions + other.redemptions,
        first_at=min(one.first_at, other.first_at),
        last_at=max(one.last_at, other.last_at),
    )


def _gone(shares: Mapping[str, object], sums: ArmSums) -> tuple[str, ...]:
    """Arms that had units and are dealt no more."""
    return tuple(sorted(arm for arm in sums if arm not in shares))


def _arm(arm: str, share: float, sums: ArmTotals | None, goal: Goal) -> ArmReport:
    return ArmReport(
        arm=arm,
        holdout=arm == HOLDOUT,
        share=share,
        units=sums.units if sums else 0,
        buyers=sums.buyers if sums else 0,
        orders=sums.orders if sums else 0,
        revenue=sums.revenue if sums else 0,
        discount=sums.discount if sums else 0,
        clicks=sums.clicks if sums else 0,
        redemptions=sums.redemptions if sums else 0,
        rate=wilson(_events(sums, goal), sums.units if sums else 0),
        revenue_per_unit=mean(_revenue(sums)),
    )


def _events(sums: ArmTotals | None, goal: Goal) -> int:
    """Units with the event that the goal counts; of revenue, those with an order."""
    if sums is None:
        return 0
    return {Goal.CLICKS: sums.clickers, Goal.REDEMPTIONS: sums.redeemers}.get(goal, sums.buyers)


def _revenue(sums: ArmTotals | None) -> Sample:
    if sums is None:
        return Sample(n=0, total=0, squares=0)
    return Sample(n=sums.units, total=sums.revenue, squares=sums.revenue_squares)


def _sample(sums: ArmTotals | None, goal: Goal) -> Sample:
    if goal is Goal.REVENUE:
        return _revenue(sums)
    return share_sample(_events(sums, goal), 0 if sums is None else sums.units)


def _compared(
    arms: Sequence[ArmReport], totals: Sequence[ArmTotals], baseline: str, goal: Goal, *, ended: bool
) -> list[tuple[ArmComparison, Difference]]:
    units = {one.arm: one.units for one in arms}
    others = [one.arm for one in arms if one.arm != baseline and one.share > 0]
    pairs = [
        [(_sample(one, goal), _sample(base, goal)) for one, base in _side_by_side(totals, arm, baseline)]
        for arm in others
    ]
    found = [stratified(each) for each in pairs]
    fixed, always = holm([one.p for one in found]), holm([one.p_always for one in found])
    compared: list[tuple[ArmComparison, Difference]] = []
    for arm, each, one, p, p_always in zip(others, pairs, found, fixed, always, strict=True):
        money = stratified(
            [(_revenue(one), _revenue(base)) for one, base in _side_by_side(totals, arm, baseline)]
        )
        usual = weighed_mean(each)
        comparison = ArmComparison(
            arm=arm,
            difference=one.estimate,
            lift=one.estimate.value / usual if usual > 0 else None,
            p=p,
            p_always=p_always,
            incremental=money.estimate.times(units[arm]),
            verdict=_said(one.estimate, p if ended else p_always, ended=ended),
        )
        compared.append((comparison, one))
    return compared


def _side_by_side(
    totals: Sequence[ArmTotals], arm: str, baseline: str
) -> list[tuple[ArmTotals | None, ArmTotals | None]]:
    """Both arms under each of the shares that there were.

    An arm that was given more in a good week would else look good by the week.
    """
    found = {(one.split, one.arm): one for one in totals}
    return [
        (found.get((split, arm)), found.get((split, baseline)))
        for split in dict.fromkeys(one.split for one in totals)
    ]


def _said(difference: Estimate, p: float, *, ended: bool) -> Verdict:
    if p < WRONG:
        return Verdict.BETTER if difference.value > 0 else Verdict.WORSE
    return Verdict.NO_DIFFERENCE if ended else Verdict.UNDECIDED


def _mismatch_p(totals: Sequence[ArmTotals]) -> float:
    """Whether the arms are as large as their shares were, under each of the shares that there were."""
    statistic, freedom = 0.0, 0
    for split in {one.split for one in totals}:
        seen = {one.arm: one.units for one in totals if one.split == split}
        shares, units = shares_of(split), sum(seen.values())
        if units * min(shares.values()) < LEAST_EXPECTED:
            continue
        statistic += chi_square((seen.get(arm, 0), units * float(share)) for arm, share in shares.items())
        freedom += len(shares) - 1
    return chi_square_p(statistic, freedom)


def _verdict(  # noqa: PLR0917 - what a verdict rests on
    arms: Sequence[ArmReport],
    sums: ArmSums,
    compared: Sequence[tuple[ArmComparison, Difference]],
    mismatch: float,
    goal: Goal,
    phase: Phase,
) -> Verdict:
    """What is said first: no result outranks arms that were not dealt as they should."""
    if mismatch < MISMATCHED:
        return Verdict.MISMATCH
    if not compared or _too_few(arms, sums, goal):
        return Verdict.TOO_LITTLE
    found = {one.verdict for one, _ in compared}
    nothing = Verdict.NO_DIFFERENCE if phase is Phase.ENDED else Verdict.UNDECIDED
    return next((one for one in (Verdict.BETTER, Verdict.WORSE) if one in found), nothing)


def _too_few(arms: Sequence[ArmReport], sums: ArmSums, goal: Goal) -> bool:
    dealt = [one for one in arms if one.share > 0]
    return min(one.units for one in dealt) < LEAST_UNITS or _all_events(sums, goal) < LEAST_EVENTS


def _all_events(sums: ArmSums, goal: Goal) -> int:
    return sum(_events(one, goal) for one in sums.values())


def _days_left(  # noqa: PLR0917 - what a forecast rests on
    arms: Sequence[ArmReport],
    sums: ArmSums,
    found: Sequence[Difference],
    experiment: Experiment,
    first_at: datetime | None,
    at: datetime,
) -> int | None:
    """How much longer at the pace so far: until there is enough, and until the largest difference seen is shown."""
    so_far = timedelta() if first_at is None else at - first_at
    fewest = min((one.units for one in arms if one.share > 0), default=0)
    events = _all_events(sums, experiment.goal)
    if so_far <= timedelta() or not fewest or not events:
        return None
    enough = max(LEAST_UNITS / fewest, LEAST_EVENTS / events)
    shown = min((needed_factor(one) for one in found), default=math.inf)
    factor = enough if _too_few(arms, sums, experiment.goal) and math.isinf(shown) else max(enough, shown)
    days = so_far / timedelta(days=1) * max(0.0, factor - 1)
    return None if days > LONGEST else max(1, math.ceil(days))
