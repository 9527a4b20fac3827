"""Money as written to minor units of the shop's currency."""

from fractions import Fraction

from engine.values.money import LARGEST_AMOUNT, exponent
from engine.vocabulary.literals import Amount, Percent
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading


def minor_units(amount: Amount, reading: Reading) -> int | None:
    """Minor units of `amount`, or None after E0601 (other currency), E0607 (too fine) or E0311 (too large)."""
    currency = reading.settings.currency
    if amount.currency != currency:
        refuse(reading, "E0601", amount, found=amount.currency, currency=currency)
        return None
    units = amount.value * 10 ** exponent(currency)
    if units.denominator != 1:
        refuse(reading, "E0607", amount, currency=currency, digits=str(exponent(currency)))
        return None
    if units > LARGEST_AMOUNT:
        largest = f"{LARGEST_AMOUNT // 10 ** exponent(currency):,}"
        refuse(
            reading, "E0311", amount, label="amount", found=f"{int(amount.value):,}", least="0", most=largest
        )
        return None
    return int(units)


def share(percent: Percent, reading: Reading) -> Fraction | None:
    """The share of `percent`, or None after E0602 (over 100)."""
    if percent.value > 1:
        refuse(reading, "E0602", percent, found=f"{float(percent.value * 100):g}")
        return None
    return percent.value
