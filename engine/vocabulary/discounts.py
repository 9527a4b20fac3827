"""Which discount a block means."""

from engine.model.program import AmountOff, Discount, FreeShipping, PercentOff
from engine.vocabulary.word import Settings


def meant(settings: Settings) -> Discount:
    """The discount; an amount beside a percentage wins, even an entered 0 (S1.22, D1.c, D1.d)."""
    return (
        settings.one("discount", AmountOff)
        or settings.one("discount", PercentOff)
        or settings.the("discount", FreeShipping)
    )
