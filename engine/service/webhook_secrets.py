"""Secrets of webhook endpoints: derived from the installation's keys, so that no database holds them (SEC32)."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from engine.delivery.webhook_signature import write_secret
from engine.model.webhook import WebhookEndpoint, WebhookSecret
from engine.values.key_ring import Keys

OVERLAP = timedelta(hours=24)
"""How long the old secret of an endpoint goes on signing beside the new one (C25)."""


def new_secret(keys: Keys) -> WebhookSecret:
    """A secret that nobody knows yet."""
    return WebhookSecret(key_id=keys.links.current, nonce=secrets.token_hex(16))


def rotated(keys: Keys, endpoint: WebhookEndpoint, now: datetime) -> tuple[WebhookSecret, ...]:
    """A new secret before the present one, which ends in a day; what was replaced earlier ends at once."""
    present = endpoint.secrets[0]
    until = now + OVERLAP
    return (
        new_secret(keys),
        WebhookSecret(key_id=present.key_id, nonce=present.nonce, until=until),
    )


def signing_secrets(keys: Keys, endpoint: WebhookEndpoint, now: datetime) -> tuple[bytes, ...]:
    """What signs at `now`, the newest first. Raises KeyError when a key is no longer on the ring."""
    return tuple(
        _derived(keys, endpoint, secret)
        for secret in endpoint.secrets
        if secret.until is None or now < secret.until
    )


def shown_secret(keys: Keys, endpoint: WebhookEndpoint) -> str:
    """The newest secret as receivers configure it, `whsec_…`. Raises KeyError."""
    return write_secret(_derived(keys, endpoint, endpoint.secrets[0]))


def _derived(keys: Keys, endpoint: WebhookEndpoint, secret: WebhookSecret) -> bytes:
    about = f"webhook\x00{endpoint.shop}\x00{endpoint.id}\x00{secret.nonce}".encode()
    return hmac.digest(keys.links.key(secret.key_id), about, hashlib.sha256)
