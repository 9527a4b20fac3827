"""Staff come in by a one-time link or by their password, and prove again who they are (SEC18-SEC20)."""

import hashlib
from dataclasses import dataclass, replace

from engine.model.answers import Session
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.model.staff import LinkPurpose, SignedIn, StaffMember, StaffState
from engine.service.engine import Engine
from engine.service.second_factor import with_code
from engine.service.secret_hash import secret_hash
from engine.service.sessions import Visit, new_session
from engine.store.staff_port import Saved
from engine.values.identity import normal_email

WINDOW = 15 * 60
PER_ACCOUNT, PER_NETWORK = 5, 50
"""Failed sign-ins in 15 minutes: for one account from one network, and from one network in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeNeeded:
    """The password is right; now the second factor."""


async def sign_in(engine: Engine, link_secret: str, visit: Visit | None = None) -> Session | None:
    """Trade a sign-in link for a session: 30 minutes idle, 8 hours in all. None when the link is used, old or wrong."""
    now = engine.clock.now()
    hashed = secret_hash(link_secret)
    found = await engine.store.sign_in_link(hashed, now)
    if found is None or found.purpose is not LinkPurpose.SIGN_IN:
        return None
    if await engine.store.take_sign_in(hashed, now) is None:
        return None
    return await new_session(engine, found.shop, found.staff_id, visit or Visit())


async def sign_in_by_password(
    engine: Engine, shop: str, *, email: str, password: str, code: str, visit: Visit
) -> Session | CodeNeeded | Rejection:
    """A session for who knows the password, and has the second factor where there is one.

    Unknown, disabled and invited people get the answer of a wrong password after the same time. Too many failures:
    TOO_MANY_SIGN_INS, also for the right password.
    """
    address = normal_email(email) or ""
    keys = _counted_by(shop, address, visit)
    now = engine.clock.now()
    # Counted before the slow hash and given back after a right one, so that guesses sent all at once cannot pass.
    if not await engine.store.take_attempts(keys, now):
        return Rejection(problem=Problem.TOO_MANY_SIGN_INS)
    member = await _active(engine, shop, address)
    fits = await engine.passwords.fits("" if member is None else member.password_hash, password)
    if member is None or not fits:
        return Rejection(problem=Problem.SIGN_IN_REFUSED)
    await engine.store.take_attempts(keys, now, -1)
    if member.second_factor is not None and member.second_factor.confirmed:
        if not code:
            return CodeNeeded()
        refusal = await use_code(engine, member, code)
        if refusal is not None:
            return refusal
    elif engine.passwords.is_dated(member.password_hash):
        await _rehash(engine, member, password)
    session = await new_session(engine, shop, member.id, visit)
    actor = Actor(kind="staff", id=member.id, ip=visit.ip)
    await engine.store.add_audit(shop, actor, "staff signed in", member.id, {}, now)
    return session


async def use_code(engine: Engine, member: StaffMember, code: str) -> Rejection | None:
    """Use up a code of the second factor; five wrong ones in 15 minutes close it for that long (SEC20)."""
    now = engine.clock.now()
    keys = [(f"second factor {member.shop} {member.id}", PER_ACCOUNT, WINDOW)]
    if not await engine.store.take_attempts(keys, now):
        return Rejection(problem=Problem.TOO_MANY_SIGN_INS)
    after = with_code(engine.keys, member, code, now)
    if after is not None and after.confirmed:
        changed = replace(member, second_factor=after, version=member.version + 1)
        actor = Actor(kind="staff", id=member.id)
        saved = await engine.store.save_staff(changed, actor, "second factor used", now, keep_session=None)
        if saved is Saved.DONE:
            await engine.store.take_attempts(keys, now, -1)
            return None
    return Rejection(problem=Problem.SECOND_FACTOR_REFUSED, path=("code",))


async def confirm(
    engine: Engine, signed_in: SignedIn, session_secret: str, *, password: str, code: str, visit: Visit
) -> Rejection | None:
    """A signed-in person proves again who they are, by password or by a code of the second factor (SEC19)."""
    member, now = signed_in.member, engine.clock.now()
    if code:
        refusal = await use_code(engine, member, code)
        if refusal is not None:
            return refusal
    else:
        keys = _counted_by(member.shop, member.email or member.id, visit)
        if not await engine.store.take_attempts(keys, now):
            return Rejection(problem=Problem.TOO_MANY_SIGN_INS)
        if not await engine.passwords.fits(member.password_hash, password):
            return Rejection(problem=Problem.SIGN_IN_REFUSED, path=("password",))
        await engine.store.take_attempts(keys, now, -1)
    await engine.store.confirm_session(secret_hash(session_secret), now)
    return None


async def _active(engine: Engine, shop: str, address: str) -> StaffMember | None:
    everybody = await engine.store.staff(shop)
    return next((one for one in everybody if address and one.email == address and _may_enter(one)), None)


def _may_enter(member: StaffMember) -> bool:
    return member.state is StaffState.ACTIVE and member.password_hash != ""


async def _rehash(engine: Engine, member: StaffMember, password: str) -> None:
    stored = await engine.passwords.hash(password)
    changed = replace(member, password_hash=stored, version=member.version + 1)
    actor = Actor(kind="staff", id=member.id)
    await engine.store.save_staff(
        changed, actor, "password hashed anew", engine.clock.now(), keep_session=None
    )


def _counted_by(shop: str, account: str, visit: Visit) -> list[tuple[str, int, int]]:
    # Hashed: what strangers type may be somebody's address.
    who = hashlib.sha256(account.encode()).hexdigest()[:24]
    return [
        (f"sign in {shop} {who} {visit.network}", PER_ACCOUNT, WINDOW),
        (f"sign in {visit.network}", PER_NETWORK, WINDOW),
    ]
