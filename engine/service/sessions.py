"""Sessions of signed-in people: begun, used, listed, ended (SEC19)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from engine.model.answers import Session
from engine.model.staff import SignedIn, StaffSession
from engine.service.engine import Engine
from engine.service.secret_hash import secret_hash

SESSION_LIVES = timedelta(hours=8)
LONGEST_BROWSER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where somebody signs in from; `network` is what failures are counted by."""

    ip: str = ""
    network: str = ""
    browser: str = ""


async def new_session(engine: Engine, shop: str, staff_id: str, visit: Visit) -> Session:
    """A session that begins now, its person known for who they are."""
    now = engine.clock.now()
    secret = secrets.token_urlsafe(32)
    session = StaffSession(
        id=secrets.token_hex(6),
        shop=shop,
        staff_id=staff_id,
        made_at=now,
        until=now + SESSION_LIVES,
        used_at=now,
        confirmed_at=now,
        ip=visit.ip[:64],
        browser=visit.browser[:LONGEST_BROWSER],
    )
    await engine.store.add_session(secret_hash(secret), session)
    return Session(secret=secret, shop=shop, expires_at=session.until)


async def signed_in(engine: Engine, session_secret: str) -> SignedIn | None:
    """Who a session is of, and a fresh idle time; None when it is over."""
    return await engine.store.session(secret_hash(session_secret), engine.clock.now())


async def end_sessions(engine: Engine, signed_in: SignedIn, session_id: str | None) -> bool:
    """End one of somebody's own sessions, or all but the present one; False when there was none."""
    member, ended = signed_in.member, False
    for session in await engine.store.sessions(member.shop, member.id, engine.clock.now()):
        if session.id == session_id or (session_id is None and session.id != signed_in.session.id):
            ended |= await engine.store.end_session_of(member.shop, member.id, session.id)
    return ended


async def sign_out(engine: Engine, session_secret: str) -> None:
    """End a session."""
    await engine.store.end_session(secret_hash(session_secret))
