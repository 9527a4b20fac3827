"""A retailer's year as plain values, whatever data set it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A campaign runs from the start of day `begins` to the end of day `ends` for the targeted households."""

    id: int
    kind: str
    begins: date
    ends: date
    households: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCoupon:
    """A coupon of a campaign and the products it is good for."""

    campaign: int
    upc: int
    products: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A product. `cents` is what is usually paid for a piece; `by_measure` quantities are thousandths of a gallon."""

    id: int
    name: str
    category: str
    by_measure: bool
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TillLine:
    """A line of a receipt: `cents` were paid for all `quantity` pieces, before any coupon."""

    article: int
    quantity: int
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """A receipt; `at` is UTC."""

    id: int
    household: int
    at: datetime
    lines: tuple[TillLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRedemption:
    """A household handed in a coupon on a shop-local day; the data do not say with which basket."""

    household: int
    upc: int
    campaign: int
    day: date


class Retail(Protocol):
    """A data set. `zone` is the IANA time zone of its days."""

    zone: str

    def campaigns(self) -> Iterable[Campaign]: ...
    def coupons(self) -> Iterable[PaperCoupon]: ...
    def articles(self) -> Iterable[Article]:
        """Every product that was sold or that a coupon names."""

    def redemptions(self) -> Iterable[PaperRedemption]: ...
    def baskets(self) -> Iterable[Basket]:
        """In time order."""
