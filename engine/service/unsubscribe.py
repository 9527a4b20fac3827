"""Tokens in links and return paths: signed, bound to their purpose, and with no address in them (SEC26, RFC 8058)."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine.service.engine import Engine

LIVES = timedelta(days=400)
"""A link in an old mail still works a year later; the law wants a month (reliability §4)."""

UNSUBSCRIBE = "unsubscribe"
SIGNATURE = 16  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribe:
    """Whom a link is about: the recipient of one message."""

    shop: str
    message_id: str


def unsubscribe_link(engine: Engine, shop: str, message_id: str) -> str:
    """The address for `List-Unsubscribe`; GET shows a page, POST unsubscribes."""
    return f"{engine.public_url}/u/{unsubscribe_token(engine, shop, message_id)}"


def unsubscribe_token(engine: Engine, shop: str, message_id: str) -> str:
    """`<key id>.<what it says>.<signature>`, all safe in a path."""
    ends = int((engine.clock.now() + LIVES).timestamp())
    said = _text("\0".join((shop, message_id, str(ends))).encode())
    key_id = engine.keys.links.current
    return f"{key_id}.{said}.{_sign(engine, key_id, said)}"


def read_unsubscribe(engine: Engine, token: str) -> Unsubscribe | None:
    """What the token of a link says, or None when it is forged or old."""
    key_id, _, rest = token.partition(".")
    said, _, signature = rest.partition(".")
    if key_id not in engine.keys.links.keys or not token.isascii():
        return None
    if not hmac.compare_digest(signature, _sign(engine, key_id, said)):
        return None
    try:
        shop, message_id, ends = base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode().split("\0")
    except (binascii.Error, ValueError):
        return None
    if datetime.fromtimestamp(int(ends), UTC) <= engine.clock.now():
        return None
    return Unsubscribe(shop=shop, message_id=message_id)


def _sign(engine: Engine, key_id: str, said: str) -> str:
    signed = f"{UNSUBSCRIBE}\0{said}".encode()
    return _text(hmac.digest(engine.keys.links.key(key_id), signed, hashlib.sha256)[:SIGNATURE])


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
