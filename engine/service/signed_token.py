"""Tokens in links: signed, bound to one purpose, ending, and with no address, name or cart in them (SEC26)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

from engine.service.engine import Engine

SIGNATURE = 16  # bytes
APART = "\0"


def sign_token(engine: Engine, purpose: str, parts: Sequence[str], ends: datetime) -> str:
    """`<key id>.<what it says>.<signature>`, all safe in a path; `parts` must not hold NUL."""
    said = _text(APART.join((*parts, str(int(ends.timestamp())))).encode())
    key_id = engine.keys.links.current
    return f"{key_id}.{said}.{_signature(engine, purpose, key_id, said)}"


def read_token(engine: Engine, purpose: str, token: str) -> tuple[str, ...] | None:
    """The parts that a token of this purpose says, or None when it is forged, of another purpose, or over."""
    key_id, _, rest = token.partition(".")
    said, _, signature = rest.partition(".")
    if key_id not in engine.keys.links.keys or not token.isascii():
        return None
    if not hmac.compare_digest(signature, _signature(engine, purpose, key_id, said)):
        return None
    try:
        *parts, ends = base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode().split(APART)
    except (binascii.Error, ValueError):
        return None
    return None if datetime.fromtimestamp(int(ends), UTC) <= engine.clock.now() else tuple(parts)


def _signature(engine: Engine, purpose: str, key_id: str, said: str) -> str:
    signed = f"{purpose}{APART}{said}".encode()
    return _text(hmac.digest(engine.keys.links.key(key_id), signed, hashlib.sha256)[:SIGNATURE])


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
