"""The life of a coupon, as staff see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.records import Actor, HoldState
from engine.model.refused_use import RefusedUse


class LifeKind(StrEnum):
    """What happened to a coupon."""

    ISSUED = "issued"
    REQUESTED = "requested"  # by staff
    MAIL_QUEUED = "mail_queued"
    MAILED = "mailed"
    NOT_MAILED = "not_mailed"
    SENT_AGAIN = "sent_again"
    HELD = "held"  # a use was set aside for a cart
    REFUSED = "refused"
    CODE_SHOWN = "code_shown"
    EXTENDED = "extended"
    REDEEMED = "redeemed"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """One thing. `subject` is the order or template it is about, `amount` minor units, `actor` who of the staff.

    `refused` tells more of a REFUSED one, `hold` what became of a HELD one.
    """

    at: datetime
    kind: LifeKind
    subject: str = ""
    reason: str = ""
    amount: int = 0
    actor: Actor | None = None
    refused: RefusedUse | None = None
    hold: HoldState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponLife:
    """All of it, oldest first."""

    events: tuple[LifeEvent, ...]
