"""What an experiment has shown so far, as people read it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.experiment import Experiment
from engine.values.inference import Estimate


class Phase(StrEnum):
    """Where an experiment stands; one that no live rule names any more is over, whatever its end."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class Verdict(StrEnum):
    """What can be said, the first that applies."""

    MISMATCH = "mismatch"  # the arms are not as large as their shares: something else differs, too
    TOO_LITTLE = "too_little"  # too few units or events to say anything
    UNDECIDED = "undecided"  # enough to say something, and nothing is shown yet
    BETTER = "better"  # an arm is better than the one it is compared with
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"  # at the end, none was shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmReport:
    """One arm. `rate` is the share of units with the goal's event; revenue is minor units per unit."""

    arm: str
    holdout: bool
    share: float  # of those dealt now; 0: nobody is dealt it any more
    units: int
    buyers: int
    orders: int
    revenue: int
    discount: int
    clicks: int
    redemptions: int
    rate: Estimate
    revenue_per_unit: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmComparison:
    """An arm against the baseline, in the goal's figure; `lift` is the difference over the baseline's value.

    `p` is corrected for the number of arms (Holm); `p_always` is the one that may be looked at any time. `incremental`
    is revenue in minor units that the arm brought more than its units would have brought in the baseline.
    """

    arm: str
    difference: Estimate
    lift: float | None
    p: float
    p_always: float
    incremental: Estimate
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentReport:
    """All arms, each compared with the baseline: the holdout or, without one, the first variant.

    `days_left` is how much longer it takes to show the difference seen, None when nobody can tell. `mismatch_p` is how
    often chance alone would make the arms as unequal.
    """

    experiment: Experiment
    phase: Phase
    rules: tuple[str, ...]
    arms: tuple[ArmReport, ...]
    baseline: str
    comparisons: tuple[ArmComparison, ...]
    verdict: Verdict
    days_left: int | None
    mismatch_p: float
    first_at: datetime | None
    at: datetime
    currency: str
