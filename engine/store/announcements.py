"""What a decision is told to the merchant's other systems as: one announcement per change of state (I28)."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

import orjson

from engine.model.events import Event, OrderRecorded
from engine.model.records import Revision
from engine.model.telling import NOTHING_TO_ADD, Telling
from engine.model.webhook import Announcement, WebhookTopic
from engine.store.batch import Batch
from engine.store.card_announcements import card_announcements, offer_announcement

MOST_BYTES = 20 * 1024
"""Of a body (C25)."""


def announcements_of(
    event: Event, batch: Batch, expired: Sequence[str], telling: Telling = NOTHING_TO_ADD
) -> tuple[Announcement, ...]:
    """Everything that `event` changed and others may want to know; nothing of sandbox orders and test coupons.

    `expired` are the coupons that its commit really ended.
    """
    if batch.is_test:
        return ()
    at = event.at
    offers = (offer_announcement(move, telling, at) for move in batch.moved_offers)
    told = (
        *_orders(event, batch, at),
        *_coupons(batch, at),
        *(_of(WebhookTopic.COUPON_EXPIRED, one, at, coupon=one) for one in expired),
        *card_announcements(batch, telling, at),
        *(one for one in offers if one is not None),
        *_contracts(batch, at),
        *_recoveries(batch),
    )
    return tuple(one for one in told if not telling.untold & {one.data.get("card"), one.data.get("offer")})


def published(revision: Revision, at: datetime) -> Announcement:
    """Rules went live."""
    number = revision.number
    return _of(
        WebhookTopic.RULES_PUBLISHED,
        f"{number}:{at.isoformat()}",
        at,
        revision=number,
        fingerprint=revision.fingerprint,
    )


def event_id_of(shop: str, cause: str, announcement: Announcement) -> str:
    """The id under which it is told, the same for ever: it follows from its cause."""
    parts = f"{shop}\x00{cause}\x00{announcement.topic}\x00{announcement.subject}"
    return f"evt_{hashlib.sha256(parts.encode()).hexdigest()[:32]}"


def delivery_id_of(event_id: str, endpoint_id: str) -> str:
    """One delivery per event and endpoint."""
    return f"dlv_{hashlib.sha256(f'{event_id}:{endpoint_id}'.encode()).hexdigest()[:32]}"


def body_of(event_id: str, announcement: Announcement) -> str:
    """What is sent, in the form of the Standard Webhooks specification. Raises ValueError beyond 20 KiB."""
    said = {
        "id": event_id,
        "type": announcement.topic.value,
        "timestamp": announcement.at.isoformat(),
        "data": dict(announcement.data),
    }
    body = orjson.dumps(said)
    if len(body) > MOST_BYTES:
        raise ValueError(f"{announcement.topic} does not fit into {MOST_BYTES} bytes")
    return body.decode()


def _orders(event: Event, batch: Batch, at: datetime) -> Iterator[Announcement]:
    for saved in batch.orders if isinstance(event, OrderRecorded) else ():
        order, quote = saved.order, saved.quote
        yield _of(
            WebhookTopic.ORDER_RECORDED,
            order.id,
            at,
            order=order.id,
            state=order.state.value,
            customer=order.cart.buyer.external_id,
            total=None if quote is None else quote.total,
            discount=None if quote is None else quote.discount,
            currency=None if quote is None else quote.currency,
        )
    for recorded in batch.refunds:
        refund = recorded.refund
        yield _of(
            WebhookTopic.ORDER_REFUNDED,
            f"{refund.order_id}:{refund.number}",
            at,
            order=refund.order_id,
            refund=refund.id,
            amount=refund.amount,
        )


def _contracts(batch: Batch, at: datetime) -> Iterator[Announcement]:
    """Subscriptions that ended: whoever collects for them has to stop. Nothing changes them afterwards."""
    for contract in (change.after for change in batch.changed_contracts):
        if contract.ended is not None and not contract.test:
            yield _of(
                WebhookTopic.CONTRACT_ENDED,
                contract.id,
                at,
                contract=contract.id,
                order=contract.order_id,
                reason=contract.ended.value,
                number=contract.number,
            )


def _recoveries(batch: Batch) -> Iterator[Announcement]:
    for recorded in batch.recoveries:
        one = recorded.recovery
        if not one.assisted and not one.test:
            yield _of(
                WebhookTopic.CART_RECOVERED,
                one.order_id,
                one.at,
                cart=one.cart_id,
                order=one.order_id,
                rule=one.rule,
                amount=one.amount,
            )


def _coupons(batch: Batch, at: datetime) -> Iterator[Announcement]:
    taken_over = {one.coupon_id for one in batch.issued if one.code}  # another system told of them, long ago
    for issued in batch.issued:
        if not issued.test and not issued.code:
            yield _of(
                WebhookTopic.COUPON_ISSUED,
                issued.coupon_id,
                at,
                coupon=issued.coupon_id,
                rule=issued.rule,
                order=issued.order_id or None,
                customer=issued.owner_id,
                valid_until=None if issued.valid_until is None else issued.valid_until.isoformat(),
            )
    for used in batch.redeemed:
        if used.coupon_id in taken_over:
            continue
        yield _of(
            WebhookTopic.COUPON_REDEEMED,
            used.coupon_id,
            at,
            coupon=used.coupon_id,
            rule=used.rule,
            order=used.order_id,
            amount=used.amount,
        )


def _of(topic: WebhookTopic, subject: str, at: datetime, **data: str | int | bool | None) -> Announcement:
    return Announcement(topic=topic, subject=subject, at=at, data=data)
