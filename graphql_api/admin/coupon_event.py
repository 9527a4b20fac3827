"""Events in the life of a coupon."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.coupon_life import LifeEvent
from graphql_api.enumeration import described
from graphql_api.scalars import Money, money


@described(
    "What happened to a coupon. New values may be added.",
    ISSUED="It was issued; `subject` is the order that earned it, empty when staff gave it.",
    REQUESTED="Staff gave it by hand.",
    MAIL_QUEUED="A message about it was queued; `subject` is the template.",
    MAILED="The message was handed to the mail server.",
    NOT_MAILED="The message was not sent; `reason` says why.",
    SENT_AGAIN="Staff asked to send it again.",
    CODE_SHOWN="Staff looked at the full code.",
    EXTENDED="Staff gave it a later end.",
    REDEEMED="It was used; `subject` is the order.",
    REVOKED="Staff withdrew it.",
    EXPIRED="Its last day was over.",
)
class CouponEventKind(StrEnum):
    """`model.coupon_life.LifeKind`."""

    ISSUED = "issued"
    REQUESTED = "requested"
    MAIL_QUEUED = "mail_queued"
    MAILED = "mailed"
    NOT_MAILED = "not_mailed"
    SENT_AGAIN = "sent_again"
    CODE_SHOWN = "code_shown"
    EXTENDED = "extended"
    REDEEMED = "redeemed"
    REVOKED = "revoked"
    EXPIRED = "expired"


@strawberry.type(description="One thing that happened to a coupon.")
class CouponEvent:
    """An event."""

    at: datetime = strawberry.field(description="When.")
    kind: CouponEventKind = strawberry.field(description="What.")
    subject: str = strawberry.field(description="The order or template it is about; may be empty.")
    reason: str = strawberry.field(description="Why; may be empty.")
    amount: Money | None = strawberry.field(description="What a use took off; null for everything else.")
    actor_kind: str | None = strawberry.field(description="staff, token or cli; null: the engine itself.")
    actor_id: str | None = strawberry.field(description="Which of them.")


def show_event(event: LifeEvent, currency: str) -> CouponEvent:
    """An event as the schema shows it."""
    kind = CouponEventKind(event.kind.value)
    return CouponEvent(
        at=event.at,
        kind=kind,
        subject=event.subject,
        reason=event.reason,
        amount=money(event.amount, currency) if kind is CouponEventKind.REDEEMED else None,
        actor_kind=None if event.actor is None else event.actor.kind,
        actor_id=None if event.actor is None else event.actor.id,
    )
