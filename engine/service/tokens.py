"""API tokens: `otk_live_<id>_<secret><checksum>`, shown once, stored as a hash (SEC23)."""

import hashlib
import secrets
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NotRequired, TypedDict, Unpack

from engine.model.answers import NewToken
from engine.model.decision import OTHER_REQUEST, Rejection
from engine.model.records import Actor, Receipt, TokenRecord
from engine.service.engine import Engine
from engine.store.port import ReceiptMismatch

PREFIX = "otk_live"
LONGEST_LIFE = timedelta(days=365)
REMEMBERED = timedelta(seconds=5)
"""How long a revoked token may still work in another process: far below the 60 s of J4."""

LONGEST_TEXT = 200


class TokenKind(StrEnum):
    """Whose hands a token is for."""

    PUBLISHABLE = "publishable"  # browsers: quote, hold
    SECRET = "secret"  # noqa: S105 - shop back ends: orders
    ADMIN = "admin"  # merchants' tools
    CI = "ci"  # check rules, nothing else


class TokenWanted(TypedDict):
    """What `create_token` is told about the token."""

    kind: TokenKind
    name: str
    actor: Actor
    scopes: NotRequired[frozenset[str]]
    origins: NotRequired[Sequence[str]]
    expires_at: NotRequired[datetime | None]


async def create_token(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    *,
    kind: TokenKind,
    name: str,
    actor: Actor,
    scopes: frozenset[str] = frozenset(),
    origins: Sequence[str] = (),
    expires_at: datetime | None = None,
    receipt: Receipt | None = None,
) -> NewToken:
    """Make a token; it lives 365 days at most, also when `expires_at` says nothing.

    The same receipt again gives the first token, without its text: that is shown once. Raises ReceiptMismatch.
    """
    now = engine.clock.now()
    latest = now + LONGEST_LIFE
    token_id = secrets.token_hex(6)
    body = f"{PREFIX}_{token_id}_{secrets.token_hex(32)}"
    text = body + _checksum(body)
    record = TokenRecord(
        id=token_id,
        shop=shop,
        kind=kind,
        name=name[:200],
        scopes=scopes,
        origins=tuple(origins),
        created_at=now,
        expires_at=latest if expires_at is None else min(expires_at, latest),
    )
    stored = await engine.store.add_token(record, _hash(text), actor, now, receipt)
    if stored == record.id:
        return NewToken(record=record, text=text)
    (first,) = (one for one in await engine.store.tokens(shop) if one.id == stored)
    return NewToken(record=first, text="")


async def create_token_once(
    engine: Engine, shop: str, receipt: Receipt | None, **wanted: Unpack[TokenWanted]
) -> NewToken | Rejection:
    """Make a token for a caller who may ask again with the same idempotency key (C23)."""
    try:
        return await create_token(engine, shop, receipt=receipt, **wanted)
    except ReceiptMismatch:
        return OTHER_REQUEST


async def authenticate(engine: Engine, text: str) -> TokenRecord | None:
    """The live token that `text` is, or None. Known tokens are remembered for a few seconds."""
    if not _well_formed(text):
        return None
    now = engine.clock.now()
    digest = _hash(text)
    record = engine.tokens.recall(digest, now)
    if record is None:
        record = await engine.store.token(digest)
        if record is None or not _is_live(record, now):
            return None
        engine.tokens.remember(digest, record, now + REMEMBERED)
        await engine.store.token_used(record.id, now)
    return record if _is_live(record, now) else None


async def revoke_token(
    engine: Engine, shop: str, token_id: str, *, actor: Actor, receipt: Receipt | None = None
) -> bool | Rejection:
    """End a token at once here, and within seconds in other processes; False when there is none.

    The receipt with which it was ended gives True again; for another request IDEMPOTENCY_MISMATCH (C23).
    """
    try:
        revoked = await engine.store.revoke_token(shop, token_id, actor, engine.clock.now(), receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.tokens.forget(token_id)
    return revoked


def _is_live(record: TokenRecord, now: datetime) -> bool:
    return record.revoked_at is None and (record.expires_at is None or now < record.expires_at)


def _well_formed(text: str) -> bool:
    """Whether the checksum fits: a truncated or mistyped token costs no query, a leaked one is found by scanners."""
    return (
        text.isascii()
        and len(text) <= LONGEST_TEXT
        and text.startswith(f"{PREFIX}_")
        and text[-8:] == _checksum(text[:-8])
    )


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"


def _hash(text: str) -> bytes:
    # 256 random bits need no slow hash.
    return hashlib.sha256(text.encode()).digest()
