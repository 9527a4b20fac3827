"""Messages that no rule asks for: answers to what somebody did about their consent. They are essential."""

from datetime import datetime
from enum import StrEnum

from engine.model.effects import SendMessage
from engine.model.program import ChannelName, MessageClass
from engine.runtime.messages import dedupe_key

NOTICE = "notice:"
"""Before the name of a notice, where other messages name their template."""


class Notice(StrEnum):
    """What a notice says."""

    OPTED_OUT = "opted-out"  # an SMS that stopped advertising is answered once
    AGREE_AGAIN = "agree-again"  # START alone is no consent: it has no wording (J1)
    HELP = "help"
    CONFIRM = "confirm-consent"  # the second half of a double opt-in
    CONFIRM_AGAIN = "confirm-consent-again"


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


def notice_of(template: str) -> tuple[Notice, str] | None:
    """Which notice a message is, and the entry that it is about; None for the message of a rule."""
    if not template.startswith(NOTICE):
        return None
    which, _, about = template.removeprefix(NOTICE).partition(":")
    return Notice(which), about
