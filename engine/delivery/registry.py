"""Which channel carries what."""

from collections.abc import Mapping

from engine.delivery.channel import Channel
from engine.model.program import ChannelName

Channels = Mapping[ChannelName, Channel]
