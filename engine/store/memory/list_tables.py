"""What the memory store keeps of lists, consent and channels."""

from engine.model.channel_state import ChannelState, ResumeRequest
from engine.model.consent import ConsentEntry, Permission, Suppression
from engine.model.reader import Composition, Enrolment
from engine.model.rule_parts import ChannelName
from engine.store.memory.table import Journal, Table


class ListTables:
    """Keys begin with the shop."""

    def __init__(self, new: Journal) -> None:
        self.consents: Table[tuple[str, str], ConsentEntry] = Table(new)
        self.permissions: Table[tuple[str, ChannelName, str, str], Permission] = Table(new)
        self.suppressions: Table[tuple[str, ChannelName, str], Suppression] = Table(new)
        self.enrolments: Table[tuple[str, str], Enrolment] = Table(new)
        self.compositions: Table[tuple[str, str], Composition] = Table(new)
        self.channels: Table[tuple[str, ChannelName], ChannelState] = Table(new)
        self.resume_requests: Table[tuple[str, str], ResumeRequest] = Table(new)
