"""Staff come in by a one-time link and keep a session (SEC19, SEC25)."""

from engine.model.answers import Session, SignInLink
from engine.service.engine import Engine


async def make_link(engine: Engine, shop: str) -> SignInLink:
    """A link that works once within 15 minutes."""
    raise NotImplementedError


async def sign_in(engine: Engine, link_secret: str) -> Session | None:
    """Trade a link for a session: 30 minutes idle, 8 hours in all. None when the link is used, old or wrong."""
    raise NotImplementedError


async def session_shop(engine: Engine, session_secret: str) -> str | None:
    """The shop a session is for, and a fresh idle time; None when it is over."""
    raise NotImplementedError


async def sign_out(engine: Engine, session_secret: str) -> None:
    """End a session."""
    raise NotImplementedError
