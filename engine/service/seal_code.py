"""Codes that another system made, as they are stored: nobody reads them without the key file (SEC4, ADR 0081).

AES-256-GCM under a key of its own, which follows from the key that derives our codes. The shop and what the code opens
go in as associated data, so that a sealed code is of no use in another row.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.values.key_ring import Keys

_PURPOSE = b"otoku sealed code 1"
_NONCE = 12


def seal_code(keys: Keys, shop: str, subject: str, code: str) -> str:
    """`code` as it may be stored with the coupon or card `subject`, under the current key."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = _cipher(keys, None).encrypt(nonce, code.encode(), _about(shop, subject))
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal_code(keys: Keys, shop: str, subject: str, sealed: str, key_id: str) -> str:
    """The code again. Raises KeyError when its key is not on the ring, InvalidTag when somebody changed the row."""
    content = base64.urlsafe_b64decode(sealed)
    return _cipher(keys, key_id).decrypt(content[:_NONCE], content[_NONCE:], _about(shop, subject)).decode()


def _cipher(keys: Keys, key_id: str | None) -> AESGCM:
    return AESGCM(hmac.digest(keys.codes.key(key_id), _PURPOSE, hashlib.sha256))


def _about(shop: str, subject: str) -> bytes:
    return f"{len(shop)}:{shop}{subject}".encode()
