"""Events in the life of a coupon."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.coupon_life import LifeEvent
from engine.model.refused_use import RefusedUse
from graphql_api.actor_names import actor_name
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.language import Language
from graphql_api.messages import message
from graphql_api.price import CodeRefusalReason
from graphql_api.rights import relation_field
from graphql_api.scalars import Money, money


@described(
    "What happened to a coupon. New values may be added.",
    ISSUED="It was issued; `subject` is the order that earned it, empty when staff gave it.",
    REQUESTED="Staff gave it by hand.",
    MAIL_QUEUED="A message about it was queued; `subject` is the template.",
    MAILED="The message was handed to the mail server.",
    NOT_MAILED="The message was not sent; `reason` says why.",
    SENT_AGAIN="Staff asked to send it again.",
    HELD="A use was set aside for a cart during payment; `hold` says what became of it.",
    REFUSED="It was offered and did not apply; `refusal` says why, `reason` in words.",
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
    HELD = "held"
    REFUSED = "refused"
    CODE_SHOWN = "code_shown"
    EXTENDED = "extended"
    REDEEMED = "redeemed"
    REVOKED = "revoked"
    EXPIRED = "expired"


@described(
    "Where a coupon was offered that did not apply.",
    QUOTE="A cart was priced.",
    HOLD="A use was to be set aside before payment.",
    ORDER="An order was reported.",
)
class RefusedAtKind(StrEnum):
    """`model.refused_use.RefusedAt`."""

    QUOTE = "quote"
    HOLD = "hold"
    ORDER = "order"


@described(
    "What became of a use that was set aside.",
    LIVE="It is still set aside.",
    REDEEMED="The order came.",
    RELEASED="The storefront gave it back.",
    EXPIRED="Its 15 minutes were over.",
)
class HoldStateKind(StrEnum):
    """`model.records.HoldState`."""

    LIVE = "live"
    REDEEMED = "redeemed"
    RELEASED = "released"
    EXPIRED = "expired"


@strawberry.type(description="Why a coupon did not apply.")
class CouponRefusal:
    """A refusal."""

    code: CodeRefusalReason = strawberry.field(description="The true reason, never INVALID_CODE.")
    where: RefusedAtKind = strawberry.field(description="Where it was offered.")
    masked_email: str = strawberry.field(
        description="The address that offered it, as h•••@shop.example; empty: none was given."
    )
    times: int = strawberry.field(description="How often within that minute.")


@strawberry.type(description="One thing that happened to a coupon.")
class CouponEvent:
    """An event."""

    at: datetime = strawberry.field(description="When.")
    kind: CouponEventKind = strawberry.field(description="What.")
    subject: str = strawberry.field(description="The order or template it is about; may be empty.")
    reason: str = strawberry.field(
        description="Why; may be empty. Of REFUSED in the language of Accept-Language."
    )
    refusal: CouponRefusal | None = strawberry.field(description="More about REFUSED; null for all others.")
    hold: HoldStateKind | None = strawberry.field(description="What became of HELD; null for all others.")
    amount: Money | None = strawberry.field(description="What a use took off; null for everything else.")
    actor_kind: str | None = strawberry.field(description="staff, token or cli; null: the engine itself.")
    actor_id: str | None = strawberry.field(description="Which of them.")

    @relation_field(
        "Their name, or what else it was, such as the command line; in the language of Accept-Language."
        " Null: the engine itself."
    )
    async def actor_name(self, info: Info) -> str | None:
        """A name for people."""
        return None if self.actor_id is None else await actor_name(info, self.actor_id)


def show_event(event: LifeEvent, currency: str, language: Language) -> CouponEvent:
    """An event as the schema shows it."""
    kind, refused = CouponEventKind(event.kind.value), event.refused
    return CouponEvent(
        at=event.at,
        kind=kind,
        subject=event.subject,
        reason=event.reason if refused is None else message(refused.reason.name, language),
        refusal=None if refused is None else _refusal(refused),
        hold=None if event.hold is None else HoldStateKind(event.hold.value),
        amount=money(event.amount, currency) if kind is CouponEventKind.REDEEMED else None,
        actor_kind=None if event.actor is None else event.actor.kind,
        actor_id=None if event.actor is None else event.actor.id,
    )


def _refusal(refused: RefusedUse) -> CouponRefusal:
    return CouponRefusal(
        code=CodeRefusalReason(refused.reason.value),
        where=RefusedAtKind(refused.where.value),
        masked_email=refused.email,
        times=refused.times,
    )
