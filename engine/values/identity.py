"""Who somebody is: e-mail addresses and telephone numbers in comparable form (S1.7-8, D1.g)."""

import re
import unicodedata

_LOCAL = r"""[^@\s,;:<>()\[\]\\"\x00-\x1f\x7f]{1,64}"""  # dots anywhere: Japanese carriers gave out `a..b.@`
_LABEL = r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?"
_EMAIL = re.compile(rf"{_LOCAL}@(?=.{{1,253}}$)(?:{_LABEL}\.)+{_LABEL}")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_PHONE_MARKS = re.compile(r"[\s()\-‐‑‒–—―−ー./]")


def normal_email(text: str, *, fold_plus: bool = False) -> str | None:
    """The comparable form of an e-mail address, or None when `text` is no address that mail could be sent to.

    Trimmed, full-width typing folded, local part and domain in lower case (D1.g, V6); `fold_plus` also drops a `+tag`,
    which is off unless the shop asks for it. Quoted local parts and domains without a dot are no addresses here.
    """
    address = _visible(text).strip().lower()
    if not _EMAIL.fullmatch(address):
        return None
    if fold_plus:
        local, _, domain = address.rpartition("@")
        address = f"{local.partition('+')[0] or local}@{domain}"
    return address


def normal_phone(text: str, *, country_prefix: str = "+81") -> str | None:
    """The E.164 form of a telephone number (`090-1234-5678` is `+819012345678` in Japan), or None."""
    typed = _visible(text).strip()
    if typed.startswith("+"):
        typed = typed.replace("(0)", "", 1)
    digits = _PHONE_MARKS.sub("", typed)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = country_prefix + digits[1:]
    if digits.startswith(f"{country_prefix}0"):  # `+81 090…`: the trunk's zero, which no number keeps abroad
        digits = country_prefix + digits.removeprefix(f"{country_prefix}0")
    return digits if _E164.fullmatch(digits) else None


def _visible(text: str) -> str:
    """Full width folded; zero-width and direction marks, which nobody typed on purpose, left out."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(symbol for symbol in folded if unicodedata.category(symbol) != "Cf")


def trimmed_id(text: str) -> str:
    """Somebody else's id as it is stored: spaces around it, or another spelling of a letter, make no other id."""
    return unicodedata.normalize("NFC", text).strip()
