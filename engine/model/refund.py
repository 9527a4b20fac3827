"""What was given back of an order."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLine:
    """`quantity` units of a product that came back; None: all that are left.

    `places` are the lines of the order that are meant, from 0; None: all that have the product.
    """

    sku: str
    quantity: int | None = None
    places: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundWish:
    """What a shop wants to give back: of `lines`, of shipping, or a sum. None of them: all that is left.

    `amount` is what the shop paid back, minor units, shipping included; None: what was paid for these units.
    `as_gift_card`: the buyer takes a gift card for what was paid in money (S5.1); rules `when refund approved` give it.
    `keep_contracts`: subscriptions that the order began go on, although their first delivery came back.
    """

    lines: tuple[RefundLine, ...] = ()
    shipping: int | None = None
    amount: int | None = None
    as_gift_card: bool = False
    keep_contracts: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything that is left is meant."""
        return not self.lines and self.shipping is None and self.amount is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundTender:
    """What came back to a gift card, minor units; what its lots could take no more, their end being over, is `lost`."""

    card_id: str
    amount: int
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """A refund as recorded; `number` counts up per order from 1, `id` is the shop's own.

    `units` came back, by line of the order; `amount` was paid back, `shipping` of it for shipping. `full`: with it
    the whole order was given back.
    """

    id: str
    order_id: str
    number: int
    at: datetime
    wish: RefundWish
    units: tuple[int, ...]
    amount: int
    shipping: int
    full: bool
    note: str = ""
    test: bool = False
    tenders: tuple[RefundTender, ...] = ()  # part of `amount`; the rest goes back as it was paid


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundQuoteLine:
    """`units` of the line at `place` of the order that would come back, and what was paid for them, minor units."""

    place: int
    sku: str
    units: int
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundQuote:
    """What a refund would give back if it were recorded now.

    `left` is what could still be given back after it, minor units. `new_card` would be the balance of gift cards that
    rules give for it. `uses_returned` of coupons would come back to their owners, `coupons_ended` of those that the
    order earned would be over.
    """

    refund: Refund
    lines: tuple[RefundQuoteLine, ...]
    left: int
    new_card: int
    uses_returned: int
    coupons_ended: int
