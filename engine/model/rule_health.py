"""Rules as the list shows them: live and edited side by side, what they did lately, and how they are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HealthCode(StrEnum):
    """What is wrong with a rule, gravest first."""

    FILE_ERRORS = "file_errors"  # its file has errors; what is live goes on
    NOT_OFFERABLE = (
        "not_offerable"  # an offer whose product the catalogue has no more, or not as it must be (S4.28)
    )
    BUDGET_SPENT = "budget_spent"
    DELIVERY_FAILED = "delivery_failed"
    BUDGET_LOW = "budget_low"
    SILENT = "silent"  # orders come, and it never matched
    LIMITED = "limited"  # limits held it back
    WARNINGS = "warnings"  # findings worth a look


class Verdict(StrEnum):
    """How a rule is, in one word."""

    GOOD = "good"
    WATCH = "watch"
    BROKEN = "broken"
    OFF = "off"  # paused, stopped, a draft, archived, or not live


GRAVE = frozenset({HealthCode.FILE_ERRORS, HealthCode.NOT_OFFERABLE, HealthCode.BUDGET_SPENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReason:
    """One thing that is wrong, with the figure for its sentence."""

    code: HealthCode
    figure: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDay:
    """What a rule did on one shop-local day; `discount` is minor units."""

    day: date
    matched: int
    issued: int
    redeemed: int
    discount: int


class RuleChange(StrEnum):
    """How the working copy differs from what is live."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule of the working copy or of what is live. `status` is the edited one, `live_status` None when not live."""

    name: str
    kind: str
    title: str
    path: str
    line: int
    priority: int
    status: str
    live_status: str | None
    change: RuleChange | None
    errors: int
    warnings: int
    verdict: Verdict
    reasons: tuple[HealthReason, ...]
    last_matched: date | None
    days: tuple[RuleDay, ...]
