"""What happens to gift cards by request of the shop; part of the closed union `Event`."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import Buyer
from engine.model.code_imports import ImportedCard
from engine.model.gift_card import Consideration


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationWish:
    """`count` cards for `receiver`, each credited with `amount` minor units at once (S5.20, S5.23, D5.b).

    `source_id` is the shop's own, once per campaign: the same again gives the same cards. A receiver whom nothing is
    known of gets cards that are anybody's, if the campaign lets anybody redeem them.
    """

    source_id: str
    receiver: Buyer
    count: int = 1
    amount: int = 0
    metadata: tuple[tuple[str, str], ...] = ()
    notify: bool = True  # whether the campaign's messages leave; the shop may send the code itself (S5.30)
    test: bool = False
    imported: ImportedCard | None = None  # the card exists: another system made it


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsPublished:
    """The shop gives cards of a campaign, many publications at once if it likes."""

    id: str
    at: datetime
    campaign: str
    wishes: tuple[PublicationWish, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditWish:
    """`amount` minor units on a card; `key` is the shop's own, once for ever (S5.24, I26).

    Without `consideration` and `expires_at` the terms and the end of the card hold.
    """

    card_id: str
    key: str
    amount: int
    consideration: Consideration | None = None
    expires_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsCredited:
    """The shop adds balances to cards."""

    id: str
    at: datetime
    wishes: tuple[CreditWish, ...]
