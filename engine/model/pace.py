"""How fast something goes: what rules give away by the hour, what is guessed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HourGiven:
    """What orders got off by a rule within one hour of UTC, in minor units."""

    rule: str
    hour: datetime
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedGuesses:
    """Wrong codes that still count on one key: of a network, a customer, or the whole shop."""

    key: str
    failed: int
