"""Who takes part in an experiment, and what came of each arm."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNeed:
    """Whether the unit of this keyed hash was exposed to its experiment (the hash covers both)."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFact:
    """A unit that was exposed: the arm that it keeps, and the unit `main` that carries its figures."""

    unit: str
    experiment: str
    main: str
    arm: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposeUnit:
    """Write down the first exposure of a unit, pseudonymous; a unit that is written down already stays as it is.

    `main` is the unit itself or, for somebody who was dealt their arm under another name, that one. `split` are the
    shares of this moment.
    """

    experiment: str
    unit: str
    main: str
    arm: str
    split: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOutcome:
    """Add to what came of an exposed unit; `revenue` and `discount` are minor units, revenue less when refunded."""

    experiment: str
    unit: str
    orders: int = 0
    revenue: int = 0
    discount: int = 0
    clicks: int = 0
    redemptions: int = 0


ExperimentEffect = ExposeUnit | CountOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmTotals:
    """What came of the units of one arm that were exposed under the shares `split`.

    `buyers`, `clickers` and `redeemers` are units with at least one order, click, redemption; `revenue_squares` is the
    sum of the squares of the units' revenue. `first_at` and `last_at` are the first and last exposure.
    """

    arm: str
    split: str
    units: int
    buyers: int
    orders: int
    revenue: int
    revenue_squares: float
    discount: int
    clickers: int
    clicks: int
    redeemers: int
    redemptions: int
    first_at: datetime
    last_at: datetime
