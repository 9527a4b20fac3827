"""What people do about their own account: password by a link, new password, profile (SEC18)."""

from dataclasses import replace

from engine.model.answers import Session
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.model.staff import LinkPurpose, SignedIn, StaffMember, StaffState
from engine.service import ask
from engine.service.engine import Engine
from engine.service.passwords import is_weak
from engine.service.save_member import is_name, save_member
from engine.service.secret_hash import secret_hash
from engine.service.sessions import Visit, new_session
from engine.service.sign_in import CodeNeeded, confirm
from engine.values.identity import normal_email


async def link_member(engine: Engine, link_secret: str) -> StaffMember | None:
    """Whose password link this is; None when it is used, old or wrong. Uses nothing up."""
    link = await engine.store.sign_in_link(secret_hash(link_secret), engine.clock.now())
    if link is None or link.purpose is not LinkPurpose.PASSWORD:
        return None
    member = await ask.staff_member(engine, link.shop, link.staff_id)
    return None if member is None or member.state is StaffState.DISABLED else member


async def accept_link(
    engine: Engine, link_secret: str, *, email: str, name: str, password: str, visit: Visit
) -> Session | CodeNeeded | Rejection:
    """Choose a password by a one-time link, and be signed in. `email` and `name` count where none are known yet.

    Who has a second factor is not signed in: a link is no more than a mailbox, and both are asked for as ever (SEC20).
    """
    member = await link_member(engine, link_secret)
    if member is None:
        return Rejection(problem=Problem.LINK_DEAD)
    address = member.email or normal_email(email)
    if address is None:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("email",))
    called = member.name or name.strip()
    if not is_name(called):
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    if is_weak(password, (address, called)):
        return Rejection(problem=Problem.PASSWORD_WEAK, path=("password",))
    if any(one.email == address and one.id != member.id for one in await engine.store.staff(member.shop)):
        return Rejection(problem=Problem.EMAIL_TAKEN, path=("email",))
    stored = await engine.passwords.hash(password)
    if await engine.store.take_sign_in(secret_hash(link_secret), engine.clock.now()) is None:
        return Rejection(problem=Problem.LINK_DEAD)
    after = replace(member, email=address, name=called, state=StaffState.ACTIVE, password_hash=stored)
    actor = Actor(kind="staff", id=member.id, ip=visit.ip)
    saved = await save_member(engine, after, actor, "password set by link", keep_session=b"")
    return saved if isinstance(saved, Rejection) else await _let_in(engine, saved, visit)


async def _let_in(engine: Engine, member: StaffMember, visit: Visit) -> Session | CodeNeeded:
    if member.second_factor is not None and member.second_factor.confirmed:
        return CodeNeeded()
    return await new_session(engine, member.shop, member.id, visit)


async def change_password(
    engine: Engine, signed_in: SignedIn, session_secret: str, *, current: str, new: str, visit: Visit
) -> Session | Rejection:
    """A new password and a new session; all others of the person end.

    Who has no password yet (came by a link) sets the first one without `current`.
    """
    member = signed_in.member
    if member.password_hash:
        refusal = await confirm(engine, signed_in, session_secret, password=current, code="", visit=visit)
        if refusal is not None:
            return refusal
    if is_weak(new, (member.email, member.name)):
        return Rejection(problem=Problem.PASSWORD_WEAK, path=("new",))
    after = replace(member, password_hash=await engine.passwords.hash(new))
    actor = Actor(kind="staff", id=member.id, ip=visit.ip)
    saved = await save_member(engine, after, actor, "password changed", keep_session=b"")
    if isinstance(saved, Rejection):
        return saved
    return await new_session(engine, member.shop, member.id, visit)


async def change_profile(
    engine: Engine, signed_in: SignedIn, *, email: str | None, name: str | None, actor: Actor
) -> StaffMember | Rejection:
    """A person's own name and address."""
    member = signed_in.member
    address = member.email if email is None else normal_email(email)
    called = member.name if name is None else name.strip()
    if address is None:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("email",))
    if name is not None and not is_name(called):
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    return await save_member(
        engine, replace(member, email=address, name=called), actor, "profile changed", keep_session=None
    )
