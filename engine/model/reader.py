"""Readers of lists: enrolments, what is sent to a whole list at once, and how lists are found (S2)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Buyer
from engine.model.messages import Segment
from engine.model.rule_parts import ChannelName, MessageClass

PRODUCT_LIST = "product:"
"""Lists of products are named by it and the sku; rules have no colon in their names."""


class EnrolmentState(StrEnum):
    """domain.md §4: active → left | stopped by a refund. Rows are never removed (D2.c)."""

    ACTIVE = "active"
    LEFT = "left"
    STOPPED_BY_REFUND = "stopped_by_refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A reader of a list, once per list, reader and order (D2.a). `id` follows from the three.

    `pending` are steps that are still to come, by key; `sku` is the product that was bought, of a list that has one.
    """

    id: str
    list: str
    reader: str  # key of the customer
    email: str | None
    phone: str | None
    external_id: str | None
    name: str
    locale: str
    order_id: str  # empty: no order
    sku: str
    joined_at: datetime
    state: EnrolmentState = EnrolmentState.ACTIVE
    ended_at: datetime | None = None
    pending: frozenset[str] = frozenset()
    test: bool = False

    @property
    def buyer(self) -> Buyer:
        """Who it is."""
        return Buyer(
            email=self.email,
            phone=self.phone,
            external_id=self.external_id,
            name=self.name,
            locale=self.locale,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """A message that staff wrote to the readers of a list (S2.3, S2.15, S2.17); its texts are Liquid."""

    id: str
    list: str
    channel: ChannelName
    message_class: MessageClass
    subject: str
    text: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFigures:
    """Readers of a list by where they stand, test orders left out; a reader of several orders counts once."""

    list: str
    active: int = 0
    left: int = 0
    stopped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a message to a list would reach: of `readers`, so many have an address, and of these so many are allowed."""

    readers: int
    with_address: int
    allowed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """A list as found under a tab (S2.6-10). `skus` are its products; `rule` is empty for a product's own list."""

    name: str
    title: str
    segment: Segment
    skus: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersWanted:
    """Which enrolments are asked for; `with_phone` leaves only mobile readers (S2.18)."""

    list: str | None = None
    reader: str | None = None
    state: EnrolmentState | None = None
    with_phone: bool = False
