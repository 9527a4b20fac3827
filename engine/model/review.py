"""Reviews of releases: a second person looks before rules go live (SEC24)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewState(StrEnum):
    """REJECTED, SUPERSEDED and PUBLISHED are ends."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"  # something else was asked for instead
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Somebody asks that rules of `fingerprint` go live over revision `base` (None: over nothing), another decides.

    `revision` is the draft that was looked at, `note` what the asker says, `reason` why it was rejected.
    """

    number: int
    revision: int
    base: int | None
    fingerprint: str
    note: str
    requested_by: str  # `Actor.id`
    requested_at: datetime
    state: ReviewState = ReviewState.REQUESTED
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
