"""What happened, in SQL: one row per event, with what it led to, never changed."""

# ruff: noqa: PLR0913, PLR0917 - a row has what it has

from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from typing import assert_never

import orjson

from engine.model.decision import Decision
from engine.model.effects import IssueCoupon
from engine.model.events import (
    CardsCredited,
    CardsPublished,
    CartSaved,
    ConsentChanged,
    ContractCancelled,
    ContractRenewed,
    CouponRequested,
    CouponsImported,
    CustomerRecorded,
    DeliveryReported,
    Event,
    OfferAccepted,
    OfferDeclined,
    OfferSettled,
    OfferShown,
    OrderRecorded,
    OrderRefunded,
    ReminderClicked,
    ReminderRequested,
    SagaStepEnded,
    SmsReceived,
    TimerCame,
)
from engine.model.quote import Quote
from engine.model.records import Actor, Committed, StoredCoupon
from engine.store.batch import Batch, uses_of
from engine.store.sql import rows
from engine.store.sql.codec import from_json, micros, to_json
from engine.store.sql.database import Database, Tx
from engine.store.sql.part import Filter
from engine.store.sql.session import Column

COLUMNS = [
    "shop",
    "id",
    "kind",
    "at",
    "recorded_at",
    "actor_kind",
    "actor_id",
    "actor_ip",
    "revision",
    "subject",
    "quote",
    "price",
    "issued",
    "uses",
    "answer",
]
ONCE = """
    ON CONFLICT (shop, id) DO NOTHING
    RETURNING EXISTS (SELECT 1 FROM webhook_endpoints w WHERE w.shop = events.shop)
"""
EventRow = tuple[Column, ...]


class Stored(Enum):
    """What became of an event; HEARD: it is new, and the shop has webhooks that may want to know."""

    KNOWN = auto()
    NEW = auto()
    HEARD = auto()


def event_row(
    shop: str,
    event: Event,
    decision: Decision,
    batch: Batch,
    actor: Actor,
    answer: bytes | None,
    now: datetime,
) -> EventRow:
    """The row of an event; orders find their content and price in it."""
    kind, subject = _about(event)
    if batch.orders:
        subject = to_json(batch.orders[0].order)  # its content is read from here
    price = batch.orders[0].quote if batch.orders else None
    uses = [
        [use.key.area, use.key.name, use.key.subject, use.amount, use.window_ends is not None]
        for use in uses_of(batch)
    ]
    return (
        shop,
        event.id,
        kind,
        micros(event.at),
        micros(now),
        actor.kind,
        actor.id,
        actor.ip,
        decision.revision,
        subject,
        to_json(decision.quote) if decision.quote else None,
        to_json(price) if price and price != decision.quote else None,
        orjson.dumps([effect.coupon_id for effect in batch.issued]).decode(),
        orjson.dumps(uses).decode(),
        answer,
    )


def _about(event: Event) -> tuple[str, str]:  # noqa: C901, PLR0911, PLR0912 - one line per kind of event
    """The kind of an event, and what it is about."""
    match event:
        case OrderRecorded():
            return "order", to_json(event.order)
        case OrderRefunded():
            return "refund", event.order_id
        case CouponRequested():
            return "coupon_request", event.rule
        case CouponsImported():
            return "coupons_imported", event.rule
        case CardsPublished():
            return "cards_published", event.campaign
        case CardsCredited():
            return "cards_credited", event.wishes[0].card_id if event.wishes else ""
        case CustomerRecorded():
            # Whose it was, and nothing of what was told: rows of events are never removed.
            return "customer", event.customer.key
        case TimerCame():
            return event.kind.value, event.subject
        case CartSaved():
            return "cart_saved", event.visit.cart.token
        case ReminderClicked() | ReminderRequested():
            return "reminder_clicked" if isinstance(
                event, ReminderClicked
            ) else "reminder_requested", event.token
        case OfferShown():
            return "offer_shown", event.offer_id
        case OfferAccepted():
            return "offer_accepted", event.offer_id
        case OfferDeclined():
            return "offer_declined", event.offer_id
        case OfferSettled():
            return "offer_settled", event.offer_id
        case ContractRenewed():
            return "contract_renewed", event.contract_id
        case ContractCancelled():
            return "contract_cancelled", event.contract_id
        case SagaStepEnded():
            return "saga_step_ended", event.saga_id
        case ConsentChanged():
            # Only its id: the entry itself is in the ledger, and an address is not kept where it cannot be erased.
            return "consent", event.entry.id
        case DeliveryReported():
            return "delivery", event.report.message_id
        case SmsReceived():
            return "sms", event.word
        case _:
            assert_never(event)


async def store_event(tx: Tx, row: EventRow) -> Stored:
    """Insert an event; KNOWN when its id is there: then nothing else of it may be done again."""
    added = await tx.insert("events", COLUMNS, [row], ONCE)
    if not added:
        return Stored.KNOWN
    return Stored.HEARD if added[0][0] else Stored.NEW


async def store_events(tx: Tx, rows: Sequence[EventRow]) -> Stored:
    """Insert several; KNOWN when the id of any of them is there."""
    added = await tx.insert("events", COLUMNS, rows, ONCE)
    if len(added) < len(rows):
        return Stored.KNOWN
    return Stored.HEARD if added[0][0] else Stored.NEW


async def answer_of(tx: Tx, shop: str, event_id: str) -> bytes | None:
    """The answer that was given to an event."""
    row = await tx.row("SELECT answer FROM events WHERE shop = ? AND id = ?", shop, event_id)
    return None if row is None or row[0] is None else bytes(row[0])


async def read_event(database: Database, shop: str, event_id: str) -> Committed | None:
    """What an event led to, or None."""
    found = await database.read(
        "SELECT revision, quote, issued, answer FROM events WHERE shop = ? AND id = ?", shop, event_id
    )
    if not found:
        return None
    revision, quote, issued, answer = found[0]
    ids = orjson.loads(issued)
    coupons = {}
    if ids:
        wanted = Filter(shop).among("id", ids)
        statement = f"SELECT {', '.join(rows.COUPON)} FROM coupons WHERE {wanted.clause}"  # noqa: S608 - our own names
        coupons = {row["id"]: rows.coupon(row) for row in await database.read(statement, *wanted.parameters)}
    return Committed(
        repeated=True,
        revision=revision,
        issued=tuple(_as_issued(coupons[coupon_id]) for coupon_id in ids),
        quote=from_json(quote, Quote) if quote else None,
        answer=None if answer is None else bytes(answer),
    )


def _as_issued(coupon: StoredCoupon) -> IssueCoupon:
    """The effect that minted a coupon, which nothing since has changed."""
    fact = coupon.fact
    return IssueCoupon(
        coupon_id=fact.id,
        rule=fact.rule,
        order_id=coupon.order_id,
        shape=coupon.shape,
        owner_email=fact.owner_email,
        owner_id=fact.owner_id,
        issued_at=fact.issued_at,
        valid_until=fact.valid_until,
        uses=fact.uses,
        terms=fact.terms,
        test=fact.test,
        issued_to=fact.issued_to,
    )
