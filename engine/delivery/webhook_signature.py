"""Signatures of the Standard Webhooks specification 1.0.0, so that receivers know that a call is ours (C25)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

PREFIX = "whsec_"
SECRET_BYTES = 32  # the specification asks for 24 to 64
SHORTEST, LONGEST = 24, 64
TOLERANCE = timedelta(minutes=5)
"""A call that is older, or from the future, may be a repeat of an old one."""


def signed_headers(message_id: str, at: datetime, body: bytes, secrets: Sequence[bytes]) -> dict[str, str]:
    """The three headers of a call; with several secrets any of them verifies it, so that one can be replaced.

    `at` is the instant of this attempt: receivers refuse what is older than five minutes.
    """
    timestamp = str(int(at.timestamp()))
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(content, secret) for secret in secrets),
    }


def is_signed(headers: Mapping[str, str], body: bytes, secrets: Sequence[bytes], now: datetime) -> bool:
    """Whether a call that came to us was signed with one of `secrets`, not longer ago than `TOLERANCE`."""
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or len(timestamp) > 12:
        return False
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        return False
    content = b".".join((headers.get("webhook-id", "").encode(), timestamp.encode(), body))
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(one, _signature(content, secret)) for one in given for secret in secrets)


def write_secret(secret: bytes) -> str:
    """The secret as receivers configure it: `whsec_` and base64."""
    return PREFIX + base64.b64encode(secret).decode()


def read_secret(text: str) -> bytes:
    """The secret that `text` writes. Raises ValueError for what is not one of 24 to 64 bytes."""
    try:
        secret = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("a webhook secret is whsec_ and base64") from None
    if not text.startswith(PREFIX) or not SHORTEST <= len(secret) <= LONGEST:
        raise ValueError("a webhook secret is whsec_ and 24 to 64 bytes in base64")
    return secret


def _signature(content: bytes, secret: bytes) -> str:
    return "v1," + base64.b64encode(hmac.digest(secret, content, hashlib.sha256)).decode()
