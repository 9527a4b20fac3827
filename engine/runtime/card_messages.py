"""Messages that carry a gift card's code (S5.22, S5.29)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from engine.model.card_effects import PublishCard
from engine.model.cart import Buyer
from engine.model.effects import SendMessage
from engine.model.program import ChannelName, Send
from engine.runtime.messages import due_of, last_chance, message_class, message_key, recipient_of
from engine.runtime.prepare import Prepared


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
        due = due_of(send, now, prepared)
        yield SendMessage(
            dedupe_key=message_key(card.card_id, send, occurrence),
            rule=card.campaign,
            channel=send.channel,
            template=send.template,
            message_class=message_class(send, prepared),
            recipient=recipient,
            locale=receiver.locale,
            due=due,
            send_before=last_chance(due, card.expires_at),
            coupon_id=None,
            order_id=card.order_id or None,
            test=card.test,
            card_id=card.card_id,
        )
