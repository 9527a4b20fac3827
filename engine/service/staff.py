"""Who works for a shop: invited, given roles, kept out (SEC24)."""

import secrets
from dataclasses import replace
from datetime import timedelta

from engine.model.answers import SignInLink
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.model.staff import LinkPurpose, Role, StaffMember, StaffState
from engine.service import ask
from engine.service.engine import Engine
from engine.service.links import new_link
from engine.service.repeatable_link import link_secret, live_link
from engine.service.save_member import REFUSALS, is_name, save_member
from engine.store.staff_port import Saved
from engine.values.identity import normal_email

INVITATION_LIVES = timedelta(days=3)
RESET_LIVES = timedelta(hours=1)
MOST_STAFF = 500


async def invite(  # noqa: PLR0913 - who, as what, by whom
    engine: Engine,
    shop: str,
    *,
    email: str,
    name: str,
    role: Role,
    actor: Actor,
    receipt: Receipt | None = None,
) -> tuple[StaffMember, SignInLink] | Rejection:
    """A new person, and the link where they choose their password within three days.

    The same receipt gives the same person and link until it is used; EMAIL_TAKEN afterwards.
    """
    secret = link_secret(engine, shop, receipt, 1)
    before = None if receipt is None else await live_link(engine, shop, secret)
    known = None if before is None else await ask.staff_member(engine, shop, before[0])
    if before is not None and known is not None:
        return known, before[1]
    address, called = normal_email(email), name.strip()
    if address is None:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("email",))
    if not is_name(called):
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    if len(await engine.store.staff(shop)) >= MOST_STAFF:
        return Rejection(problem=Problem.STATE_NOT_ALLOWED)
    now = engine.clock.now()
    member = StaffMember(
        id=secrets.token_hex(6),
        shop=shop,
        email=address,
        name=called,
        role=role,
        state=StaffState.INVITED,
        created_at=now,
    )
    saved = await engine.store.add_staff(member, actor, now)
    if saved is not Saved.DONE:
        return Rejection(problem=REFUSALS[saved], path=("email",))
    return member, await new_link(engine, member, LinkPurpose.PASSWORD, INVITATION_LIVES, secret)


async def update_member(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    staff_id: str,
    *,
    name: str | None = None,
    role: Role | None = None,
    disabled: bool | None = None,
    actor: Actor,
) -> StaffMember | Rejection:
    """Change a person's name or role, or keep them out; a new role or an end signs them out everywhere at once."""
    member = await ask.staff_member(engine, shop, staff_id)
    if member is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("staff_id",), args=(("id", staff_id),))
    called = member.name if name is None else name.strip()
    if name is not None and not is_name(called):
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    state = member.state
    if disabled is not None:
        back = StaffState.ACTIVE if member.password_hash else StaffState.INVITED
        state = StaffState.DISABLED if disabled else back if state is StaffState.DISABLED else state
    after = replace(member, name=called, role=role or member.role, state=state)
    if after == member:
        return member
    action = "staff changed" if state is member.state else f"staff {state}"
    signs_out = (after.role, after.state) != (member.role, member.state)
    return await save_member(engine, after, actor, action, keep_session=b"" if signs_out else None)


async def reset_link(
    engine: Engine,
    shop: str,
    staff_id: str,
    *,
    actor: Actor,
    forget_factor: bool = False,
    receipt: Receipt | None = None,
) -> SignInLink | Rejection:
    """A link where a person chooses a new password within an hour; the old one works until then.

    With `forget_factor` the second factor is gone at once: for who lost the telephone and the recovery codes.
    The same receipt gives the same link until it is used or the person changes.
    """
    member = await ask.staff_member(engine, shop, staff_id)
    if member is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("staff_id",), args=(("id", staff_id),))
    if member.state is StaffState.DISABLED:
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("staff_id",))
    secret = link_secret(engine, shop, receipt, member.version)
    before = None if receipt is None else await live_link(engine, shop, secret)
    if before is not None and before[0] == staff_id:
        return before[1]
    after = replace(member, second_factor=None if forget_factor else member.second_factor)
    saved = await save_member(engine, after, actor, "password link made", keep_session=None)
    if isinstance(saved, Rejection):
        return saved
    invited = member.state is StaffState.INVITED
    lives = INVITATION_LIVES if invited else RESET_LIVES
    made = link_secret(engine, shop, receipt, saved.version)
    return await new_link(engine, saved, LinkPurpose.PASSWORD, lives, made)
