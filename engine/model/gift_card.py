"""Gift cards (S5)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.model.rule_parts import Send, Validity
from engine.model.selector import ANY_PRODUCT, Selector


class Redeemer(StrEnum):
    """Who may pay with a card (S5.18)."""

    OWNER = "owner"
    ANYONE = "anyone"


class Consideration(StrEnum):
    """Whether money was paid for the balance; the law treats the two apart (J9)."""

    PAID = "paid"
    FREE = "free"


class RefundOrder(StrEnum):
    """Which tender of a mixed payment a refund fills first."""

    CARD = "card"
    OTHER = "other"


class CardEvent(StrEnum):
    """What a webhook is told of."""

    ISSUED = "issued"
    REDEEMED = "redeemed"
    REFUNDED = "refunded"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePattern:
    """`GIFT-####-####`: each `#` becomes a random digit, each `*` a random letter or digit; the rest stays."""

    text: str

    @property
    def random_places(self) -> int:
        """How many characters are drawn."""
        return self.text.count("#") + self.text.count("*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a new card holds: `amount` minor units, or `share` of the money named `field`."""

    amount: int = 0
    share: Fraction = Fraction(0)
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """`meta "booking_id" from order.note`: a fact kept with the card (S5.25)."""

    name: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """`notify webhook "erp" on issued, redeemed` (S5.49)."""

    name: str
    events: frozenset[CardEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftCardBody:
    """`giftcard`: without a trigger, cards are published and credited by the API (S5.14-15)."""

    code: CodePattern
    validity: Validity
    balance: Balance = Balance()
    redeem: Redeemer = Redeemer.OWNER
    consideration: Consideration = Consideration.PAID
    cash_refund: bool = False
    refund_order: RefundOrder = RefundOrder.CARD
    targets: Selector = ANY_PRODUCT
    pin: int = 0  # digits; 0: none
    pool: int | None = None
    meta: tuple[Meta, ...] = ()
    hooks: tuple[Hook, ...] = ()
    sends: tuple[Send, ...] = ()
