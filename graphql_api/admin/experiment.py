"""Experiments: what each arm came to, and what may be said about it."""

import math
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.experiment_report import ArmComparison, ArmReport, ExperimentReport
from engine.service.experiment_report import experiment_report, experiment_reports
from engine.values.inference import Estimate
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Money, money


@described(
    "What an experiment deals its arms to.",
    CUSTOMER="Customers: by member id, else e-mail address, else telephone number; guests by their cart.",
    ORDER="Orders, by the cart that they come from.",
    SESSION="Visits, by the cart.",
)
class ExperimentSplit(StrEnum):
    """`model.experiment.SplitBy`."""

    CUSTOMER = "customer"
    ORDER = "order"
    SESSION = "session"


@described(
    "The figure that tells the arms of an experiment apart.",
    ORDERS="The share of units with an order.",
    REVENUE="Revenue per unit, refunds taken off.",
    CLICKS="The share of units that clicked a link of its messages.",
    REDEMPTIONS="The share of units that used a discount of its rules.",
)
class ExperimentGoal(StrEnum):
    """`model.experiment.Goal`."""

    ORDERS = "orders"
    REVENUE = "revenue"
    CLICKS = "clicks"
    REDEMPTIONS = "redemptions"


@described(
    "Where an experiment stands.",
    PLANNED="It has not begun: rules act as they stand.",
    RUNNING="Arms are dealt.",
    ENDED="It is over: rules act as they stand.",
)
class ExperimentPhase(StrEnum):
    """`model.experiment_report.Phase`."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


@described(
    "What can be said of an experiment or of one comparison in it.",
    MISMATCH="The arms are not as large as their shares: something else differs too, so no result is to be believed.",
    TOO_LITTLE="Too few units or events to say anything.",
    UNDECIDED="Nothing is shown yet.",
    BETTER="The arm is better than the baseline.",
    WORSE="The arm is worse than the baseline.",
    NO_DIFFERENCE="It has ended, and no difference was shown.",
)
class ExperimentVerdict(StrEnum):
    """`model.experiment_report.Verdict`."""

    MISMATCH = "mismatch"
    TOO_LITTLE = "too_little"
    UNDECIDED = "undecided"
    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"


@strawberry.type(description="A value with its 95 % interval; a bound is null where nothing bounds it yet.")
class EstimateRange:
    """An estimate."""

    value: float = strawberry.field(description="What was seen.")
    low: float | None = strawberry.field(description="Its lower bound.")
    high: float | None = strawberry.field(description="Its upper bound.")


@strawberry.type(description="An amount with its 95 % interval; a bound is null where nothing bounds it yet.")
class MoneyRange:
    """An estimate in money."""

    value: Money = strawberry.field(description="What was seen, rounded.")
    low: Money | None = strawberry.field(description="Its lower bound.")
    high: Money | None = strawberry.field(description="Its upper bound.")


@strawberry.type(description="One arm of an experiment.")
class ExperimentArm:
    """An arm."""

    name: str = strawberry.field(description="The variant; empty for the holdout.")
    holdout: bool = strawberry.field(description="Whether the rules of the experiment do nothing for it.")
    share: float = strawberry.field(
        description="0 to 1: what is dealt now; 0 for an arm that is dealt no more."
    )
    units: int = strawberry.field(description="Units for whom the arms would have differed, since then.")
    buyers: int = strawberry.field(description="Those of them with an order.")
    orders: int = strawberry.field(description="Their orders.")
    revenue: Money = strawberry.field(description="What they paid, refunds taken off.")
    discount: Money = strawberry.field(description="What the rules of the experiment took off.")
    clicks: int = strawberry.field(description="Clicks on links of messages of its rules.")
    redemptions: int = strawberry.field(description="Uses of discounts of its rules.")
    rate: EstimateRange = strawberry.field(
        description="The share of units with what the goal counts (for revenue: with an order), 0 to 1."
    )
    revenue_per_unit: MoneyRange = strawberry.field(description="Revenue of one unit.")


@strawberry.type(description="An arm against the baseline, in the figure of the goal.")
class ExperimentComparison:
    """A comparison."""

    arm: str = strawberry.field(description="The arm.")
    difference: EstimateRange = strawberry.field(
        description="Arm less baseline: a share of units, or for revenue minor units per unit. The interval is "
        "meant for the end that was fixed before; it is not corrected for the number of arms."
    )
    lift: float | None = strawberry.field(
        description="The difference over the baseline; null where that is 0."
    )
    p: float = strawberry.field(
        description="How often chance alone would show as much at the end, corrected for the number of arms (Holm)."
    )
    p_always: float = strawberry.field(
        description="The same, right however often somebody looks; it decides while the experiment runs."
    )
    incremental_revenue: MoneyRange = strawberry.field(
        description="What the units of the arm brought more than they would have brought in the baseline."
    )
    verdict: ExperimentVerdict = strawberry.field(description="What can be said of this arm.")


@strawberry.type(description="An experiment of the live rules and what it has shown so far.")
class Experiment:
    """An experiment."""

    name: str = strawberry.field(description="Its name.")
    phase: ExperimentPhase = strawberry.field(description="Where it stands.")
    goal: ExperimentGoal = strawberry.field(description="The figure that tells the arms apart.")
    split: ExperimentSplit = strawberry.field(description="What arms are dealt to.")
    begins_at: datetime | None = strawberry.field(
        description="When arms are dealt from; null: since it went live."
    )
    ends_at: datetime | None = strawberry.field(description="When that ends; null: no end was fixed.")
    first_exposure_at: datetime | None = strawberry.field(description="When the first unit was exposed.")
    rules: list[str] = strawberry.field(description="The live rules that name it.")
    arms: list[ExperimentArm] = strawberry.field(description="Its arms, the baseline first.")
    baseline: str = strawberry.field(
        description="The arm that others are compared with: the holdout (empty) or the first variant."
    )
    comparisons: list[ExperimentComparison] = strawberry.field(
        description="Every other arm against the baseline."
    )
    verdict: ExperimentVerdict = strawberry.field(
        description="What is said first: a mismatch outranks any result."
    )
    days_left: int | None = strawberry.field(
        description="About how many more days it takes to show the difference seen; null: unknown, or shown."
    )
    mismatch_p: float = strawberry.field(description="How often chance alone would make the arms as unequal.")


@strawberry.type
class ExperimentQueries:
    """Queries about experiments."""

    @query_field(Right.READ, "The experiments of the live rules, by name.")
    async def experiments(self, info: Info) -> list[Experiment]:
        """The experiments."""
        found = await experiment_reports(info.context.engine, info.context.shop)
        return [_shown(one) for one in found]

    @query_field(Right.READ, "One experiment of the live rules; null when there is none of that name.")
    async def experiment(self, info: Info, name: str) -> Experiment | None:
        """An experiment."""
        found = await experiment_report(info.context.engine, info.context.shop, name)
        return None if isinstance(found, Rejection) else _shown(found)


def _shown(one: ExperimentReport) -> Experiment:
    experiment = one.experiment
    return Experiment(
        name=experiment.name,
        phase=ExperimentPhase(one.phase),
        goal=ExperimentGoal(experiment.goal),
        split=ExperimentSplit(experiment.split_by),
        begins_at=experiment.begins,
        ends_at=experiment.ends,
        first_exposure_at=one.first_at,
        rules=list(one.rules),
        arms=[_arm(arm, one.currency) for arm in one.arms],
        baseline=one.baseline,
        comparisons=[_comparison(each, one.currency) for each in one.comparisons],
        verdict=ExperimentVerdict(one.verdict),
        days_left=one.days_left,
        mismatch_p=one.mismatch_p,
    )


def _arm(one: ArmReport, currency: str) -> ExperimentArm:
    return ExperimentArm(
        name=one.arm,
        holdout=one.holdout,
        share=one.share,
        units=one.units,
        buyers=one.buyers,
        orders=one.orders,
        revenue=money(one.revenue, currency),
        discount=money(one.discount, currency),
        clicks=one.clicks,
        redemptions=one.redemptions,
        rate=_range(one.rate),
        revenue_per_unit=_money_range(one.revenue_per_unit, currency),
    )


def _comparison(one: ArmComparison, currency: str) -> ExperimentComparison:
    return ExperimentComparison(
        arm=one.arm,
        difference=_range(one.difference),
        lift=one.lift,
        p=one.p,
        p_always=one.p_always,
        incremental_revenue=_money_range(one.incremental, currency),
        verdict=ExperimentVerdict(one.verdict),
    )


def _range(one: Estimate) -> EstimateRange:
    return EstimateRange(value=one.value, low=_finite(one.low), high=_finite(one.high))


def _finite(bound: float) -> float | None:
    return bound if math.isfinite(bound) else None


def _money_range(one: Estimate, currency: str) -> MoneyRange:
    return MoneyRange(
        value=money(round(one.value), currency),
        low=money(round(one.low), currency) if math.isfinite(one.low) else None,
        high=money(round(one.high), currency) if math.isfinite(one.high) else None,
    )
