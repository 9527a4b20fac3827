"""How much WebSockets may ask for (SEC13); figures only."""

from dataclasses import dataclass

from graphql_api.limits import Limits

DOCUMENT = Limits(
    body_bytes=64 * 1024,
    json_values=2_000,
    document_characters=8 * 1024,
    tokens=500,
    depth=8,
    aliases=10,
    root_fields=1,
    cost=1_000,
    seconds=10.0,
)
"""Of a message and the subscription in it: it is executed again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLimits:
    """Caps of all connections together, of those of one caller, and of one; times in seconds."""

    document: Limits = DOCUMENT
    connections: int = 1_000  # of one process
    of_address: int = 100  # an office behind one address
    of_caller: int = 20  # a person with many tabs, a tool
    greeting: int = 10  # of one address, as long as they have not said who they are
    subscriptions: int = 10  # of one connection
    messages: int = 100  # that a connection may send within `window`
    window: float = 10.0
    greeting_seconds: float = 5.0
    idle_seconds: float = 60.0  # without any subscription
    check_seconds: float = 5.0  # between two looks whether the caller still may do what it could
    write_seconds: float = 20.0  # that a reader may leave the network full


LIVE = LiveLimits()
"""For people and tools of the merchant."""
