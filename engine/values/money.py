"""The money kernel: integer minor units, exact percentages, one rounding, exact allocation (V10, V22, D5.e)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

EXPONENTS = {
    "BHD": 3, "CLP": 0, "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "OMR": 3, "PYG": 0, "TND": 3,
    "UGX": 0, "VND": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip
"""ISO 4217 minor-unit exponents that are not 2."""

SIGNS = {"JPY": "¥円", "CNY": "¥元", "EUR": "€", "GBP": "£", "KRW": "₩"}
DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"})
"""Currencies that are written with `$`."""

LARGEST_AMOUNT = 10**15
"""No amount in the engine exceeds this many minor units, so sums stay far inside a database's 64 bits."""


_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies met: a bug in the caller, never a merchant's mistake."""


class Rounding(StrEnum):
    """How the amount that the buyer pays is rounded when a percentage leaves a fraction of a minor unit."""

    DOWN = "down"
    HALF = "half"
    UP = "up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """`amount` minor units of `currency` (JPY 500 is 500 yen; USD 500 is 5.00 dollars)."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(amount=self.amount + self._same(other), currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(amount=self.amount - self._same(other), currency=self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __str__(self) -> str:
        return f"{decimal_text(self.amount, self.currency)} {self.currency}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not mix")
        return other.amount


def without_thousands(written: str) -> str | None:
    """`1,234.50` without its commas; None where one parts no thousands: `12,50` may mean 12.50, never 1,250."""
    if "," in written and not _THOUSANDS.fullmatch(written):
        return None
    return written.replace(",", "")


def without_sign(text: str, currency: str) -> str | None:
    """`text` (NFKC) without spaces and the sign of `currency`; None when it has the sign of another one."""
    signs = SIGNS.get(currency, "$" if currency in DOLLARS else "")
    plain = "".join(one for one in text if one not in signs and one != " ")
    return None if set(plain) & set("¥円$€£₩元") else plain


def exponent(currency: str) -> int:
    """Digits after the decimal point of `currency`: 0 for JPY, 2 for USD, 3 for KWD."""
    return EXPONENTS.get(currency, 2)


def decimal_text(amount: int, currency: str) -> str:
    """`amount` minor units as a plain decimal with thousands separators: `5,000` JPY, `50.00` USD."""
    digits = exponent(currency)
    if digits == 0:
        return f"{amount:,}"
    whole, part = divmod(abs(amount), 10**digits)
    return f"{'-' if amount < 0 else ''}{whole:,}.{part:0{digits}d}"


def divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """`numerator / denominator` of two non-negative integers, rounded; a half goes up (towards the shop)."""
    match rounding:
        case Rounding.DOWN:
            return numerator // denominator
        case Rounding.UP:
            return -(-numerator // denominator)
        case Rounding.HALF:
            return (2 * numerator + denominator) // (2 * denominator)
        case _:
            assert_never(rounding)


def percentage_off(amount: int, rate: Fraction, rounding: Rounding) -> int:
    """Minor units that `rate` (1/10 for 10 %) takes off `amount`, such that what remains to pay is rounded.

    The same function serves quote, offer page, checkout, renewal and refund, so they cannot disagree
    (S4.53-54, D4.c): 356 yen less 10 % leaves 320 with `down`, hence 36 off.
    """
    payable = divide(amount * (rate.denominator - rate.numerator), rate.denominator, rounding)
    return amount - max(0, min(amount, payable))


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split `total` in proportion to `weights` by largest remainder; the parts sum to `total` exactly (V22).

    Ties go to the earlier line. No part exceeds its weight as long as `total` does not exceed their sum.
    """
    whole = sum(weights)
    if whole == 0:
        return tuple(0 for _ in weights)
    shares = [divmod(total * weight, whole) for weight in weights]
    parts = [quotient for quotient, _ in shares]
    missing = total - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-shares[i][1], i))
    for i in by_remainder[:missing]:
        parts[i] += 1
    return tuple(parts)
