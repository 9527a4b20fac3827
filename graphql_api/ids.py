"""Opaque ids: what a thing is and its own id, so that an id of one kind is never taken for another."""

import base64
import binascii


def opaque(kind: str, own: str) -> str:
    """The id by which callers know the thing `own` of `kind`."""
    return base64.urlsafe_b64encode(f"{kind}:{own}".encode()).decode().rstrip("=")


def own_id(kind: str, text: str) -> str | None:
    """The thing's own id, or None when `text` is no id of this kind."""
    try:
        decoded = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)).decode()
    except (UnicodeError, binascii.Error, ValueError):
        return None
    found, _, own = decoded.partition(":")
    return own if found == kind and own and opaque(kind, own) == text.rstrip("=") else None
