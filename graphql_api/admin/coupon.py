"""Coupons: what was issued to whom, what is left of it; full codes only by right and with a trace."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.program import AmountOff, Discount, FreeShipping, PercentOff
from engine.model.records import Page, StoredCoupon
from engine.model.sample import is_sample_order
from engine.service import ask
from engine.service.coupon_desk import coupon_by_code
from engine.service.coupon_life import coupon_life
from engine.service.coupons import reveal_code, revoke_coupon
from graphql_api.addresses import comparable
from graphql_api.admin.coupon_event import CouponEvent, show_event
from graphql_api.admin.redemption import RedemptionType, show_redemption
from graphql_api.admin.rule import RuleType, show_rule
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect
from graphql_api.receipts import receipt
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import CouponCode, Email, Money, money


@described(
    "State of a coupon.",
    ISSUED="May be used, if its time and uses allow.",
    USED_UP="Every use is taken.",
    EXPIRED="Its last day is over (S1.17).",
    REVOKED="Withdrawn by staff.",
)
class CouponStateKind(StrEnum):
    """`model.facts.CouponState`."""

    ISSUED = "issued"
    USED_UP = "used_up"
    EXPIRED = "expired"
    REVOKED = "revoked"


@strawberry.type(name="Discount", description="What a coupon takes off: one of the three is set.")
class DiscountType:
    """A discount."""

    amount: Money | None = strawberry.field(description="A fixed amount (S1.20).")
    percent: str | None = strawberry.field(description="A percentage as a decimal, such as 12.5 (S1.21).")
    free_shipping: bool = strawberry.field(description="The shipping charge is taken off.")


@strawberry.type(name="Coupon", description="A one-time code that was issued.")
class CouponType:
    """A coupon."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    rule_name: str = strawberry.field(description="The rule that issued it.")
    state: CouponStateKind = strawberry.field(description="Whether it may be used.")
    masked_code: str = strawberry.field(description="Its code with all but the last characters hidden.")
    order_id: str = strawberry.field(
        description="The shop's own id of the order that earned it; empty: none did."
    )
    revision: int = strawberry.field(description="The rule revision that issued it (I19).")
    discount: DiscountType = strawberry.field(description="What it takes off, as frozen at issue.")
    issued_at: datetime = strawberry.field(description="When it was issued.")
    valid_until: datetime | None = strawberry.field(description="Exclusive end; null: no end (S1.16).")
    uses: int | None = strawberry.field(description="How often it may be used; null: without limit (S1.18).")
    used: int = strawberry.field(description="Uses so far.")
    held: int = strawberry.field(description="Uses set aside for carts now.")
    test: bool = strawberry.field(description="From a sandbox order (S1.38).")
    sample: bool = strawberry.field(description="Made up: part of the sample week; its code works nowhere.")
    coupon: strawberry.Private[StoredCoupon]

    @relation_field("The address it is bound to (S1.7); null: none.", Right.PII)
    def owner_email(self) -> Email | None:
        """The bound address."""
        address = self.coupon.fact.owner_email
        return None if address is None else Email(address)

    @relation_field("The rule as it stands in the live revision; null when it is not there any more.")
    async def rule(self, info: Info) -> RuleType | None:
        """The rule."""
        found = await info.context.loaders.rule.load(self.rule_name)
        return None if found is None else show_rule(found)

    @relation_field("Its life, oldest first: issued, mailed, used, what staff did and why.")
    async def life(self, info: Info) -> list[CouponEvent]:
        """The timeline."""
        life = await coupon_life(info.context.engine, info.context.shop, self.coupon)
        currency = (await info.context.loaders.shop_settings()).currency
        return [show_event(one, currency, info.context.language) for one in life.events]

    @relation_field("Its uses, newest first.")
    async def redemptions(self, info: Info) -> list[RedemptionType]:
        """The uses."""
        rows = await info.context.loaders.redemptions_of_coupon.load(self.coupon.fact.id)
        currency = (await info.context.loaders.shop_settings()).currency
        return [show_redemption(row, currency) for row in rows or ()]


@strawberry.input(description="Which coupons; all that is given must hold.")
class CouponFilter:
    """A filter."""

    rule: str | None = strawberry.field(default=None, description="Issued by this rule.")
    email: Email | None = strawberry.field(
        default=None, description="Bound to this address, in any spelling (D1.g)."
    )
    state: CouponStateKind | None = strawberry.field(default=None, description="In this state.")
    order_id: str | None = strawberry.field(
        default=None, description="Earned by the shop's order of this id."
    )
    code: CouponCode | None = strawberry.field(
        default=None,
        description="The one with this code, as a customer reads it out; needs the right coupons.",
    )
    issued_since: datetime | None = strawberry.field(default=None, description="Issued at or after this.")
    issued_before: datetime | None = strawberry.field(default=None, description="Issued before this.")


@strawberry.input(description="A coupon whose full code is to be shown.")
class CouponRevealInput:
    """Input of `couponReveal`."""

    coupon_id: strawberry.ID = strawberry.field(description="The coupon.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; each showing is audited."
    )


@strawberry.type(description="A full code.")
class CouponRevealPayload:
    """The answer of `couponReveal`."""

    code: CouponCode | None = strawberry.field(
        description="The code as printed; null when `errors` says why not."
    )
    errors: list[UserError] = strawberry.field(description="Why it is not shown; empty when it is.")


@strawberry.input(description="A coupon to withdraw.")
class CouponRevokeInput:
    """Input of `couponRevoke`."""

    coupon_id: strawberry.ID = strawberry.field(description="The coupon.")
    reason: str = strawberry.field(description="Why, for the audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A repeat gives the first answer (C23); without a key, a revoked one is STATE_NOT_ALLOWED.",
    )


@strawberry.type(description="A withdrawn coupon.")
class CouponRevokePayload:
    """The answer of `couponRevoke`."""

    coupon: CouponType | None = strawberry.field(
        description="The coupon as it stands; null when there is none."
    )
    errors: list[UserError] = strawberry.field(description="Why it was not withdrawn; empty when it was.")


def show_coupon(coupon: StoredCoupon, currency: str) -> CouponType:
    """A coupon as the schema shows it."""
    fact = coupon.fact
    return CouponType(
        id=strawberry.ID(opaque("Coupon", fact.id)),
        rule_name=fact.rule,
        state=CouponStateKind(fact.state.value),
        masked_code=f"••••{coupon.last_four}",
        order_id=coupon.order_id,
        revision=coupon.revision,
        discount=_discount(fact.terms.discount, currency),
        issued_at=fact.issued_at,
        valid_until=fact.valid_until,
        uses=fact.uses,
        used=fact.used,
        held=fact.held,
        test=fact.test,
        sample=is_sample_order(coupon.order_id),
        coupon=coupon,
    )


async def coupon_rows(
    info: Info, wanted: CouponFilter
) -> Callable[[Page], Awaitable[tuple[StoredCoupon, ...]]]:
    """What gives pages of the wanted coupons. Raises Refused when that would tell what the caller may not see."""
    engine, shop = info.context.engine, info.context.shop
    _check_search(info, wanted)
    email = await comparable(info, wanted.email)
    state = None if wanted.state is None else CouponState(wanted.state.value)

    async def load(page: Page) -> tuple[StoredCoupon, ...]:
        if wanted.code is not None:
            found = await coupon_by_code(engine, shop, str(wanted.code))
            return () if found is None or page.cursor is not None else (found,)
        return await ask.coupons(
            engine,
            shop,
            page,
            rule=wanted.rule,
            email=email,
            state=state,
            order_id=wanted.order_id,
            since=wanted.issued_since,
            until=wanted.issued_before,
        )

    return load


def _discount(discount: Discount, currency: str) -> DiscountType:
    amount = money(discount.amount, currency) if isinstance(discount, AmountOff) else None
    percent = f"{float(discount.rate * 100):g}" if isinstance(discount, PercentOff) else None
    return DiscountType(amount=amount, percent=percent, free_shipping=isinstance(discount, FreeShipping))


@strawberry.type
class CouponQueries:
    """Queries about coupons."""

    @query_field(Right.READ, "Coupons, newest first, filtered by rule, owner and state.")
    async def coupons(
        self,
        info: Info,
        *,
        filter: CouponFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[CouponType]:
        """A page of coupons."""
        engine, shop = info.context.engine, info.context.shop
        currency = (await info.context.loaders.shop_settings()).currency
        wanted = filter or CouponFilter()
        load = await coupon_rows(info, wanted)

        async def counted() -> int | None:
            return await ask.count(engine, shop, "coupons") if wanted == CouponFilter() else None

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, lambda row: show_coupon(row, currency), counted)

    @query_field(Right.READ, "One coupon by its id.")
    async def coupon(self, info: Info, id: strawberry.ID) -> CouponType | None:  # noqa: A002
        """A coupon."""
        own = own_id("Coupon", id)
        found = None if own is None else await info.context.loaders.coupon.load(own)
        return (
            None
            if found is None
            else show_coupon(found, (await info.context.loaders.shop_settings()).currency)
        )


@strawberry.type
class CouponMutations:
    """Mutations about coupons."""

    @mutation_field(Right.REVEAL, "Show a full code; who looked is written into the audit trail (SEC4).")
    async def coupon_reveal(self, info: Info, input: CouponRevealInput) -> CouponRevealPayload:  # noqa: A002
        """Reveal a code."""
        context, own = info.context, own_id("Coupon", input.coupon_id)
        if own is None:
            return CouponRevealPayload(code=None, errors=[_not_found(info)])
        outcome = await reveal_code(context.engine, context.shop, own, actor=context.caller.actor)
        if isinstance(outcome, Rejection):
            return CouponRevealPayload(code=None, errors=rejected(outcome, context.language))
        return CouponRevealPayload(code=CouponCode(outcome.code), errors=[])

    @mutation_field(Right.COUPONS, "Withdraw a coupon for good; its code is refused from now on.")
    async def coupon_revoke(self, info: Info, input: CouponRevokeInput) -> CouponRevokePayload:  # noqa: A002
        """Revoke a coupon."""
        context, own = info.context, own_id("Coupon", input.coupon_id)
        if own is None:
            return CouponRevokePayload(coupon=None, errors=[_not_found(info)])
        outcome = await revoke_coupon(
            context.engine,
            context.shop,
            own,
            reason=input.reason,
            actor=context.caller.actor,
            receipt=receipt("couponRevoke", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        currency = (await context.loaders.shop_settings()).currency
        if not isinstance(outcome, Rejection):
            return CouponRevokePayload(coupon=show_coupon(outcome, currency), errors=[])
        stored = await context.loaders.coupon.load(own)
        shown = None if stored is None else show_coupon(stored, currency)
        return CouponRevokePayload(coupon=shown, errors=rejected(outcome, context.language))


def _check_search(info: Info, wanted: CouponFilter) -> None:
    """Raise Refused where a filter would tell what the caller may not see: addresses, or which codes exist."""
    for asked, right in ((wanted.email, Right.PII), (wanted.code, Right.COUPONS)):
        if asked is not None and right not in info.context.caller.rights:
            raise Refused(RequestCode.FORBIDDEN, right=right)


def _not_found(info: Info) -> UserError:
    return user_error(Problem.NOT_FOUND, info.context.language, ["couponId"])
