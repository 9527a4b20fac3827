"""Long work in steps that survives its worker: bulk refunds, imports and exports, with progress and files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class JobKind(StrEnum):
    """What a job does."""

    BULK_REFUND = "bulk_refund"  # gift cards for a file of refunds (D5.d)
    EXPORT = "export"  # a list as a file
    PRODUCT_IMPORT = "product_import"  # products of a file into the catalogue
    CARD_IMPORT = "card_import"  # gift cards that another system made
    COUPON_IMPORT = "coupon_import"  # coupons that another system made


class JobState(StrEnum):
    """Where a job stands; done, failed and cancelled are ends, of which failed can be taken up again."""

    OPEN = "open"  # its file is being handed in
    WAITING = "waiting"
    RUNNING = "running"
    CHECKED = "checked"  # looked through, nothing done; it can be run
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobSide(StrEnum):
    """Files of a job."""

    INPUT = "input"
    OUTPUT = "output"
    FAILURES = "failures"  # rows that could not be carried out, each with its reason


ENDED = frozenset({JobState.DONE, JobState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Long work. `asked` says what, `cursor` where the next step goes on, `totals` what is known so far.

    `done` and `failed` count rows, `total` how many there are, None: not known yet. `attempt` is the fence: each
    worker that takes the job over counts it up.
    """

    id: str
    shop: str
    kind: JobKind
    state: JobState
    asked: Mapping[str, str]
    actor_kind: str
    actor_id: str
    created_at: datetime
    cursor: str = ""
    totals: Mapping[str, int] = field(default_factory=dict)
    done: int = 0
    failed: int = 0
    total: int | None = None
    problem: str = ""
    attempt: int = 0
    next_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStep:
    """What one step did: the new standing, and what it wrote to files (side and content, in order)."""

    cursor: str
    state: JobState = JobState.RUNNING
    totals: Mapping[str, int] = field(default_factory=dict)
    done: int = 0
    failed: int = 0
    total: int | None = None
    problem: str = ""
    wrote: tuple[tuple[JobSide, bytes], ...] = ()
