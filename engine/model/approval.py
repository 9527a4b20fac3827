"""Money that one person may not move alone: asked for, approved by another, carried out once (SEC24)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from engine.model.staff import Role

OPEN_FOR = timedelta(days=7)
"""How long a request waits for somebody."""


class ApprovalKind(StrEnum):
    """What is asked for."""

    CREDIT = "credit"  # a balance for a gift card, by hand
    CASH_OUT = "cash_out"  # a gift card paid out in money
    BULK_REFUND = "bulk_refund"  # a file of refunds that was looked through
    CARD_IMPORT = "card_import"  # a file of another system's gift cards that was looked through


class ApprovalState(StrEnum):
    """Where a request stands; the last three are ends."""

    REQUESTED = "requested"
    APPROVED = "approved"  # and not carried out yet: a crash came in between, it can be pressed again
    DONE = "done"
    REJECTED = "rejected"  # by a person, or because it could not be carried out any more
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLimit:
    """The largest that people of a role may do alone, minor units and per cent; None: no limit.

    `bulk_refund` is for each file that puts money on cards, refunds or balances of another system.
    """

    role: Role
    credit: int | None = None
    cash_out: int | None = None
    bulk_refund: int | None = None
    discount_percent: int | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A request. `subject` is the card or job, `key` what it is about: the same again is the same request.

    `asked` is what carrying it out needs. Until `expires_at` (exclusive) somebody may approve it.
    """

    number: int
    kind: ApprovalKind
    subject: str
    amount: int
    key: str
    requested_by: str
    requested_at: datetime
    expires_at: datetime
    asked: Mapping[str, str] = field(default_factory=dict)
    state: ApprovalState = ApprovalState.REQUESTED
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""

    def state_at(self, now: datetime) -> ApprovalState:
        """Where it stands at `now`: nobody has to write down that time is over."""
        over = self.state is ApprovalState.REQUESTED and self.expires_at <= now
        return ApprovalState.EXPIRED if over else self.state
