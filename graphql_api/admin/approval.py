"""Money that needs a second person: how much each role may do alone, what is asked for, and who decides (SEC24)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.approval import Approval, ApprovalKind, ApprovalState, RoleLimit
from engine.model.decision import Rejection
from engine.model.records import Page
from engine.model.staff import Role
from engine.service import ask
from engine.service.approve_money import approve_money, reject_money
from engine.service.ask_approvals import approvals
from engine.service.role_limits import set_limits
from graphql_api.admin.staff import StaffRole
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Amount

READ_NOTES = frozenset({Right.COUPONS, Right.MONEY, Right.AUDIT})
"""Rights of which one is needed to read what was written about a customer."""

SAME = "Accepted for symmetry; the same again changes nothing."


@described(
    "What is asked for.",
    CREDIT="A balance for a gift card.",
    CASH_OUT="A gift card paid out in money.",
    BULK_REFUND="A bulk refund that was looked through.",
    CARD_IMPORT="A file of another system's gift cards that was looked through.",
)
class ApprovalKindKind(StrEnum):
    """`model.approval.ApprovalKind`."""

    CREDIT = "credit"
    CASH_OUT = "cash_out"
    BULK_REFUND = "bulk_refund"
    CARD_IMPORT = "card_import"


@described(
    "Where a request stands; the last three are ends.",
    REQUESTED="Waits for a second person.",
    APPROVED="Approved and not carried out: something broke in between. Approve again.",
    DONE="Carried out.",
    REJECTED="Turned down, taken back, or it could not be carried out any more; see `reason`.",
    EXPIRED="Nobody approved it within 7 days.",
)
class ApprovalStateKind(StrEnum):
    """`model.approval.ApprovalState`."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DONE = "done"
    REJECTED = "rejected"
    EXPIRED = "expired"


@strawberry.type(name="Approval", description="Somebody asks to move money that needs a second person.")
class ApprovalType:
    """A request."""

    number: int = strawberry.field(description="Counts up per shop.")
    kind: ApprovalKindKind = strawberry.field(description="What is asked for.")
    state: ApprovalStateKind = strawberry.field(description="Where it stands.")
    amount: Amount = strawberry.field(description="Minor units.")
    card_id: strawberry.ID | None = strawberry.field(description="The gift card; null for a file.")
    job_id: strawberry.ID | None = strawberry.field(description="The job of a file; null for a card.")
    note: str = strawberry.field(
        description="What the asker wrote; empty without the right coupons, money or audit."
    )
    requested_by_name: str = strawberry.field(description="Who asked; empty when nobody knows the name.")
    requested_at: datetime = strawberry.field(description="When.")
    expires_at: datetime = strawberry.field(description="Until when somebody may approve it.")
    mine: bool = strawberry.field(description="Whether you asked, and so cannot approve.")
    decided_by_name: str = strawberry.field(description="Who decided; empty: nobody yet.")
    decided_at: datetime | None = strawberry.field(description="When; null: not yet.")
    reason: str = strawberry.field(description="Why it was turned down, or a code why it could not be done.")


@strawberry.type(
    name="RoleLimit", description="The largest that people of a role may do alone; null: no limit."
)
class RoleLimitType:
    """A limit."""

    role: StaffRole = strawberry.field(description="The role.")
    credit: Amount | None = strawberry.field(description="One balance for a gift card, minor units.")
    cash_out: Amount | None = strawberry.field(description="One gift card paid out, minor units.")
    bulk_refund: Amount | None = strawberry.field(
        description="One file of refunds or imported gift cards in all, minor units."
    )
    discount_percent: int | None = strawberry.field(description="A discount of rules that go live, per cent.")
    budget: Amount | None = strawberry.field(
        description="The money of a budget that goes live, minor units; amounts without one need a review."
    )


@strawberry.input(description="The largest that people of a role may do alone; null: no limit.")
class RoleLimitInput:
    """A limit."""

    role: StaffRole = strawberry.field(description="The role.")
    credit: Amount | None = strawberry.field(
        default=None, description="One balance for a gift card, minor units."
    )
    cash_out: Amount | None = strawberry.field(
        default=None, description="One gift card paid out, minor units."
    )
    bulk_refund: Amount | None = strawberry.field(
        default=None, description="One file of refunds or imported gift cards in all, minor units."
    )
    discount_percent: int | None = strawberry.field(
        default=None, description="A discount of rules that go live, 0-100 per cent."
    )
    budget: Amount | None = strawberry.field(
        default=None,
        description="The money of a budget that goes live, minor units; amounts without one need a review.",
    )


@strawberry.input(description="All limits; roles that are not named have none.")
class RoleLimitsSetInput:
    """Input of `roleLimitsSet`."""

    limits: list[RoleLimitInput] = strawberry.field(description="Each role once.")
    idempotency_key: str | None = strawberry.field(default=None, description=SAME)


@strawberry.type(description="The limits after a change.")
class RoleLimitsPayload:
    """The answer of `roleLimitsSet`."""

    limits: list[RoleLimitType] = strawberry.field(description="As they stand.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="A request to approve.")
class ApprovalApproveInput:
    """Input of `approvalApprove`."""

    number: int = strawberry.field(description="Its number.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted: it is done once anyway."
    )


@strawberry.input(description="A request to turn down or take back.")
class ApprovalRejectInput:
    """Input of `approvalReject`."""

    number: int = strawberry.field(description="Its number.")
    reason: str = strawberry.field(description="Why; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=SAME)


@strawberry.type(description="A request as it stands.")
class ApprovalPayload:
    """The answer of decisions."""

    approval: ApprovalType | None = strawberry.field(description="It; null when `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why it was not decided or not carried out.")


@strawberry.type
class ApprovalQueries:
    """Queries about money that needs a second person."""

    @query_field(
        Right.READ, "How much people of each role may do alone; a role that is missing has no limit."
    )
    async def role_limits(self, info: Info) -> list[RoleLimitType]:
        """The limits."""
        profile = await ask.shop_profile(info.context.engine, info.context.shop)
        return [_limit(one) for one in profile.limits]

    @query_field(Right.READ, "Requests to move money, newest first; EXPIRED ones are found as REQUESTED.")
    async def approvals(  # noqa: PLR0917 - a list takes what lists take
        self,
        info: Info,
        state: ApprovalStateKind | None = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ApprovalType]:
        """A page of requests."""
        engine, shop = info.context.engine, info.context.shop
        wanted = None if state is None else ApprovalState(state.value)
        names = await _names(info)

        async def load(page: Page) -> tuple[Approval, ...]:
            return await approvals(engine, shop, page, state=wanted)

        part = Slice(first=first, after=after, last=last, before=before, numbered=True)
        return await connect(part, load, lambda one: _shown(one, names, info), uncounted)


@strawberry.type
class ApprovalMutations:
    """Mutations about money that needs a second person."""

    @mutation_field(Right.STAFF, "Set how much people of each role may do alone. Owners only.")
    async def role_limits_set(self, info: Info, input: RoleLimitsSetInput) -> RoleLimitsPayload:  # noqa: A002
        """Set all."""
        context = info.context
        limits = [RoleLimit(**{**vars(one), "role": Role(one.role.value)}) for one in input.limits]
        outcome = await set_limits(context.engine, context.shop, limits, context.caller.actor)
        if isinstance(outcome, Rejection):
            return RoleLimitsPayload(limits=[], errors=rejected(outcome, context.language))
        return RoleLimitsPayload(limits=[_limit(one) for one in outcome], errors=[])

    @mutation_field(
        Right.MONEY,
        "Let money move that somebody else asked for: it moves at once, once, under the asker's name. APPROVAL_OWN for"
        " your own, APPROVAL_CLOSED when something has changed since. People only.",
        confirmed=True,
    )
    async def approval_approve(self, info: Info, input: ApprovalApproveInput) -> ApprovalPayload:  # noqa: A002
        """Approve."""
        context = info.context
        found = await approve_money(context.engine, context.shop, input.number, actor=context.caller.actor)
        return await _payload(info, found)

    @mutation_field(
        Right.READ,
        "Turn a request down (right money), or take one's own back, with a reason. People only.",
    )
    async def approval_reject(self, info: Info, input: ApprovalRejectInput) -> ApprovalPayload:  # noqa: A002
        """Reject."""
        context = info.context
        found = await reject_money(
            context.engine,
            context.shop,
            input.number,
            reason=input.reason,
            actor=context.caller.actor,
            others=Right.MONEY in context.caller.rights,
        )
        return await _payload(info, found)


async def _payload(info: Info, outcome: Approval | Rejection) -> ApprovalPayload:
    if isinstance(outcome, Rejection):
        return ApprovalPayload(approval=None, errors=rejected(outcome, info.context.language))
    return ApprovalPayload(approval=_shown(outcome, await _names(info), info), errors=[])


async def _names(info: Info) -> dict[str, str]:
    return {one.id: one.name for one in await ask.staff(info.context.engine, info.context.shop)}


def _amount(value: int | None) -> Amount | None:
    return None if value is None else Amount(value)


def _limit(one: RoleLimit) -> RoleLimitType:
    return RoleLimitType(
        role=StaffRole(one.role.value),
        credit=_amount(one.credit),
        cash_out=_amount(one.cash_out),
        bulk_refund=_amount(one.bulk_refund),
        discount_percent=one.discount_percent,
        budget=_amount(one.budget),
    )


def _shown(one: Approval, names: dict[str, str], info: Info) -> ApprovalType:
    of_job = one.kind in {ApprovalKind.BULK_REFUND, ApprovalKind.CARD_IMPORT}
    return ApprovalType(
        number=one.number,
        kind=ApprovalKindKind(one.kind.value),
        state=ApprovalStateKind(one.state_at(info.context.engine.clock.now()).value),
        amount=Amount(one.amount),
        card_id=None if of_job else strawberry.ID(opaque("GiftCard", one.subject)),
        job_id=strawberry.ID(opaque("Job", one.subject)) if of_job else None,
        note=one.asked.get("note", "") if READ_NOTES & info.context.caller.rights else "",
        requested_by_name=names.get(one.requested_by, ""),
        requested_at=one.requested_at,
        expires_at=one.expires_at,
        mine=one.requested_by == info.context.caller.actor.id,
        decided_by_name=names.get(one.decided_by, ""),
        decided_at=one.decided_at,
        reason=one.reason,
    )
