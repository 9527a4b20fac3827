"""Experiments: which share of customers sees which variant of a rule."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction


class SplitBy(StrEnum):
    """What is dealt to variants: who got one keeps it."""

    CUSTOMER = "customer"
    ORDER = "order"
    SESSION = "session"


class Goal(StrEnum):
    """What tells the variants apart."""

    ORDERS = "orders"
    REVENUE = "revenue"
    CLICKS = "clicks"
    REDEMPTIONS = "redemptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A share of all (0 to 1) under the rule as it stands, or with the lines of `overrides` in place of its own."""

    name: str
    share: Fraction
    overrides: tuple[str, ...] = ()  # labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """`holdout` is the share that gets nothing; shares and holdout add up to 1. `ends` is exclusive."""

    name: str
    variants: tuple[Variant, ...]
    holdout: Fraction = Fraction(0)
    split_by: SplitBy = SplitBy.CUSTOMER
    goal: Goal = Goal.ORDERS
    begins: datetime | None = None
    ends: datetime | None = None
