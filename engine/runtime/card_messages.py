"""Messages that carry a gift card's code (S5.22, S5.29)."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from engine.model.card_effects import PublishCard
from engine.model.cart import Buyer
from engine.model.effects import SendMessage
from engine.model.program import ChannelName, MessageClass, Send
from engine.runtime.messages import MIN_REMAINING, message_class, recipient_of
from engine.runtime.prepare import Prepared
from engine.runtime.schedule import due_at, out_of_quiet


def card_messages(
    card: PublishCard, sends: tuple[Send, ...], receiver: Buyer, now: datetime, prepared: Prepared
) -> Iterator[SendMessage]:
    """One message per `send` line whose channel reaches the receiver; none leaves when the card is over."""
    seen: Counter[tuple[ChannelName, str]] = Counter()
    for send in sends:
        recipient = recipient_of(send.channel, receiver)
        if recipient is None:
            continue
        occurrence = seen[send.channel, send.template]
        seen[send.channel, send.template] += 1
        due = _due(send, now, prepared)
        source = "\x1f".join((card.card_id, send.channel, send.template, str(occurrence)))
        yield SendMessage(
            dedupe_key="m_" + hashlib.sha256(source.encode()).hexdigest()[:32],
            rule=card.campaign,
            channel=send.channel,
            template=send.template,
            message_class=message_class(send, prepared),
            recipient=recipient,
            locale=receiver.locale,
            due=due,
            send_before=_last_chance(due, card.expires_at),
            coupon_id=None,
            order_id=card.order_id or None,
            test=card.test,
            card_id=card.card_id,
        )


def _due(send: Send, now: datetime, prepared: Prepared) -> datetime:
    due = due_at(now, send.after, send.at, prepared.zone)
    settings = prepared.program.settings
    if send.channel is ChannelName.SMS or message_class(send, prepared) is MessageClass.ADVERTISING:
        return out_of_quiet(due, settings.quiet_from, settings.quiet_to, prepared.zone)
    return due


def _last_chance(due: datetime, ends: datetime | None) -> datetime | None:
    """Until when a card may still be mailed: whoever gets it must have some time left to use it (A11)."""
    return None if ends is None else ends - max(timedelta(), min(MIN_REMAINING, (ends - due) / 2))
