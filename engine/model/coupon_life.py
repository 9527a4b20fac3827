"""The life of a coupon, as staff see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.records import Actor


class LifeKind(StrEnum):
    """What happened to a coupon."""

    ISSUED = "issued"
    REQUESTED = "requested"  # by staff
    MAIL_QUEUED = "mail_queued"
    MAILED = "mailed"
    NOT_MAILED = "not_mailed"
    SENT_AGAIN = "sent_again"
    CODE_SHOWN = "code_shown"
    EXTENDED = "extended"
    REDEEMED = "redeemed"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """One thing. `subject` is the order or template it is about, `amount` minor units, `actor` who of the staff."""

    at: datetime
    kind: LifeKind
    subject: str = ""
    reason: str = ""
    amount: int = 0
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponLife:
    """All of it, oldest first."""

    events: tuple[LifeEvent, ...]
