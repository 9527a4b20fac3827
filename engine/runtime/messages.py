"""Messages that carry a coupon: to whom, when, and until when they still make sense."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from engine.model.cart import Buyer
from engine.model.effects import IssueCoupon, SendMessage
from engine.model.program import ChannelName, MessageClass, Send
from engine.runtime.cause import Cause
from engine.runtime.prepare import Prepared
from engine.runtime.schedule import due_at, out_of_quiet

MIN_REMAINING = timedelta(hours=24)
"""How long a code should be of use after its mail came."""


def messages_of(
    coupon: IssueCoupon, sends: tuple[Send, ...], cause: Cause, now: datetime, prepared: Prepared
) -> Iterator[SendMessage]:
    """One message per `send` line whose channel reaches the receiver; none is due when the coupon is over (V4).

    A message tells of an order only when that order is the receiver's own: not of the friend's who used a code.
    """
    buyer, own_order = cause.receiver, None if cause.occurrence else cause.order_id or None
    seen: Counter[tuple[ChannelName, str]] = Counter()
    for send in sends:
        recipient = recipient_of(send.channel, buyer)
        if recipient is None:
            continue
        occurrence = seen[send.channel, send.template]
        seen[send.channel, send.template] += 1
        due = due_of(send, now, prepared)
        yield SendMessage(
            dedupe_key=message_key(coupon.coupon_id, send, occurrence),
            rule=coupon.rule,
            channel=send.channel,
            template=send.template,
            message_class=message_class(send, prepared),
            recipient=recipient,
            locale=buyer.locale,
            due=due,
            send_before=last_chance(due, coupon.valid_until),
            coupon_id=coupon.coupon_id,
            order_id=own_order,
            test=coupon.test,
        )


def recipient_of(channel: ChannelName, buyer: Buyer) -> str | None:
    """Where `channel` reaches the buyer, if it does."""
    match channel:
        case ChannelName.EMAIL:
            return buyer.email
        case ChannelName.SMS:
            return buyer.phone
        case _:
            assert_never(channel)


def message_class(send: Send, prepared: Prepared) -> MessageClass:
    """Advertising if the line or the template says so: then consent is needed (J1)."""
    return MessageClass.ADVERTISING if send.template in prepared.advertising else send.message_class


def due_of(send: Send, now: datetime, prepared: Prepared) -> datetime:
    """When a `send` line that is reached now is due; SMS and advertising wait for the end of the quiet hours (J15)."""
    due = due_at(now, send.after, send.at, prepared.zone)
    return after_quiet(prepared, send.channel, message_class(send, prepared), due)


def after_quiet(
    prepared: Prepared, channel: ChannelName, message_class: MessageClass, due: datetime
) -> datetime:
    """`due`, or the end of the quiet hours for what must not disturb (J15)."""
    settings = prepared.program.settings
    if channel is ChannelName.SMS or message_class is MessageClass.ADVERTISING:
        return out_of_quiet(due, settings.quiet_from, settings.quiet_to, prepared.zone)
    return due


def last_chance(due: datetime, ends: datetime | None) -> datetime | None:
    """Until when a code that ends may still be mailed: whoever gets it must have some time left to use it (A11).

    Half of what is left when the mail is due, at most: a coupon of one day is mailed as well.
    """
    return None if ends is None else ends - max(timedelta(), min(MIN_REMAINING, (ends - due) / 2))


def message_key(thing_id: str, send: Send, occurrence: int) -> str:
    """The key of the message about a coupon or card, the same at every try; `occurrence` counts like lines from 0."""
    return dedupe_key(thing_id, send.channel, send.template, str(occurrence))


def dedupe_key(*parts: str) -> str:
    """The key under which a message is queued once (I2)."""
    return "m_" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
