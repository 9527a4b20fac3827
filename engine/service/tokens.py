"""API tokens: `otk_live_<id>_<secret>`, shown once, stored as a hash (SEC23)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from engine.model.answers import NewToken
from engine.model.records import Actor, TokenRecord
from engine.service.engine import Engine


class TokenKind(StrEnum):
    """Whose hands a token is for."""

    PUBLISHABLE = "publishable"  # browsers: quote, hold
    SECRET = "secret"  # shop back ends: orders
    ADMIN = "admin"  # merchants' tools
    CI = "ci"  # check rules, nothing else


async def create_token(
    engine: Engine,
    shop: str,
    *,
    kind: TokenKind,
    name: str,
    actor: Actor,
    scopes: frozenset[str] = frozenset(),
    origins: Sequence[str] = (),
    expires_at: datetime | None = None,
) -> NewToken:
    """Make a token; it lives 365 days at most, also when `expires_at` says nothing."""
    raise NotImplementedError


async def authenticate(engine: Engine, text: str) -> TokenRecord | None:
    """The live token that `text` is, or None. Known tokens are remembered for a few seconds."""
    raise NotImplementedError


async def revoke_token(engine: Engine, shop: str, token_id: str, *, actor: Actor) -> bool:
    """End a token at once; False when there is none."""
    raise NotImplementedError
