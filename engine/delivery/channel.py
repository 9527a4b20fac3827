"""What a channel is: it sends one rendered message and says how that went."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """How a sending ended."""

    SENT = "sent"
    RETRY = "retry"  # refused for now, or the other side was not reached; nothing was accepted
    FAILED = "failed"  # refused for good; nothing was accepted
    UNKNOWN = "unknown"  # the connection broke after the last byte; it may have been accepted
    WITHDRAWN = "withdrawn"  # the handover was refused: the message must not go; nothing left


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """The outcome with the other side's words; `stage` names the step of the protocol that decided it."""

    outcome: Outcome
    reason: str = ""
    stage: str = ""
    enhanced: str = ""  # RFC 3463, such as 5.1.1
    away: bool = (
        False  # the other side was not there, or closed to everybody: this says nothing of the message
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A rendered message. `message_id` is the same for every attempt (A7); `headers` come on top of the usual ones.

    `code` is what the texts print of the coupon `coupon_id`: who keeps them keeps it not (SEC4).
    """

    shop: str
    message_id: str  # without angle brackets
    sender: str
    sender_name: str
    recipient: str
    subject: str
    text: str
    html: str
    locale: str
    return_path: str
    at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    callback_url: str = ""  # where the other side may tell what became of it
    coupon_id: str = ""
    code: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)  # of a gift card, kept no more than its code
    pin_name: str = ""  # what stands for it in what is kept


HandOver = Callable[[], Awaitable[bool]]
"""Called once, just before the first byte that the other side could act upon; False means: do not send."""


class Channel(Protocol):
    """Carries messages; never raises for what the other side does, and ends within half a minute."""

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Send `mail` unless `hand_over` says no."""
