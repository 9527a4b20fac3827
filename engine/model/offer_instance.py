"""One offer made to one buyer: what was decided, frozen, and how far it has come (domain.md §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engine.model.cart import Buyer
from engine.model.counter_key import CounterKey
from engine.model.offer import Buying, OfferTerms
from engine.values.duration import Duration


class OfferState(StrEnum):
    """How far an offer has come."""

    DECIDED = "decided"
    SHOWN = "shown"
    CLICKED = "clicked"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    DECLINED = "declined"
    EXPIRED = "expired"
    MISSED = "missed"


OFFER_MOVES: Mapping[OfferState, frozenset[OfferState]] = {
    OfferState.DECIDED: frozenset({OfferState.SHOWN, OfferState.MISSED}),
    OfferState.SHOWN: frozenset({OfferState.CLICKED, OfferState.DECLINED, OfferState.EXPIRED}),
    OfferState.CLICKED: frozenset({OfferState.SUCCEEDED, OfferState.FAILED}),
    OfferState.SUCCEEDED: frozenset(),
    OfferState.FAILED: frozenset(),
    OfferState.DECLINED: frozenset(),
    OfferState.EXPIRED: frozenset(),
    OfferState.MISSED: frozenset(),
}
"""Where an offer may go; staying is no move. The store refuses any other (I14).

Whoever presses a button has seen the page: a press without a render beacon moves through SHOWN in the same event.
"""


class OfferFailure(StrEnum):
    """Why an offer that was pressed brought no order (S4.68)."""

    PAYMENT_REFUSED = "payment_refused"
    PAYMENT_UNREACHABLE = "payment_unreachable"
    PAYMENT_UNKNOWN = "payment_unknown"  # nobody said in time whether the money was taken
    COMMERCE_REFUSED = "commerce_refused"  # the order or contract could not be changed; the money went back
    COMMERCE_UNREACHABLE = "commerce_unreachable"
    ORDER_CHANGED = "order_changed"  # refunded or cancelled meanwhile
    NOT_AVAILABLE = "not_available"  # the product cannot be bought any more


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedProduct:
    """The product as it was at the decision; `price` is the catalogue's for one, minor units, tax included."""

    sku: str
    name: str
    price: int
    text: str = ""  # what the page says about it: the rule's text or the product's own (S4.42-44)
    image_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTarget:
    """What gets the product: a contract of `plan` every `cycle`, or with no plan the order itself.

    `contract_id` is a contract that the order made (subscription → subscription), or the one that accepting makes
    (once → subscription). `first` is the price of one in the first order, `renewal` in later ones (S4.46-52, V8, V9).
    """

    first: int
    renewal: int | None = None
    contract_id: str = ""
    plan: str = ""
    cycle: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPageTexts:
    """The page as it was at the decision; a `close` of None is no button."""

    headline: str
    timer_shown: bool
    timer_text: str
    buy: str
    close: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferClaim:
    """A use of a limit or budget that is set aside while the offer is open; `each` minor units of money per piece.

    A limit has no `each`: it counts 1. A `personal` one, per customer or e-mail, stays used once the page was shown:
    whoever let an offer pass does not get the same one again and again (J7). `window_ends` is the end of the window
    that it was taken from.
    """

    key: CounterKey
    amount: int
    each: int | None
    window_ends: datetime | None
    personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferProgress:
    """All of an offer that changes. `version` counts its changes from 0: who writes says which one it follows.

    `presses` are clicks on the buy button, repeated ones too (V19). `quantity` is what the first press asked for.
    `deadline` is set when the page is first shown and never moves (J7). `ended_at` is when a terminal state came.
    """

    state: OfferState = OfferState.DECIDED
    version: int = 0
    shown_at: datetime | None = None
    deadline: datetime | None = None
    clicked_at: datetime | None = None
    ended_at: datetime | None = None
    presses: int = 0
    quantity: int = 0
    accepted_terms: str = ""  # the version of the terms that the buyer saw and accepted (J6)
    failure: OfferFailure | None = None
    detail: str = ""  # what the gateway or the platform said
    reference: str = ""  # the gateway's or platform's own number of the payment
    made_order: str = ""  # the order that took the place of the first one (once → subscription)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferInstance:
    """An offer. Everything but `progress` is frozen at the decision; one order has at most one (I16).

    Its token is `HMAC(links key `key_id`, shop, id)`; only `token_hash`, the SHA-256 of it, is stored.
    `trigger_lines` are places of the lines of the order that started it; `targets` has one entry but for a product
    that goes into several contracts. It can be shown before `show_until`, and bought for `open_for` after it was
    first shown. `least` to `most` pieces can be chosen.
    """

    id: str
    rule: str
    revision: int
    order_id: str
    buyer: Buyer
    bought: Buying
    offered: Buying
    product: OfferedProduct
    targets: tuple[OfferTarget, ...]
    trigger_lines: tuple[int, ...]
    currency: str
    least: int
    most: int
    free_shipping: bool
    page: OfferPageTexts
    terms: OfferTerms | None
    decided_at: datetime
    show_until: datetime
    open_for: timedelta
    claims: tuple[OfferClaim, ...] = ()
    test: bool = False
    token_hash: str = ""
    key_id: str = ""
    progress: OfferProgress = OfferProgress()

    @property
    def first(self) -> int:
        """Minor units to pay now for one piece, in all contracts together."""
        return sum(target.first for target in self.targets)

    @property
    def renewal(self) -> int | None:
        """Minor units of one piece in each later order, in all contracts together; None when there is none."""
        later = [target.renewal for target in self.targets if target.renewal is not None]
        return sum(later) if later else None

    @property
    def list_price(self) -> int:
        """Minor units of one piece without any discount, in all contracts together."""
        return self.product.price * len(self.targets)

    @property
    def open_until(self) -> datetime:
        """When it can no longer be bought: before the page was shown, the latest end that there can be."""
        deadline = self.progress.deadline
        return self.show_until + self.open_for if deadline is None else deadline
