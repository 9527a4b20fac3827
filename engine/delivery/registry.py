"""Which channel carries what."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.delivery.channel import Channel
from engine.model.program import ChannelName


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """The channels of this installation. `inbox` keeps mails instead of sending them."""

    live: Mapping[ChannelName, Channel]
    inbox: Channel

    def route(self, name: ChannelName, *, test: bool) -> Channel | None:
        """The channel for a message; test messages reach nobody but the inbox (S1.40, domain.md §6)."""
        return self.inbox if test else self.live.get(name)
