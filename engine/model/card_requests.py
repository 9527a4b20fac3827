"""What callers ask for about gift cards, as they typed it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.card_records import CashOutReason, StoredCard
from engine.model.gift_card import Consideration
from engine.model.requests import BuyerRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRequest:
    """`count` cards of a campaign for a customer, each credited with `amount` minor units at once (S5.20, S5.23).

    `source_id` is the shop's own, once per campaign: the same again gives the same cards (D5.b). `notify` sends the
    campaign's messages; the shop may send the code itself (S5.29-30).
    """

    source_id: str
    buyer: BuyerRequest
    count: int = 1
    amount: int = 0
    metadata: tuple[tuple[str, str], ...] = ()
    notify: bool = True
    test: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationOutcome:
    """What became of a publication: its cards by number, `repeated` when they were there before; or why not.

    `refused` is a reason: a value of RefusalReason or Problem, or `publication_changed`; `field` what it is about.
    """

    source_id: str
    cards: tuple[StoredCard, ...] = ()
    repeated: bool = False
    refused: str = ""
    field: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRequest:
    """`amount` minor units on the card `card_id`; `key` is the shop's own, once for ever (S5.24, I26)."""

    card_id: str
    key: str
    amount: int
    consideration: Consideration | None = None
    expires_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditOutcome:
    """What became of a credit: the card as it is now, or why not (`key_used`, `not_found`, `card_over` …)."""

    key: str
    card: StoredCard | None = None
    refused: str = ""
    field: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CashOutRequest:
    """A card that is to be paid out; `expected` is what the person was told, minor units (D5.c)."""

    card_id: str
    reason: CashOutReason
    note: str
    expected: int | None = None
