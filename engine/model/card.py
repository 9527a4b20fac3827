"""Gift cards as they are decided with: what they hold, lot by lot, and whose they are (S5, J9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from engine.model.gift_card import Consideration, Redeemer, RefundOrder
from engine.model.selector import ANY_PRODUCT, Selector


class CardState(StrEnum):
    """Where a card stands (domain.md §4); whether it is switched off is apart from it.

    A refund makes an exhausted card active again; expired and void are for good.
    """

    UNASSIGNED = "unassigned"  # nobody's yet
    ASSIGNED = "assigned"  # somebody's, never credited
    ACTIVE = "active"
    EXHAUSTED = "exhausted"
    EXPIRED = "expired"
    VOID = "void"  # paid out


CREDITABLE = frozenset({CardState.UNASSIGNED, CardState.ASSIGNED, CardState.ACTIVE, CardState.EXHAUSTED})
"""States in which a balance can be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTerms:
    """What the rule promised of a card; frozen into each card when it is made."""

    redeem: Redeemer = Redeemer.OWNER
    consideration: Consideration = Consideration.PAID
    cash_refund: bool = False
    refund_order: RefundOrder = RefundOrder.CARD
    targets: Selector = ANY_PRODUCT
    budget: str = ""  # whose money counts the balance that it was given with
    pin: int = 0  # digits of the PIN that paying asks for; 0: none


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What is left of one credit, minor units; it can be spent before `expires_at` (None: for ever)."""

    id: str
    remaining: int
    consideration: Consideration
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPart:
    """`amount` minor units of a lot."""

    lot_id: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFact:
    """A card as stored. `held` is what live holds of other carts set aside, `own_hold` what this cart's does."""

    id: str
    campaign: str
    state: CardState
    enabled: bool
    terms: CardTerms
    owner_email: str | None
    owner_id: str | None
    balance: int  # minor units, lots that ended but were not written off yet included
    published_at: datetime | None
    expires_at: datetime | None  # exclusive
    test: bool = False
    held: int = 0
    own_hold: int = 0
    lots: tuple[Lot, ...] = ()  # with something left, in the order in which they are spent
    pin: str = ""  # keyed hash of its PIN; empty: it has none


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTender:
    """What a card paid of an order: `parts` are what came of its lots and was not given back yet, as spent."""

    card: CardFact
    parts: tuple[LotPart, ...]
    returned: int  # minor units that refunds gave back

    @property
    def left(self) -> int:
        """What a refund can still give back."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedCredit:
    """What is left of the balance that an order earned on a card of its own, as far as no cart has set it aside."""

    card_id: str
    campaign: str
    lot_id: str
    left: int
    held: int = 0  # minor units of it that carts have set aside
    budget: str = ""  # that it was given from


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPublication:
    """A publication that was made before: to whom, how many cards, and what was asked for on each."""

    owner_email: str | None
    owner_id: str | None
    count: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCredit:
    """A credit that was made before."""

    card_id: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNeed:
    """The card of a canonical code, seen by the cart `cart_token`."""

    code: str
    cart_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardByIdNeed:
    """A card by its id."""

    card_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNeed:
    """What a source of a campaign led to before."""

    campaign: str
    source_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNeed:
    """What a key of a credit led to before."""

    key: str


GiftNeed = CardNeed | CardByIdNeed | PublicationNeed | CreditNeed
"""What the core may ask to know about gift cards; part of the closed union `Need`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftFacts:
    """The answers; what is unknown is absent."""

    by_code: Mapping[str, CardFact] = field(default_factory=dict)  # canonical
    by_id: Mapping[str, CardFact] = field(default_factory=dict)
    publications: Mapping[tuple[str, str], KnownPublication] = field(default_factory=dict)  # campaign, source
    credits: Mapping[str, KnownCredit] = field(default_factory=dict)  # by key

    def with_more(self, more: "GiftFacts") -> "GiftFacts":
        """These and what a further look has found besides."""
        return GiftFacts(
            by_code={**self.by_code, **more.by_code},
            by_id={**self.by_id, **more.by_id},
            publications={**self.publications, **more.publications},
            credits={**self.credits, **more.credits},
        )


NO_GIFTS = GiftFacts()
