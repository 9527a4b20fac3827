"""Whether a channel may be used, and requests to use it again (S2.23-27, D2.e)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.rule_parts import ChannelName


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """A channel of a shop. While it is suspended its messages wait; `reason` is shown to staff."""

    channel: ChannelName
    suspended: bool = False
    reason: str = ""
    since: datetime | None = None


class ResumeState(StrEnum):
    """domain.md §4: requested → approved | refused."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeRequest:
    """A request to lift a suspension: `content` is what is going to be sent (S2.25)."""

    id: str
    channel: ChannelName
    content: str
    state: ResumeState
    at: datetime
    requested_by: str
    decided_at: datetime | None = None
    decided_by: str = ""
    note: str = ""  # what the one who decided says
