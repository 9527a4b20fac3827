"""Rows of files with coupons and gift cards of another system: what their columns say, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Buyer
from engine.model.code_imports import ImportedCoupon
from engine.model.gift_card import Consideration
from engine.model.job import JobKind


class ImportColumn(StrEnum):
    """What a column of such a file says."""

    CODE = "code"
    KEY = "key"  # the other system's id of the row
    EMAIL = "email"
    CUSTOMER = "customer"  # the shop's own id of the customer
    PHONE = "phone"
    NAME = "name"
    ENDS = "ends"  # a day, which counts whole, or an instant; empty: never
    ENABLED = "enabled"
    BALANCE = "balance"  # of a gift card, major units
    CONSIDERATION = "consideration"  # of a gift card: paid for or free
    PIN = "pin"  # of a gift card, 4 to 8 digits; empty: it has none
    USES = "uses"  # of a coupon, in all; empty: unlimited
    USES_LEFT = "uses_left"
    USED = "used"  # how often it was used
    USED_AT = "used_at"
    ORDER = "order"  # that used it
    TAKEN_OFF = "taken_off"  # by that use, major units


_BOTH = (
    ImportColumn.CODE,
    ImportColumn.KEY,
    ImportColumn.EMAIL,
    ImportColumn.CUSTOMER,
    ImportColumn.PHONE,
    ImportColumn.NAME,
    ImportColumn.ENDS,
    ImportColumn.ENABLED,
)
COLUMNS: Mapping[JobKind, tuple[ImportColumn, ...]] = {
    JobKind.CARD_IMPORT: (*_BOTH, ImportColumn.PIN, ImportColumn.BALANCE, ImportColumn.CONSIDERATION),
    JobKind.COUPON_IMPORT: (
        *_BOTH,
        ImportColumn.USES,
        ImportColumn.USES_LEFT,
        ImportColumn.USED,
        ImportColumn.USED_AT,
        ImportColumn.ORDER,
        ImportColumn.TAKEN_OFF,
    ),
}
NEEDED: Mapping[JobKind, tuple[ImportColumn, ...]] = {
    JobKind.CARD_IMPORT: (ImportColumn.CODE, ImportColumn.BALANCE),
    JobKind.COUPON_IMPORT: (ImportColumn.CODE,),
}

Columns = Mapping[ImportColumn, str]
"""The heading of each column that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A gift card; `key` is the other system's id, or empty: the code stands for it."""

    line: int
    key: str
    code: str
    receiver: Buyer
    expires_at: datetime | None
    balance: int  # minor units
    consideration: Consideration
    pin: str = ""  # digits; empty: it has none


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponRow:
    """A coupon; the key of `coupon` is the other system's id, or empty: the code stands for it."""

    line: int
    coupon: ImportedCoupon

    @property
    def key(self) -> str:
        """The other system's id."""
        return self.coupon.key

    @property
    def code(self) -> str:
        """As it was printed."""
        return self.coupon.code


ImportRow = CardRow | CouponRow
