"""Whether a channel may be used, and requests to use it again (S2.23-27, D2.e)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.rule_parts import ChannelName


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """A channel of a shop. While it is suspended its messages, or its advertising only, wait; staff see `reason`."""

    channel: ChannelName
    suspended: bool = False
    advertising_only: bool = False
    reason: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reputation:
    """What became of the messages of a channel: how many were handed in, who complained, who is not there."""

    handed_in: int = 0
    complaints: int = 0
    dead_addresses: int = 0


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
