"""People of the shop: invited, given roles, kept out (SEC24)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.answers import SignInLink
from engine.model.decision import Problem, Rejection
from engine.model.staff import Role, StaffMember
from engine.service import ask, staff
from engine.service.invite import mail_invitation
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.receipts import receipt
from graphql_api.rights import ROLES, Right, mutation_field, query_field
from graphql_api.scalars import Email


@described(
    "What a person is there for (SEC24). New values may be added.",
    OWNER="Everything, staff and tokens too.",
    EDITOR="Writes rules and templates, imports products; does not publish.",
    PUBLISHER="Writes and publishes.",
    SUPPORT="Helps buyers: sees addresses and codes, issues, extends, withdraws and sends again.",
    ANALYST="Sees figures, no addresses; exports.",
    AUDITOR="Reads the audit trail; changes nothing.",
)
class StaffRole(StrEnum):
    """`model.staff.Role`."""

    OWNER = "owner"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    SUPPORT = "support"
    ANALYST = "analyst"
    AUDITOR = "auditor"


@described(
    "Whether a person comes in.",
    INVITED="Has not chosen a password yet.",
    ACTIVE="May sign in.",
    DISABLED="Is kept out.",
)
class StaffStateKind(StrEnum):
    """`model.staff.StaffState`."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


@strawberry.type(name="StaffMember", description="A person who works for the shop.")
class StaffMemberType:
    """A person."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    actor_id: str = strawberry.field(description="How the audit trail calls them.")
    name: str = strawberry.field(description="Their name; empty until they have said it.")
    email: str = strawberry.field(
        description="Their address, which they sign in with; empty until they said it."
    )
    role: StaffRole = strawberry.field(description="What they are there for.")
    state: StaffStateKind = strawberry.field(description="Whether they come in.")
    second_factor: bool = strawberry.field(description="Whether they sign in with a second factor (SEC20).")
    created_at: datetime = strawberry.field(description="When they were added.")
    signed_in_at: datetime | None = strawberry.field(description="When they last signed in; null: never.")


@strawberry.type(description="A role and what it allows.")
class RoleRights:
    """A row of the matrix."""

    role: StaffRole = strawberry.field(description="The role.")
    rights: list[str] = strawberry.field(description="The rights, by the names that fields ask for.")


@strawberry.input(description="Somebody to invite.")
class StaffInviteInput:
    """Input of `staffInvite`."""

    email: Email = strawberry.field(description="Where the invitation goes; they sign in with it.")
    name: str = strawberry.field(description="What to call them, 1-100 characters.")
    role: StaffRole = strawberry.field(description="What they are there for.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A repeat gives the same person and the same link until it is used, EMAIL_TAKEN afterwards.",
    )


@strawberry.type(description="A person and, where they come in by one, a link.")
class StaffPayload:
    """The answer of mutations about people."""

    member: StaffMemberType | None = strawberry.field(
        description="The person as they stand; null: `errors` says why."
    )
    link: str | None = strawberry.field(
        description="A one-time link to hand over yourself; null when it was mailed, or when there is none."
    )
    mailed: bool = strawberry.field(description="Whether the link went to the person's address.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="What to change about a person; what is absent stays.")
class StaffUpdateInput:
    """Input of `staffUpdate`."""

    staff_id: strawberry.ID = strawberry.field(description="The person.")
    name: str | None = strawberry.field(default=None, description="A new name, 1-100 characters.")
    role: StaffRole | None = strawberry.field(
        default=None, description="A new role; they are signed out everywhere and come back with it."
    )
    disabled: bool | None = strawberry.field(
        default=None, description="True keeps them out from now on; false lets them in again."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a repeat changes nothing more."
    )


@strawberry.input(description="Whose password is to be chosen anew.")
class StaffResetInput:
    """Input of `staffReset`."""

    staff_id: strawberry.ID = strawberry.field(description="The person.")
    forget_second_factor: bool = strawberry.field(
        default=False, description="Also drop the second factor at once, for who lost the telephone."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="A repeat gives the same link until it is used or the person changes."
    )


def show_member(member: StaffMember) -> StaffMemberType:
    """A person as the schema shows them."""
    factor = member.second_factor
    return StaffMemberType(
        id=strawberry.ID(opaque("Staff", member.id)),
        actor_id=member.id,
        name=member.name,
        email=member.email,
        role=StaffRole(member.role.value),
        state=StaffStateKind(member.state.value),
        second_factor=factor is not None and factor.confirmed,
        created_at=member.created_at,
        signed_in_at=member.signed_in_at,
    )


@strawberry.type
class StaffQueries:
    """Queries about people."""

    @query_field(Right.STAFF, "Everybody who works for the shop, oldest first; disabled people too.")
    async def staff(self, info: Info) -> list[StaffMemberType]:
        """The people."""
        return [show_member(one) for one in await ask.staff(info.context.engine, info.context.shop)]

    @query_field(Right.READ, "Which role may do what.")
    def roles(self, info: Info) -> list[RoleRights]:  # noqa: ARG002 - Strawberry's signature
        """The matrix."""
        return [
            RoleRights(role=StaffRole(role.value), rights=sorted(map(str, rights)))
            for role, rights in ROLES.items()
        ]


@strawberry.type
class StaffMutations:
    """Mutations about people."""

    @mutation_field(
        Right.STAFF,
        "Invite somebody: they choose a password by a one-time link within three days, mailed where mail is set up.",
    )
    async def staff_invite(self, info: Info, input: StaffInviteInput) -> StaffPayload:  # noqa: A002
        """Invite."""
        context = info.context
        invited = await staff.invite(
            context.engine,
            context.shop,
            email=str(input.email),
            name=input.name,
            role=Role(input.role.value),
            actor=context.caller.actor,
            receipt=receipt("staffInvite", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        if isinstance(invited, Rejection):
            return _refused(info, invited)
        return await _with_link(info, *invited)

    @mutation_field(Right.STAFF, "Change a person's name or role, keep them out or let them in again.")
    async def staff_update(self, info: Info, input: StaffUpdateInput) -> StaffPayload:  # noqa: A002
        """Update."""
        own, context = own_id("Staff", input.staff_id), info.context
        if own is None:
            return _unknown(info)
        changed = await staff.update_member(
            context.engine,
            context.shop,
            own,
            name=input.name,
            role=None if input.role is None else Role(input.role.value),
            disabled=input.disabled,
            actor=context.caller.actor,
        )
        if isinstance(changed, Rejection):
            return _refused(info, changed)
        return StaffPayload(member=show_member(changed), link=None, mailed=False, errors=[])

    @mutation_field(
        Right.STAFF,
        "A link where a person chooses a new password within an hour, for who forgot the old one.",
    )
    async def staff_reset(self, info: Info, input: StaffResetInput) -> StaffPayload:  # noqa: A002
        """Reset."""
        own, context = own_id("Staff", input.staff_id), info.context
        if own is None:
            return _unknown(info)
        link = await staff.reset_link(
            context.engine,
            context.shop,
            own,
            actor=context.caller.actor,
            forget_factor=input.forget_second_factor,
            receipt=receipt("staffReset", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        member = await ask.staff_member(context.engine, context.shop, own)
        if isinstance(link, Rejection) or member is None:
            return _refused(info, link) if isinstance(link, Rejection) else _unknown(info)
        return await _with_link(info, member, link)


async def _with_link(info: Info, member: StaffMember, link: SignInLink) -> StaffPayload:
    engine = info.context.engine
    address = f"{engine.public_url}/sign-in/{link.secret}"
    mailed = await mail_invitation(engine, member, address, info.context.language)
    return StaffPayload(
        member=show_member(member), link=None if mailed else address, mailed=mailed, errors=[]
    )


def _refused(info: Info, rejection: Rejection) -> StaffPayload:
    return StaffPayload(
        member=None, link=None, mailed=False, errors=rejected(rejection, info.context.language)
    )


def _unknown(info: Info) -> StaffPayload:
    error = user_error(Problem.NOT_FOUND, info.context.language, ["staffId"])
    return StaffPayload(member=None, link=None, mailed=False, errors=[error])
