"""What a price consists of by tax rate, as an invoice tells it; all money is minor units, tax included."""

from dataclasses import dataclass
from fractions import Fraction

from engine.model.quote import Quote, QuotedLine
from engine.values.money import Rounding, divide


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSum:
    """What has one rate. `tax` is what `total` contains of it, rounded down once per rate and not per line.

    `rate` None: shipping, whose rate is the shop's, and lines whose product was not in the catalogue; no `tax` then.
    """

    rate: Fraction | None
    subtotal: int
    discount: int
    total: int

    @property
    def tax(self) -> int | None:
        """The tax in `total`: 80 of 1,080 at 8 %."""
        if self.rate is None:
            return None
        whole = self.rate.numerator + self.rate.denominator
        return divide(self.total * self.rate.numerator, whole, Rounding.DOWN)


def tax_sums(quote: Quote) -> tuple[TaxSum, ...]:
    """The sums of a price by rate, highest rate first, without a rate last; they add up to it exactly.

    A discount is split over its lines to the last minor unit already, so each rate bears the part of its lines.
    """
    rates = {line.tax_rate for line in quote.lines if line.tax_rate is not None}
    sums = [
        _sum(rate, [line for line in quote.lines if line.tax_rate == rate])
        for rate in sorted(rates, reverse=True)
    ]
    rest = _sum(None, [line for line in quote.lines if line.tax_rate is None])
    off = sum(one.shipping for one in quote.adjustments)
    if not quote.shipping and all(line.tax_rate is not None for line in quote.lines):
        return tuple(sums)
    shipped = TaxSum(
        rate=None,
        subtotal=rest.subtotal + quote.shipping,
        discount=rest.discount + off,
        total=rest.total + quote.shipping - off,
    )
    return (*sums, shipped)


def _sum(rate: Fraction | None, lines: list[QuotedLine]) -> TaxSum:
    return TaxSum(
        rate=rate,
        subtotal=sum(line.subtotal for line in lines),
        discount=sum(line.discount for line in lines),
        total=sum(line.total for line in lines),
    )
