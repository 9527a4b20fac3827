"""Ids of rows that follow from what the row is about: writing the same thing twice finds the first row."""

import hashlib
import secrets
from datetime import UTC

from engine.model.effects import RecordGrant, RedeemCoupon, SendMessage, StartTimer


def _hashed(*parts: str) -> str:
    # Lengths go in, so that no two lists of parts run together to the same text.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def message_id(message: SendMessage) -> str:
    """One message per dedupe key (I2)."""
    return message_id_of(message.dedupe_key)


def message_id_of(dedupe_key: str) -> str:
    """The id of the message that is queued under a key."""
    return _hashed("message", dedupe_key)


def timer_id(timer: StartTimer) -> str:
    """One id per occurrence: a timer that is moved gets a new one."""
    return _hashed("timer", timer.kind, timer.subject, timer.due.astimezone(UTC).isoformat())


def redemption_id(use: RedeemCoupon | RecordGrant) -> str:
    """A coupon is used, or a rule granted by a code, at most once per order."""
    what = use.coupon_id if isinstance(use, RedeemCoupon) else f"code:{use.code or ''}"
    return _hashed("redemption", use.order_id, use.rule, what)


def sample_lookup(coupon_id: str) -> bytes:
    """Under what a sample coupon is stored instead of its code's hash: no code leads there."""
    return bytes.fromhex(_hashed("sample coupon", coupon_id))


def new_hold_id() -> str:
    """A random id: one cart may hold the same coupon many times, one after the other."""
    return secrets.token_hex(16)
