"""Short signed names of messages, for return paths and callbacks: `<shop>.<26 letters>` (SEC26).

For links in an SMS, of which every character counts: `<shop>.<19 characters>`.
"""

import base64
import hashlib
import hmac

from engine.service.engine import Engine
from engine.service.unsubscribe import Unsubscribe

KNOWN = 8  # bytes of the message's id
KNOWN_IN_SMS = 6
SIGNATURE = 8
IN_SMS = 19  # characters: 14 bytes

OPT_OUT = "opt-out"
BOUNCE = "bounce"
CALLBACK = "callback"


def message_token(engine: Engine, purpose: str, shop: str, message_id: str) -> str:
    """The token, in lower case, which survives mail servers that fold addresses; bound to its purpose."""
    said = _signed(engine, purpose, shop, bytes.fromhex(message_id)[:KNOWN])
    return f"{shop}.{base64.b32encode(said).decode().rstrip('=').lower()}"


def sms_token(engine: Engine, purpose: str, shop: str, message_id: str) -> str:
    """The same in capitals and small letters, for a link that must stand in the first part of an SMS (J3)."""
    said = _signed(engine, purpose, shop, bytes.fromhex(message_id)[:KNOWN_IN_SMS])
    return f"{shop}.{_plain(said)}"


def read_message_token(engine: Engine, purpose: str, token: str) -> Unsubscribe | None:
    """Shop and beginning of the message's id; None when the token is forged or for another purpose."""
    shop, _, text = token.rpartition(".")
    try:
        said = _decoded(text)
    except ValueError:
        return None
    known, signature = said[:-SIGNATURE], said[-SIGNATURE:]
    if not shop or len(known) != (KNOWN_IN_SMS if len(text) == IN_SMS else KNOWN):
        return None
    for key in engine.keys.links.keys.values():
        if hmac.compare_digest(signature, _sign(key, purpose, shop, known)):
            return Unsubscribe(shop=shop, message_id=known.hex())
    return None


def _decoded(text: str) -> bytes:
    """Raises ValueError; a text with other spare bits than ours is none of ours either."""
    if len(text) != IN_SMS:
        return base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    said = base64.b64decode(text + "=", altchars=b"-_", validate=True)
    if _plain(said) != text:
        raise ValueError(text)
    return said


def _plain(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def _signed(engine: Engine, purpose: str, shop: str, known: bytes) -> bytes:
    return known + _sign(engine.keys.links.key(engine.keys.links.current), purpose, shop, known)


def _sign(key: bytes, purpose: str, shop: str, known: bytes) -> bytes:
    said = b"\0".join((purpose.encode(), shop.encode(), known))
    return hmac.digest(key, said, hashlib.sha256)[:SIGNATURE]
