"""What people do about their own second factor (SEC20)."""

from dataclasses import replace

from engine.model.answers import RecoveryCodes
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.model.staff import SignedIn, StaffMember
from engine.service.engine import Engine
from engine.service.save_member import save_member
from engine.service.second_factor import Enrolment, enrolment, new_factor, new_recovery, with_code
from engine.service.secret_hash import secret_hash


async def begin_second_factor(engine: Engine, signed_in: SignedIn, *, actor: Actor) -> Enrolment | Rejection:
    """A new second factor to scan; it counts once a code was shown. STATE_NOT_ALLOWED while there is one."""
    member = signed_in.member
    if member.second_factor is not None and member.second_factor.confirmed:
        return Rejection(problem=Problem.STATE_NOT_ALLOWED)
    after = replace(member, second_factor=new_factor(engine.keys))
    saved = await save_member(engine, after, actor, "second factor begun", keep_session=None)
    if isinstance(saved, Rejection) or saved.second_factor is None:
        return Rejection(problem=Problem.BUSY)
    shop = await engine.store.shop(member.shop)
    return enrolment(engine.keys, saved, saved.second_factor, "Otoku" if shop is None else shop.name)


async def enable_second_factor(
    engine: Engine, signed_in: SignedIn, session_secret: str, *, code: str, actor: Actor
) -> RecoveryCodes | Rejection:
    """Take the second factor into use after one right code; other sessions of the person end."""
    member = signed_in.member
    factor = with_code(engine.keys, member, code, engine.clock.now())
    if factor is None or factor.confirmed:
        return Rejection(problem=Problem.SECOND_FACTOR_REFUSED, path=("code",))
    printed, hashes = new_recovery(engine.keys, member)
    after = replace(member, second_factor=replace(factor, confirmed=True, recovery=hashes))
    saved = await save_member(
        engine, after, actor, "second factor enabled", keep_session=secret_hash(session_secret)
    )
    return saved if isinstance(saved, Rejection) else RecoveryCodes(codes=printed)


async def disable_second_factor(
    engine: Engine, signed_in: SignedIn, session_secret: str, *, actor: Actor
) -> StaffMember | Rejection:
    """Do without a second factor; other sessions of the person end. STATE_NOT_ALLOWED where the role needs one."""
    after = replace(signed_in.member, second_factor=None)
    if (await engine.store.shop_profile(after.shop)).asks_for_factor(after):
        return Rejection(problem=Problem.STATE_NOT_ALLOWED)
    return await save_member(
        engine, after, actor, "second factor disabled", keep_session=secret_hash(session_secret)
    )


async def renew_recovery_codes(
    engine: Engine, signed_in: SignedIn, *, actor: Actor
) -> RecoveryCodes | Rejection:
    """Ten new recovery codes; the old ones are dead."""
    member = signed_in.member
    if member.second_factor is None or not member.second_factor.confirmed:
        return Rejection(problem=Problem.STATE_NOT_ALLOWED)
    printed, hashes = new_recovery(engine.keys, member)
    after = replace(member, second_factor=replace(member.second_factor, recovery=hashes))
    saved = await save_member(engine, after, actor, "recovery codes renewed", keep_session=None)
    return saved if isinstance(saved, Rejection) else RecoveryCodes(codes=printed)
