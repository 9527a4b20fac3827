"""What the core asks for about gift cards; part of the closed union `Effect`."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.card import CardTerms, LotPart
from engine.model.gift_card import CodePattern, Consideration


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCard:
    """Make a card, for its owner or, without one, for whoever gets its code (S5.20-21).

    `card_id` is derived from campaign, source and number, so a retry is the same card.
    """

    card_id: str
    campaign: str
    publication_id: str
    number: int
    pattern: CodePattern
    terms: CardTerms
    owner_email: str | None
    owner_id: str | None
    published_at: datetime
    expires_at: datetime | None
    order_id: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    test: bool = False
    code: str = ""  # that another system made; empty: ours is derived
    pin: str = ""  # that another system made, with its code


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPublication:
    """Write a publication down; another one of the same campaign and source makes the decision conflict (D5.b)."""

    publication_id: str
    campaign: str
    source_id: str
    owner_email: str | None
    owner_id: str | None
    count: int
    amount: int  # minor units asked for on each card, besides what the campaign gives
    at: datetime
    order_id: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCard:
    """Add a lot to a card. A transfer of the same `key` makes the decision conflict: keys are for ever (I26)."""

    card_id: str
    campaign: str
    key: str
    amount: int
    consideration: Consideration
    expires_at: datetime | None
    at: datetime
    order_id: str = ""
    note: str = ""
    opening: bool = False  # what another system owed before


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendCard:
    """Pay for an order with a card, if at that very write it is live, the buyer's, and `parts` of its lots are there.

    `cart_token` turns this cart's own hold into the payment. An owner field that is None is not compared.
    """

    card_id: str
    campaign: str
    order_id: str
    cart_token: str
    owner_email: str | None
    owner_id: str | None
    parts: tuple[LotPart, ...]
    at: datetime

    @property
    def amount(self) -> int:
        """Minor units in all."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreCard:
    """Give back to the lots that an order used, as far as they are still in time (I24)."""

    card_id: str
    campaign: str
    order_id: str
    refund_id: str
    parts: tuple[LotPart, ...]
    at: datetime

    @property
    def amount(self) -> int:
        """Minor units in all."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireCard:
    """Write off what is left of lots that ended at `at` or before; a card that ended is expired with it.

    `over`: the card itself has ended, not only some of its lots.
    """

    card_id: str
    campaign: str
    at: datetime
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCardHold:
    """Give back a sum that was set aside and whose time is over."""

    hold_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackCredit:
    """Take what is left of a balance off its card, because the order that earned it was given back.

    `occurrence` tells several times apart: what a cart had set aside is taken when the hold is over.
    """

    card_id: str
    campaign: str
    lot_id: str
    amount: int
    order_id: str
    at: datetime
    occurrence: str = ""


CardEffect = (
    RecordPublication
    | PublishCard
    | CreditCard
    | SpendCard
    | RestoreCard
    | TakeBackCredit
    | ExpireCard
    | ReleaseCardHold
)
