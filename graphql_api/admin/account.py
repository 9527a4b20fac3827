"""One's own account: signing in and out, sessions, password, second factor (SEC18-SEC21)."""

from datetime import datetime

import strawberry

from engine.model.answers import Session
from engine.model.decision import Rejection
from engine.model.staff import SignedIn
from engine.service import ask, own_account, sessions, sign_in
from engine.service.required_factor import factor_missing
from engine.service.sign_in import CodeNeeded
from graphql_api.admin.staff import StaffMemberType, show_member
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import ROLES, STRANGER, Right, mutation_field, query_field
from graphql_api.scalars import Email


@strawberry.type(description="Who is signed in.")
class Me:
    """A signed-in person."""

    member: StaffMemberType = strawberry.field(description="The person.")
    shop: str = strawberry.field(description="The handle of their shop.")
    rights: list[str] = strawberry.field(description="What they may do, by the names that fields ask for.")
    has_password: bool = strawberry.field(
        description="False for who only ever came by a link: they should choose a password."
    )
    confirmed_until: datetime | None = strawberry.field(
        description="Until when codes are revealed, files exported, tokens made and staff managed without asking"
        " again; null: `confirm` first (SEC19)."
    )
    recovery_codes_left: int = strawberry.field(
        description="Recovery codes not used yet; 0 without a second factor."
    )
    second_factor_required: bool = strawberry.field(
        description="The role needs a second factor and there is none: set one up (`totpBegin`, `totpEnable`); until"
        " then all else is SECOND_FACTOR_REQUIRED, and `rights` has only enter."
    )
    session_ends_at: datetime = strawberry.field(description="When this session ends at the latest.")


@strawberry.type(name="Session", description="A browser that is signed in.")
class SessionType:
    """A session."""

    id: strawberry.ID = strawberry.field(description="For `sessionRevoke`.")
    current: bool = strawberry.field(description="Whether it is the one that asks.")
    made_at: datetime = strawberry.field(description="When it began.")
    used_at: datetime = strawberry.field(description="When it was last used, to the minute.")
    ends_at: datetime = strawberry.field(
        description="When it ends at the latest; 30 idle minutes end it too."
    )
    ip: str = strawberry.field(description="The network address it began from.")
    browser: str = strawberry.field(description="What the browser called itself.")


@strawberry.input(description="What a person does about the own account, where nothing more is to be said.")
class AccountInput:
    """Input of mutations without parameters, and the base of the others."""

    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a repeat does nothing that was done already."
    )


@strawberry.input(description="What a person signs in with.")
class SignInInput(AccountInput):
    """Input of `signIn`."""

    email: Email = strawberry.field(description="Their address.")
    password: str = strawberry.field(description="Their password.")
    code: str | None = strawberry.field(
        default=None, description="Six digits of the second factor, or a recovery code, when it is asked for."
    )
    shop: str | None = strawberry.field(
        default=None, description="The shop's handle; needed only where this installation has several."
    )


@strawberry.type(description="Whether a person came in.")
class SignInPayload:
    """The answer of `signIn` and whatever else begins a session; its cookie comes with the answer."""

    me: Me | None = strawberry.field(description="Who is signed in now; null: nobody.")
    code_needed: bool = strawberry.field(
        description="The password is right, the second factor is missing: send both with `code`."
    )
    errors: list[UserError] = strawberry.field(description="Why not; empty when they did, or `codeNeeded`.")


@strawberry.input(description="What proves that it is still the same person: one of the two.")
class ConfirmInput(AccountInput):
    """Input of `confirm`."""

    password: str | None = strawberry.field(default=None, description="The password.")
    code: str | None = strawberry.field(default=None, description="Or a code of the second factor.")


@strawberry.input(description="A password chosen by a one-time link.")
class PasswordSetInput(AccountInput):
    """Input of `passwordSet`."""

    link: str = strawberry.field(description="The last part of the link's address.")
    password: str = strawberry.field(description="12-128 characters, hard to guess (SEC18).")
    email: Email | None = strawberry.field(
        default=None, description="Their address, where the shop does not know it yet: the first owner."
    )
    name: str | None = strawberry.field(default=None, description="Their name, where it is not known yet.")


@strawberry.input(description="A new password.")
class PasswordChangeInput(AccountInput):
    """Input of `passwordChange`."""

    new: str = strawberry.field(description="12-128 characters, hard to guess (SEC18).")
    current: str | None = strawberry.field(
        default=None, description="The present one; not needed while there is none."
    )


@strawberry.input(description="What to change about oneself; what is absent stays.")
class ProfileUpdateInput(AccountInput):
    """Input of `profileUpdate`."""

    name: str | None = strawberry.field(default=None, description="A new name, 1-100 characters.")
    email: Email | None = strawberry.field(default=None, description="A new address to sign in with.")


@strawberry.type(description="The account as it stands.")
class AccountPayload:
    """The answer of what changes one's own account."""

    me: Me | None = strawberry.field(description="The person; null: `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="Which sessions to end.")
class SessionRevokeInput(AccountInput):
    """Input of `sessionRevoke`."""

    session_id: strawberry.ID | None = strawberry.field(
        default=None, description="One of one's own sessions; absent: all but the one that asks."
    )


@strawberry.type(description="Whether sessions were ended.")
class SessionRevokePayload:
    """The answer of `sessionRevoke` and `signOut`."""

    ended: bool = strawberry.field(description="False when there was no such session.")
    errors: list[UserError] = strawberry.field(description="Always empty; kept for symmetry.")


def own_session(info: Info) -> tuple[SignedIn, str]:
    """Who is signed in and the secret of their cookie. Raises Refused UNAUTHENTICATED."""
    session = info.context.caller.session
    if session is None:
        raise Refused(RequestCode.UNAUTHENTICATED)
    return session.signed_in, session.secret


def confirmed_session(info: Info) -> tuple[SignedIn, str]:
    """The same for who proved a moment ago who they are. Raises Refused STEP_UP_REQUIRED."""
    found = own_session(info)
    if not info.context.caller.confirmed:
        raise Refused(RequestCode.STEP_UP_REQUIRED)
    return found


async def _me(info: Info, signed_in: SignedIn) -> Me:
    member, session = signed_in.member, signed_in.session
    fresh = info.context.engine.clock.now() < session.confirmed_until
    factor = member.second_factor
    missing = await factor_missing(info.context.engine, member)
    return Me(
        member=show_member(member),
        shop=member.shop,
        rights=sorted(map(str, STRANGER if missing else ROLES[member.role])),
        second_factor_required=missing,
        has_password=member.password_hash != "",
        confirmed_until=session.confirmed_until if fresh else None,
        recovery_codes_left=len(factor.recovery) if factor is not None and factor.confirmed else 0,
        session_ends_at=session.until,
    )


async def _renewed(info: Info) -> Me:
    """The person as stored now, after a change."""
    signed_in, secret = own_session(info)
    found = await sessions.signed_in(info.context.engine, secret)
    return await _me(info, found or signed_in)


async def _begun(info: Info, outcome: Session | CodeNeeded | Rejection) -> SignInPayload:
    """Put the cookie of a session that begins into the answer."""
    context = info.context
    if isinstance(outcome, Rejection):
        return SignInPayload(me=None, code_needed=False, errors=rejected(outcome, context.language))
    if isinstance(outcome, CodeNeeded):
        return SignInPayload(me=None, code_needed=True, errors=[])
    context.session_cookie = outcome.secret
    found = await sessions.signed_in(context.engine, outcome.secret)
    me = None if found is None else await _me(info, found)
    return SignInPayload(me=me, code_needed=False, errors=[])


@strawberry.type
class AccountQueries:
    """Queries about oneself."""

    @query_field(Right.ENTER, "Who is signed in; null: nobody, show the sign-in page.")
    async def me(self, info: Info) -> Me | None:
        """The person."""
        session = info.context.caller.session
        return None if session is None else await _me(info, session.signed_in)

    @query_field(Right.ENTER, "One's own live sessions, newest first.")
    async def sessions(self, info: Info) -> list[SessionType]:
        """The sessions."""
        signed_in, _ = own_session(info)
        engine, member = info.context.engine, signed_in.member
        return [
            SessionType(
                id=strawberry.ID(one.id),
                current=one.id == signed_in.session.id,
                made_at=one.made_at,
                used_at=one.used_at,
                ends_at=one.until,
                ip=one.ip,
                browser=one.browser,
            )
            for one in await ask.sessions(engine, member)
        ]


@strawberry.type
class AccountMutations:
    """Mutations about oneself."""

    @mutation_field(
        Right.ENTER,
        "Sign in by address and password, and the second factor where there is one; five failures close the account"
        " to this network for 15 minutes.",
    )
    async def sign_in(self, info: Info, input: SignInInput) -> SignInPayload:  # noqa: A002
        """Sign in."""
        context = info.context
        outcome = await sign_in.sign_in_by_password(
            context.engine,
            await ask.only_shop(context.engine) if input.shop is None else input.shop[:100],
            email=str(input.email),
            password=input.password,
            code=input.code or "",
            visit=context.caller.visit,
        )
        return await _begun(info, outcome)

    @mutation_field(
        Right.ENTER,
        "Choose a password by a one-time link (invitation, reset, first owner); signs in, or is `codeNeeded`: then"
        " `signIn` with the new password and the second factor.",
    )
    async def password_set(self, info: Info, input: PasswordSetInput) -> SignInPayload:  # noqa: A002
        """Accept a link."""
        outcome = await own_account.accept_link(
            info.context.engine,
            input.link[:200],
            email=str(input.email or ""),
            name=input.name or "",
            password=input.password,
            visit=info.context.caller.visit,
        )
        return await _begun(info, outcome)

    @mutation_field(Right.ENTER, "End this session.")
    async def sign_out(self, info: Info, input: AccountInput) -> SessionRevokePayload:  # noqa: A002, ARG002
        """Sign out."""
        session = info.context.caller.session
        if session is not None:
            await sessions.sign_out(info.context.engine, session.secret)
        info.context.session_cookie = ""
        return SessionRevokePayload(ended=session is not None, errors=[])

    @mutation_field(Right.ENTER, "End one of one's own sessions, or all others.")
    async def session_revoke(self, info: Info, input: SessionRevokeInput) -> SessionRevokePayload:  # noqa: A002
        """End sessions."""
        signed_in, _ = own_session(info)
        ended = await sessions.end_sessions(
            info.context.engine, signed_in, None if input.session_id is None else str(input.session_id)[:100]
        )
        return SessionRevokePayload(ended=ended, errors=[])

    @mutation_field(
        Right.ENTER, "Prove again who you are: for five minutes, sensitive things are open (SEC19)."
    )
    async def confirm(self, info: Info, input: ConfirmInput) -> AccountPayload:  # noqa: A002
        """Step up."""
        signed_in, secret = own_session(info)
        refusal = await sign_in.confirm(
            info.context.engine,
            signed_in,
            secret,
            password=input.password or "",
            code=input.code or "",
            visit=info.context.caller.visit,
        )
        return await show_account(info, refusal)

    @mutation_field(
        Right.ENTER, "Change one's password; all other sessions end, and this one gets a new secret."
    )
    async def password_change(self, info: Info, input: PasswordChangeInput) -> SignInPayload:  # noqa: A002
        """Change the password."""
        signed_in, secret = own_session(info)
        outcome = await own_account.change_password(
            info.context.engine,
            signed_in,
            secret,
            current=input.current or "",
            new=input.new,
            visit=info.context.caller.visit,
        )
        return await _begun(info, outcome)

    @mutation_field(
        Right.ENTER, "Change one's own name, or the address one signs in with (asks for `confirm`)."
    )
    async def profile_update(self, info: Info, input: ProfileUpdateInput) -> AccountPayload:  # noqa: A002
        """Change the profile."""
        signed_in, _ = confirmed_session(info) if input.email is not None else own_session(info)
        changed = await own_account.change_profile(
            info.context.engine,
            signed_in,
            email=None if input.email is None else str(input.email),
            name=input.name,
            actor=info.context.caller.actor,
        )
        return await show_account(info, changed if isinstance(changed, Rejection) else None)


async def show_account(info: Info, refusal: Rejection | None) -> AccountPayload:
    """The account after a change, or why there was none."""
    if refusal is not None:
        return AccountPayload(me=None, errors=rejected(refusal, info.context.language))
    return AccountPayload(me=await _renewed(info), errors=[])
