"""A discount as written, and which of several a block means."""

from engine.model.program import AmountOff, Discount, FreeShipping, PercentOff
from engine.vocabulary.amounts import minor_units, share
from engine.vocabulary.literals import Amount, Literal, Percent
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.reports import not_available
from engine.vocabulary.word import Reading, Settings


def meant(settings: Settings) -> Discount:
    """The discount; an amount beside a percentage wins, even an entered 0 (S1.22, D1.c, D1.d)."""
    return (
        settings.one("discount", AmountOff)
        or settings.one("discount", PercentOff)
        or settings.the("discount", FreeShipping)
    )


def worth(values: tuple[Literal, ...], reading: Reading) -> Discount | None:
    """An amount, a share with or without a cap, or the shipping charge."""
    match values:
        case (Percent() as percent,):
            rate = share(percent, reading)
            return None if rate is None else PercentOff(rate=rate)
        case (Percent() as percent, Spoken(text="up"), _, Amount() as cap):
            return _capped(percent, cap, reading)
        case (Amount() as amount,):
            off = minor_units(amount, reading)
            return None if off is None else AmountOff(amount=off)
        case (Spoken(text="free"), _):
            return FreeShipping()
        case _:
            written = " ".join(one.text if isinstance(one, Spoken) else "…" for one in values)
            not_available(reading, f"discount {written}")
            return None


def _capped(percent: Percent, cap: Amount, reading: Reading) -> Discount | None:
    rate, most = share(percent, reading), minor_units(cap, reading)
    return None if rate is None or most is None else PercentOff(rate=rate, cap=most)
