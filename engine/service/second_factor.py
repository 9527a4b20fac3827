"""The second factor: one-time passwords by time, and recovery codes for a lost telephone (SEC20)."""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

import pyotp
import segno

from engine.model.staff import SecondFactor, StaffMember
from engine.values.key_ring import Keys

STEP = 30
"""Seconds that a code lives; the one before and the one after are taken too, for clocks that are off."""

RECOVERY_CODES = 10
RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECOVERY_LENGTH = 12

LONGEST_CODE = 100
"""Characters of a typed code that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What an authenticator app is told: `secret` to type, `uri` and its QR code as a `data:` address of an SVG."""

    secret: str
    uri: str
    qr: str


def new_factor(keys: Keys) -> SecondFactor:
    """A second factor that is not confirmed yet."""
    return SecondFactor(key_id=keys.codes.current, nonce=secrets.token_hex(16))


def enrolment(keys: Keys, member: StaffMember, factor: SecondFactor, shop_name: str) -> Enrolment:
    """What the person scans."""
    secret = _secret(keys, member, factor)
    uri = pyotp.TOTP(secret).provisioning_uri(name=member.email or member.id, issuer_name=shop_name)
    qr = segno.make(uri, error="m").svg_data_uri(scale=4, border=4, light="#fff", dark="#000")
    return Enrolment(secret=secret, uri=uri, qr=qr)


def with_code(keys: Keys, member: StaffMember, code: str, now: datetime) -> SecondFactor | None:
    """The second factor after `code` was used, to be stored; None when the code is wrong or was used before."""
    factor = member.second_factor
    if factor is None:
        return None
    # NFKC: digits typed in full width are digits.
    typed = "".join(unicodedata.normalize("NFKC", code[:LONGEST_CODE]).split()).replace("-", "").upper()
    if not typed.isascii():
        return None
    if len(typed) == RECOVERY_LENGTH:
        used = _recovery_hash(keys, member, typed)
        if not factor.confirmed or used not in factor.recovery:
            return None
        return replace(factor, recovery=tuple(one for one in factor.recovery if one != used))
    return _with_step(pyotp.TOTP(_secret(keys, member, factor)), factor, typed, now)


def _with_step(totp: pyotp.TOTP, factor: SecondFactor, typed: str, now: datetime) -> SecondFactor | None:
    present = int(now.timestamp()) // STEP
    for step in (present - 1, present, present + 1):
        if step > factor.last_step and hmac.compare_digest(totp.at(step * STEP), typed):
            return replace(factor, last_step=step)
    return None


def new_recovery(keys: Keys, member: StaffMember) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ten fresh recovery codes as printed, and their hashes."""
    codes = tuple(
        "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    )
    printed = tuple("-".join((code[:4], code[4:8], code[8:])) for code in codes)
    return printed, tuple(_recovery_hash(keys, member, code) for code in codes)


def _recovery_hash(keys: Keys, member: StaffMember, code: str) -> str:
    """What is stored of a recovery code: under the key of the factor, so that a stolen database tells nothing."""
    key = keys.codes.key(member.second_factor.key_id if member.second_factor else None)
    return hmac.new(key, f"recovery {member.shop} {member.id} {code}".encode(), hashlib.sha256).hexdigest()


def _secret(keys: Keys, member: StaffMember, factor: SecondFactor) -> str:
    said = f"second factor {member.shop} {member.id} {factor.nonce}".encode()
    return base64.b32encode(
        hmac.new(keys.codes.key(factor.key_id), said, hashlib.sha256).digest()[:20]
    ).decode()
