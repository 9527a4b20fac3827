"""The other side tells what became of a message: callbacks of gateways, bounces, complaints (A10)."""

import hashlib
from collections.abc import Sequence

from engine.delivery.bounce_mail import addressed_to, read_bounce
from engine.delivery.sms import DEAD_NUMBER
from engine.model.decision import Rejection
from engine.model.delivery_report import DeliveryReport, ReportKind
from engine.model.events import DeliveryReported
from engine.model.records import Actor, StoredMessage
from engine.service.channel_breaker import watch_channel
from engine.service.engine import Engine
from engine.service.message_link import BOUNCE, CALLBACK, OPT_OUT, read_message_token
from engine.service.take import take
from engine.service.withdraw_consent import withdraw_by_message

DELIVERED = frozenset({"delivered", "read"})
UNDELIVERED = frozenset({"undelivered", "failed"})


async def report_delivery(
    engine: Engine, message: StoredMessage, kind: ReportKind, status: str, detail: str = ""
) -> bool:
    """Keep a report on a message, once however often it is told; False when it was refused."""
    report = DeliveryReport(
        channel=message.order.channel,
        kind=kind,
        address=message.order.recipient,
        message_id=message.id,
        status=status,
        detail=detail[:300],
    )
    said = hashlib.sha256(f"{message.id}\0{kind}\0{status}".encode()).hexdigest()[:32]
    event = DeliveryReported(id=f"delivery:{said}", at=engine.clock.now(), report=report)
    taken = await take(engine, message.shop, event, Actor(kind="gateway", id=message.order.channel))
    if kind in (ReportKind.HARD_BOUNCE, ReportKind.COMPLAINT):
        await watch_channel(engine, message.shop, message.order.channel)
    return not isinstance(taken, Rejection)


async def read_callback(engine: Engine, token: str, status: str, code: str) -> bool:
    """A callback of an SMS gateway about the message of `token`; False when the token is not ours.

    A status that is only on the way to an end, such as `sent`, changes nothing.
    """
    known = read_message_token(engine, CALLBACK, token)
    message = None if known is None else await engine.store.find_message(known.shop, known.message_id)
    if message is None:
        return False
    if status in DELIVERED:
        await report_delivery(engine, message, ReportKind.DELIVERED, "")
    elif status in UNDELIVERED:
        kind = ReportKind.HARD_BOUNCE if code in DEAD_NUMBER else ReportKind.SOFT_BOUNCE
        await report_delivery(engine, message, kind, code)
    return True


async def read_returned_mail(engine: Engine, octets: bytes) -> bool:
    """A mail that came to us; False when it is neither a report nor a wish to get no more, or about no message of ours.

    Whose message it was says the signed address that it came to, never what is written in it (VERP).
    """
    bounce = read_bounce(octets)
    if bounce is None:
        leaves = await _message_at(engine, OPT_OUT, addressed_to(octets))
        return leaves is not None and await withdraw_by_message(
            engine, leaves.shop, leaves.id, scope="", source="mail", ip=""
        )
    message = await _message_at(engine, BOUNCE, bounce.to)
    if message is None:
        return False
    return await report_delivery(engine, message, bounce.kind, bounce.status, bounce.detail)


async def _message_at(engine: Engine, purpose: str, addresses: Sequence[str]) -> StoredMessage | None:
    """The message that one of our own addresses is about."""
    for address in addresses:
        token = address.rpartition("@")[0].partition("+")[2]
        known = read_message_token(engine, purpose, token.lower())
        message = None if known is None else await engine.store.find_message(known.shop, known.message_id)
        if message is not None:
            return message
    return None
