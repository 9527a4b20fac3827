"""Who somebody is: e-mail addresses and telephone numbers in comparable form (S1.7-8, D1.g)."""

import re
import unicodedata

_EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]{1,64}@[^@\s\x00-\x1f\x7f]{1,255}")
_E164 = re.compile(r"\+[1-9]\d{6,14}")


def normal_email(text: str, *, fold_plus: bool = False) -> str | None:
    """The comparable form of an e-mail address, or None when `text` is no address.

    Trimmed, full-width typing folded, local part and domain case-folded (D1.g, V6); `fold_plus` also drops a
    `+tag`, which is off unless the shop asks for it.
    """
    address = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _EMAIL.fullmatch(address) or "." not in address.rpartition("@")[2].strip("."):
        return None
    if fold_plus:
        local, _, domain = address.rpartition("@")
        address = f"{local.partition('+')[0] or local}@{domain}"
    return address


def normal_phone(text: str, *, country_prefix: str = "+81") -> str | None:
    """The E.164 form of a telephone number (`090-1234-5678` is `+819012345678` in Japan), or None."""
    digits = re.sub(r"[\s()\-‐‑‒–—―−ー.]", "", unicodedata.normalize("NFKC", text))
    if digits.startswith("0"):
        digits = country_prefix + digits[1:]
    return digits if _E164.fullmatch(digits) else None
