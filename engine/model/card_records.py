"""Gift cards, their ledger and what was done with them, as the store hands them up."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.model.card import CardFact, CardState
from engine.model.gift_card import CodePattern
from engine.model.records import HoldState


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCard:
    """A card with what admin and mail need; `pattern`, `key_id`, `attempt` re-derive its code."""

    fact: CardFact
    publication_id: str
    number: int
    order_id: str
    revision: int
    pattern: CodePattern
    key_id: str
    attempt: int
    last_four: str
    metadata: tuple[tuple[str, str], ...]
    made_at: datetime
    sealed: str = ""  # the code, where another system made it
    pin_draw: int = 0  # re-derives its PIN; 0: it has none, or another system made it


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Cards that were given at once; `card_ids` by number."""

    id: str
    campaign: str
    source_id: str
    owner_email: str | None
    owner_id: str | None
    count: int
    amount: int
    at: datetime
    order_id: str
    metadata: tuple[tuple[str, str], ...]
    card_ids: tuple[str, ...]


class TransferKind(StrEnum):
    """Why value moved."""

    CREDIT = "credit"
    SPEND = "spend"
    REFUND = "refund"
    EXPIRE = "expire"
    CASH_OUT = "cash_out"
    FORFEIT = "forfeit"  # what was never paid for, of a card that is paid out
    REVERSE = "reverse"  # takes a credit back that was a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One side of a transfer: `amount` minor units that `account` gained; those of a card name the lot."""

    account: str
    amount: int
    lot_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A movement of value, never changed; its postings add up to zero (I20). `amount` is its size."""

    id: str
    key: str
    kind: TransferKind
    card_id: str
    campaign: str
    amount: int
    at: datetime
    order_id: str = ""
    note: str = ""
    actor: str = ""
    postings: tuple[Posting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHold:
    """`amount` minor units of a card set aside for a cart during payment, until `until` (15 minutes; B14)."""

    id: str
    card_id: str
    cart_token: str
    amount: int
    until: datetime
    state: HoldState


class CashOutReason(StrEnum):
    """Why the law lets a balance be paid out (J11: refunds of prepaid value are forbidden by default)."""

    CARD_DECLINED = "card_declined"  # given in place of a refund, and the customer wants the money (S5.43)
    UNAVOIDABLE = "unavoidable"  # the customer can use it no more through no fault of theirs
    SMALL_BALANCE = "small_balance"
    WIND_DOWN = "wind_down"  # the shop ends its cards; holds whatever the rule says


class CashOutState(StrEnum):
    """A pay-out is asked for in the transaction that makes the card void; the shop then says that it was made."""

    REQUESTED = "requested"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class CashOut:
    """A card that was paid out: `amount` minor units of money, `forfeited` was never paid for."""

    id: str
    card_id: str
    amount: int
    forfeited: int
    reason: CashOutReason
    note: str
    state: CashOutState
    at: datetime
    paid_at: datetime | None = None
    reference: str = ""  # of the payment, as the shop's payment service names it


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWanted:
    """Which cards are asked for; what is None is not. `metadata` is one name and value (S5.27)."""

    campaign: str | None = None
    owner: str | None = None  # e-mail or external id
    state: CardState | None = None
    enabled: bool | None = None
    metadata: tuple[str, str] | None = None
    publication_id: str | None = None
    order_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBalance:
    """What the cards of a campaign held at some moment, test cards left out; minor units."""

    campaign: str
    paid: int
    free: int
    cards: int  # that held something


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFigures:
    """What became of a campaign, from its ledger; test cards left out, minor units."""

    campaign: str
    cards: int
    credited: int
    spent: int
    refunded: int
    expired: int
    cashed_out: int
    redeemed_cards: int  # that paid for something at least once


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataCount:
    """How many cards and how much credit have a value of a metadata name (S5.27)."""

    value: str
    cards: int
    credited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceReport:
    """The unused paid balance at the end of a base date, as it was stored then (J10, I25)."""

    day: date
    at: datetime
    paid: int
    free: int
