"""Short signed names of messages, for links in SMS, return paths and callbacks: `<shop>.<26 letters>` (SEC26)."""

import base64
import binascii
import hashlib
import hmac

from engine.service.engine import Engine
from engine.service.unsubscribe import Unsubscribe

KNOWN = 8  # bytes of the message's id
SIGNATURE = 8

OPT_OUT = "opt-out"
BOUNCE = "bounce"
CALLBACK = "callback"


def message_token(engine: Engine, purpose: str, shop: str, message_id: str) -> str:
    """The token, in lower case, which survives mail servers that fold addresses; bound to its purpose."""
    known = bytes.fromhex(message_id)[:KNOWN]
    key = engine.keys.links.key(engine.keys.links.current)
    said = known + _sign(key, purpose, shop, known)
    return f"{shop}.{base64.b32encode(said).decode().rstrip('=').lower()}"


def read_message_token(engine: Engine, purpose: str, token: str) -> Unsubscribe | None:
    """Shop and beginning of the message's id; None when the token is forged or for another purpose."""
    shop, _, text = token.rpartition(".")
    try:
        said = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    known, signature = said[:KNOWN], said[KNOWN:]
    if not shop or len(said) != KNOWN + SIGNATURE:
        return None
    for key in engine.keys.links.keys.values():
        if hmac.compare_digest(signature, _sign(key, purpose, shop, known)):
            return Unsubscribe(shop=shop, message_id=known.hex())
    return None


def _sign(key: bytes, purpose: str, shop: str, known: bytes) -> bytes:
    said = b"\0".join((purpose.encode(), shop.encode(), known))
    return hmac.digest(key, said, hashlib.sha256)[:SIGNATURE]
