"""What the other side tells of a message after it took it: delivered, bounced, complained about."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.rule_parts import ChannelName


class ReportKind(StrEnum):
    """What became of a message."""

    DELIVERED = "delivered"
    SOFT_BOUNCE = "soft_bounce"  # not now: a full mailbox, a telephone that is off
    HARD_BOUNCE = "hard_bounce"  # never: no such mailbox or number
    COMPLAINT = "complaint"  # its reader called it spam


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """A report on the message `message_id` to `address`; `status` is the other side's code, such as 5.1.1 or 30005."""

    channel: ChannelName
    kind: ReportKind
    address: str
    message_id: str
    status: str = ""
    detail: str = ""
