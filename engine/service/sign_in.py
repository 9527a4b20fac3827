"""Staff come in by a one-time link and keep a session (SEC19, SEC25)."""

import hashlib
import secrets
from datetime import timedelta

from engine.model.answers import Session, SignInLink
from engine.service.engine import Engine

LINK_LIVES = timedelta(minutes=15)
SESSION_LIVES = timedelta(hours=8)


async def make_link(engine: Engine, shop: str) -> SignInLink:
    """A link that works once within 15 minutes."""
    secret = secrets.token_urlsafe(32)
    expires_at = engine.clock.now() + LINK_LIVES
    await engine.store.add_sign_in(_hash(secret), shop, expires_at)
    return SignInLink(secret=secret, shop=shop, expires_at=expires_at)


async def sign_in(engine: Engine, link_secret: str) -> Session | None:
    """Trade a link for a session: 30 minutes idle, 8 hours in all. None when the link is used, old or wrong."""
    now = engine.clock.now()
    secret = secrets.token_urlsafe(32)
    until = now + SESSION_LIVES
    shop = await engine.store.use_sign_in(_hash(link_secret), _hash(secret), until, now)
    return None if shop is None else Session(secret=secret, shop=shop, expires_at=until)


async def session_shop(engine: Engine, session_secret: str) -> str | None:
    """The shop a session is for, and a fresh idle time; None when it is over."""
    return await engine.store.session(_hash(session_secret), engine.clock.now())


async def sign_out(engine: Engine, session_secret: str) -> None:
    """End a session."""
    await engine.store.end_session(_hash(session_secret))


def _hash(secret: str) -> bytes:
    # 256 random bits need no slow hash.
    return hashlib.sha256(secret.encode()).digest()
