"""One-time links that a repeated request gets again, though only hashes of them are stored (C23)."""

import base64
import hashlib
import hmac
import secrets

from engine.model.answers import SignInLink
from engine.model.records import Receipt
from engine.service.engine import Engine
from engine.service.secret_hash import secret_hash


def link_secret(engine: Engine, shop: str, receipt: Receipt | None, version: int) -> str:
    """The secret of a link asked for with `receipt`: the same again for the same request and `version` of its person.

    Only hashes of secrets are stored, so a repeat could not be answered otherwise. Without a receipt a new one.
    """
    if receipt is None:
        return secrets.token_urlsafe(32)
    said = b"\0".join(
        (b"staff link", shop.encode(), receipt.key.encode(), receipt.request_hash, str(version).encode())
    )
    made = hmac.new(engine.keys.links.key(), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


async def live_link(engine: Engine, shop: str, secret: str) -> tuple[str, SignInLink] | None:
    """Whose a link is that was made and not used yet, and the link; None when there is none."""
    found = await engine.store.sign_in_link(secret_hash(secret), engine.clock.now())
    if found is None or found.shop != shop:
        return None
    link = SignInLink(secret=secret, shop=shop, expires_at=found.expires_at, purpose=found.purpose)
    return found.staff_id, link
