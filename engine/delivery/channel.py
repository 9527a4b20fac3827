"""What a channel is: it sends one rendered message and says how that went."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.model.records import InboxMail


class Outcome(StrEnum):
    """How a sending ended."""

    SENT = "sent"
    RETRY = "retry"  # refused for now, or not reached; nothing was accepted
    FAILED = "failed"  # refused for good; nothing was accepted
    UNKNOWN = "unknown"  # the connection broke after the last byte; it may have been accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """The outcome with the other side's words; `stage` names the step of the protocol that decided it."""

    outcome: Outcome
    reason: str
    stage: str = ""


class Channel(Protocol):
    """Sends a message; never raises for what the other side does."""

    async def send(self, mail: InboxMail, return_path: str) -> SendResult: ...
