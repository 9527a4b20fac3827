"""What happens about consent and delivery; part of the closed union `Event`."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.consent import ConsentEntry
from engine.model.delivery_report import DeliveryReport
from engine.model.inbound_sms import SmsWord


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChanged:
    """Somebody agreed to advertising, or took that back; `proven`: it is known who, for the shop's back end told it."""

    id: str
    at: datetime
    entry: ConsentEntry
    proven: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReported:
    """The other side told what became of a message; `id` follows from what it told, so a repeat is the same event."""

    id: str
    at: datetime
    report: DeliveryReport


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsReceived:
    """Somebody wrote one of the words to the shop's number; `id` follows from the gateway's own id of the SMS.

    `entry` is the withdrawal that STOP makes. `answered`: the gateway has replied by itself.
    """

    id: str
    at: datetime
    phone: str
    word: SmsWord
    entry: ConsentEntry | None = None
    answered: bool = False
