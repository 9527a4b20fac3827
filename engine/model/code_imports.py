"""Coupons and gift cards that another system made and this one takes over, with the codes that buyers have."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import Buyer
from engine.model.gift_card import Consideration


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCard:
    """What a card was elsewhere: its code as it was printed and its PIN, whether it was paid for, its exclusive end."""

    code: str
    consideration: Consideration
    expires_at: datetime | None  # None: never
    pin: str = ""  # digits; empty: it has none


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCoupon:
    """A coupon with `uses` left; 0: it was used up at `used_at`, by the order `order_id`.

    `key` is the other system's, once per `source`. `uses` None: unlimited.
    """

    key: str
    code: str  # as it was printed
    receiver: Buyer
    uses: int | None
    valid_until: datetime | None  # exclusive
    used_at: datetime | None = None
    order_id: str = ""
    amount: int = 0  # minor units that its use took off


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponsImported:
    """The shop brings coupons of another system, many at once."""

    id: str
    at: datetime
    source: str
    rule: str
    coupons: tuple[ImportedCoupon, ...]
