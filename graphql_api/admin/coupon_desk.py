"""What staff do for a customer about a coupon: issue, extend, send again."""

from datetime import datetime

import strawberry

from engine.model.decision import Problem, Rejection
from engine.model.records import StoredCoupon
from engine.model.requests import BuyerRequest
from engine.service.coupon_desk import extend_coupon, issue_coupon, resend_coupon
from graphql_api.admin.coupon import CouponType, show_coupon
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import own_id
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import Email


@strawberry.input(description="A coupon to give to a customer by hand.")
class CouponIssueInput:
    """Input of `couponIssue`."""

    rule: str = strawberry.field(description="The coupon rule whose promise is given.")
    email: Email | None = strawberry.field(
        default=None, description="Whose it is and where its mail goes; needed for rules bound to an e-mail."
    )
    external_id: str | None = strawberry.field(default=None, description="The shop's own customer id.")
    name: str = strawberry.field(default="", description="Name for the mail.")
    locale: str = strawberry.field(
        default="", description="Language of the mail, ja or en; empty: the shop's."
    )
    reason: str = strawberry.field(description="Why, for the audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat gives the first answer (C23)."
    )


@strawberry.input(description="A coupon that is to live longer.")
class CouponExtendInput:
    """Input of `couponExtend`."""

    coupon_id: strawberry.ID = strawberry.field(description="The coupon, issued or expired.")
    until: datetime = strawberry.field(
        description="Its new exclusive end: later than the old one, at most 366 days from now."
    )
    reason: str = strawberry.field(description="Why, for the audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat gives the first answer (C23)."
    )


@strawberry.input(description="A coupon to mail again.")
class CouponResendInput:
    """Input of `couponResend`."""

    coupon_id: strawberry.ID = strawberry.field(description="The coupon.")
    reason: str = strawberry.field(description="Why, for the audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat gives the first answer (C23)."
    )


@strawberry.type(description="A coupon after staff did something about it.")
class CouponDeskPayload:
    """The answer of `couponIssue`, `couponExtend` and `couponResend`."""

    coupon: CouponType | None = strawberry.field(description="The coupon; null: `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why nothing was done; empty when it was.")


@strawberry.type
class CouponDeskMutations:
    """Mutations about a customer's coupon."""

    @mutation_field(
        Right.COUPONS,
        "Give a customer what a coupon rule promises, and mail it. The rule must be live; its limits and budget hold,"
        " its conditions are yours to judge.",
    )
    async def coupon_issue(self, info: Info, input: CouponIssueInput) -> CouponDeskPayload:  # noqa: A002
        """Issue."""
        email = None if input.email is None else str(input.email)
        outcome = await issue_coupon(
            info.context.engine,
            info.context.shop,
            rule=input.rule,
            buyer=BuyerRequest(
                email=email, external_id=input.external_id, name=input.name, locale=input.locale
            ),
            reason=input.reason,
            actor=info.context.caller.actor,
            receipt=receipt("couponIssue", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        return await _payload(info, outcome)

    @mutation_field(Right.COUPONS, "Give a coupon a later end; an expired one can be used again.")
    async def coupon_extend(self, info: Info, input: CouponExtendInput) -> CouponDeskPayload:  # noqa: A002
        """Extend."""
        own = own_id("Coupon", input.coupon_id)
        if own is None:
            return _unknown(info)
        given = {**vars(input), "idempotency_key": None, "until": input.until.isoformat()}
        outcome = await extend_coupon(
            info.context.engine,
            info.context.shop,
            own,
            until=input.until,
            reason=input.reason,
            actor=info.context.caller.actor,
            receipt=receipt("couponExtend", given, input.idempotency_key),
        )
        return await _payload(info, outcome)

    @mutation_field(Right.COUPONS, "Mail a live coupon again: the same code to the same address.")
    async def coupon_resend(self, info: Info, input: CouponResendInput) -> CouponDeskPayload:  # noqa: A002
        """Send again."""
        own = own_id("Coupon", input.coupon_id)
        if own is None:
            return _unknown(info)
        outcome = await resend_coupon(
            info.context.engine,
            info.context.shop,
            own,
            reason=input.reason,
            actor=info.context.caller.actor,
            receipt=receipt("couponResend", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        return await _payload(info, outcome)


async def _payload(info: Info, outcome: StoredCoupon | Rejection) -> CouponDeskPayload:
    if isinstance(outcome, Rejection):
        return CouponDeskPayload(coupon=None, errors=rejected(outcome, info.context.language))
    currency = (await info.context.loaders.shop_settings()).currency
    return CouponDeskPayload(coupon=show_coupon(outcome, currency), errors=[])


def _unknown(info: Info) -> CouponDeskPayload:
    error = user_error(Problem.NOT_FOUND, info.context.language, ["couponId"])
    return CouponDeskPayload(coupon=None, errors=[error])
