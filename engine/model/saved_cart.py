"""Carts as storefronts report them: how far a shopper came, where it was left, what was sent after it (S3)."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Cart
from engine.model.consent import ConsentEntry
from engine.model.messages import Page
from engine.model.screening import Screening


class CartStep(StrEnum):
    """How far a shopper came: products in the cart, typing into a form, on the confirmation screen."""

    CART = "cart"
    FORM = "form"
    CONFIRM = "confirm"


class CartState(StrEnum):
    """domain.md §4. REMINDED is ABANDONED with a message that was sent since; it is never stored."""

    OPEN = "open"
    ABANDONED = "abandoned"
    REMINDED = "reminded"
    RECOVERED = "recovered"
    PURCHASED = "purchased"
    EXPIRED = "expired"


ALIVE = frozenset({CartState.OPEN, CartState.ABANDONED})
"""Stored states of a cart that can still be bought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormConsent:
    """The tick to advertising in a form, as evidence for each address typed (J1).

    It is written into the ledger (`recorded`) when a reminder needs it, so that a tick taken back before counts.
    `proven` is that of `RecordConsent`.
    """

    wording: str
    version: str = ""
    entries: tuple[ConsentEntry, ...] = ()
    recorded: bool = False
    proven: bool = True

    def same_as(self, other: "FormConsent") -> bool:
        """Whether the same tick is told again: the same sentence for the same addresses."""
        said, again = ({(one.channel, one.address) for one in each.entries} for each in (self, other))
        return (self.wording, self.version, said) == (other.wording, other.version, again)


@dataclass(frozen=True, slots=True, kw_only=True)
class CartVisit:
    """What a storefront reports of a cart; `cart.token` is its own id of it.

    `return_url` is the page that opens this cart or form again (S3.28-29), `ad_url` the advertisement that led here,
    `form_exit` whether its form-exit setting is on (S3.41).
    """

    cart: Cart
    step: CartStep
    page: Page
    return_url: str = ""
    ad_url: str = ""
    form_exit: bool = False
    consent: FormConsent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What one rule has done about a cart.

    `begun` is what the waits of its messages count from, `handled` names the messages that were decided in this round;
    the cart can be taken up again in another `round` (S3.16).
    """

    rule: str
    begun: datetime
    at: datetime
    handled: tuple[str, ...] = ()
    round: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """What a `stop when` line of `rule` names happened at that moment."""

    rule: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCart:
    """A cart as stored.

    `life` counts from 1: what was bought or has expired and comes back under the same token lives again. `version`
    grows with every change. `left` is the point at which it counts as abandoned, None if it does not (S3.4-7).
    `seen_at` is the last sign of life, `due` when it is looked at next. An order of the buyer at `stopped_at` ends
    reminders until the cart is seen again; `stops` do so for single rules.
    """

    token: str
    life: int
    version: int
    cart: Cart
    step: CartStep
    page: Page
    state: CartState
    begun_at: datetime
    seen_at: datetime
    total: int  # minor units
    left: CartStep | None = None
    abandoned_at: datetime | None = None
    return_url: str = ""
    ad_url: str = ""
    form_exit: bool = False
    consent: FormConsent | None = None
    screening: Screening | None = None
    reminded: tuple[Reminding, ...] = ()
    due: datetime | None = None
    stopped_at: datetime | None = None
    stops: tuple[Stopped, ...] = ()
    clicked_at: datetime | None = None
    clicked_rule: str = ""
    order_id: str = ""
    ended_at: datetime | None = None
    reminded_at: datetime | None = None  # when a message last was sent; kept by delivery, not by decisions

    @property
    def id(self) -> str:
        """The id of this life of the cart."""
        return cart_id(self.token, self.life)

    def stopped_for(self, names: Collection[str]) -> bool:
        """Whether a rule, given with all its names, is to say nothing more about the cart as it was last seen."""
        return any(one.rule in names and one.at >= self.seen_at for one in self.stops)

    @property
    def shown_state(self) -> CartState:
        """The state as people see it."""
        sent = self.reminded_at is not None and self.reminded_at >= (self.abandoned_at or self.begun_at)
        return CartState.REMINDED if self.state is CartState.ABANDONED and sent else self.state


def cart_id(token: str, life: int) -> str:
    """A stable id for one life of a cart; it does not say the token."""
    return "k_" + hashlib.sha256(f"{token}\x1f{life}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """An order that a reminder brought: through its link, or `assisted`, later and on another way (D3.g)."""

    order_id: str
    cart_id: str
    rule: str
    left: CartStep | None
    assisted: bool
    amount: int  # minor units
    at: datetime
    test: bool = False


class YesNo(StrEnum):
    """A condition of a search: whatever, only those that are, only those that are not (D3.a)."""

    ANY = "any"
    YES = "yes"
    NO = "no"

    def fits(self, *, holds: bool) -> bool:
        """Whether something of which it holds is asked for."""
        return self is YesNo.ANY or (self is YesNo.YES) is holds


@dataclass(frozen=True, slots=True, kw_only=True)
class CartsWanted:
    """Which carts are asked for; what is None is not. `since` counts, `until` does not; both are of the abandonment."""

    abandoned: YesNo = YesNo.ANY
    recovered: YesNo = YesNo.ANY
    left: CartStep | None = None
    page: Page | None = None
    email: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CartFigures:
    """Totals of a period for carts that were left at some points, test carts left out (S3.35, S3.51, D3.a).

    `delivered` are messages that the receiving server took and that did not bounce. Amounts are minor units.
    """

    abandoned: int = 0
    abandoned_amount: int = 0
    sent: int = 0
    delivered: int = 0
    clicked: int = 0
    recovered: int = 0
    recovered_amount: int = 0
    assisted: int = 0
    assisted_amount: int = 0
