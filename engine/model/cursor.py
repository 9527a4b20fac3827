"""Sort keys of listed rows, for keyset pages (`Page.cursor`). Every list is newest first."""

from datetime import UTC, datetime
from typing import assert_never

from engine.model.approval import Approval
from engine.model.card_records import StoredCard, Transfer
from engine.model.channel_state import ResumeRequest
from engine.model.consent import ConsentEntry, Suppression
from engine.model.contract import Contract
from engine.model.data_subject import Erasure
from engine.model.job import Job
from engine.model.offer_instance import OfferInstance
from engine.model.reader import Composition, Enrolment
from engine.model.records import (
    AuditEntry,
    InboxMail,
    Redemption,
    Revision,
    StoredCoupon,
    StoredMessage,
    StoredOrder,
)
from engine.model.review import Review
from engine.model.saved_cart import SavedCart
from engine.model.webhook import WebhookDelivery

ListedRow = (
    AuditEntry
    | Composition
    | ConsentEntry
    | Contract
    | Enrolment
    | Erasure
    | InboxMail
    | OfferInstance
    | Redemption
    | ResumeRequest
    | Review
    | Approval
    | Revision
    | SavedCart
    | StoredCard
    | StoredCoupon
    | StoredMessage
    | StoredOrder
    | Suppression
    | Transfer
    | WebhookDelivery
    | Job
)
SortKey = tuple[datetime | int, str]


def sort_key(row: ListedRow) -> SortKey:  # noqa: C901, PLR0911, PLR0912 - one branch per kind of row
    """What lists are ordered by: an instant or a running number, then the id."""
    match row:
        case Approval() | AuditEntry() | Review() | Revision():
            return row.number, ""
        case StoredCard():
            return row.made_at, row.fact.id
        case InboxMail() | Redemption() | Transfer():
            return row.at, row.id
        case ConsentEntry() | Erasure() | ResumeRequest():
            return row.at, row.id
        case Suppression():
            return row.at, row.address
        case Enrolment():
            return row.joined_at, row.id
        case Composition():
            return row.created_at, row.id
        case Contract():
            return row.started_at, row.id
        case OfferInstance():
            return row.decided_at, row.id
        case SavedCart():
            return row.begun_at, row.id
        case StoredCoupon():
            return row.fact.issued_at, row.fact.id
        case StoredMessage() | WebhookDelivery() | Job():
            return row.created_at, row.id
        case StoredOrder():
            return row.order.placed_at, row.order.id
        case _:
            assert_never(row)


def cursor_of(row: ListedRow) -> tuple[str, ...]:
    """The `Page.cursor` that stands for `row`."""
    first, identity = sort_key(row)
    return (str(first) if isinstance(first, int) else first.astimezone(UTC).isoformat(), identity)


def read_cursor(cursor: tuple[str, ...], *, numbered: bool) -> SortKey:
    """The sort key that a cursor stands for: of a list by running `number`, or of one by time.

    Raises ValueError when it is none.
    """
    first, identity = cursor if len(cursor) == 2 else ("", "")
    if numbered and first.isdecimal() and len(first) < 19:
        return int(first), identity
    try:
        at = datetime.fromisoformat(first)
    except ValueError:
        at = None
    if numbered or at is None or at.tzinfo is None:
        raise ValueError("this is no cursor of a list")
    return at.astimezone(UTC), identity
