"""Queues the messages that no rule asks for."""

from datetime import datetime

from engine.model.effects import SendMessage
from engine.model.notice import NOTICE, Notice
from engine.model.program import ChannelName, MessageClass
from engine.runtime.messages import dedupe_key


def notice(  # noqa: PLR0913 - a message has what it has
    which: Notice,
    channel: ChannelName,
    recipient: str,
    occasion: str,
    due: datetime,
    *,
    about: str = "",
    scope: str = "",
    send_before: datetime | None = None,
) -> SendMessage:
    """One notice per `occasion` and receiver; `about` is the id of the entry of the ledger that it asks to confirm."""
    return SendMessage(
        dedupe_key=dedupe_key(NOTICE, which, channel, recipient, occasion),
        rule=scope,
        channel=channel,
        template=f"{NOTICE}{which}:{about}",
        message_class=MessageClass.ESSENTIAL,
        recipient=recipient,
        locale="",
        due=due,
        send_before=send_before,
        coupon_id=None,
        order_id=None,
    )
