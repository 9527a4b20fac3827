"""Experiments: which share of customers sees which variant of a rule."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

HOLDOUT = ""
"""The arm for which the rules of the experiment do nothing; no variant has an empty name."""

COMBINATIONS = 256
"""Of arms that run at one moment: eight experiments of two arms, or five of three; rules are kept ready for each."""


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

    @property
    def arms(self) -> tuple[tuple[str, Fraction], ...]:
        """Every arm that somebody can be dealt, with its share: the holdout first, then variants as written."""
        held = ((HOLDOUT, self.holdout),) if self.holdout > 0 else ()
        return (*held, *((one.name, one.share) for one in self.variants if one.share > 0))

    @property
    def split(self) -> str:
        """The shares as they are kept with whoever is dealt an arm by them: JSON, arms and exact fractions."""
        return json.dumps([[arm, str(share)] for arm, share in self.arms], ensure_ascii=False)

    def runs(self, at: datetime) -> bool:
        """Whether arms are dealt `at` this instant; before and after it, rules act as they stand."""
        return (self.begins is None or self.begins <= at) and (self.ends is None or at < self.ends)


def shares_of(split: str) -> dict[str, Fraction]:
    """The shares that `Experiment.split` has kept."""
    return {arm: Fraction(share) for arm, share in json.loads(split)}
