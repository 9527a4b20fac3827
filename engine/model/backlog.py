"""What waits to be done, in all shops together."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """When the earliest waiting timer and message are, or were, due (None: nothing waits); `unknown` messages."""

    timer: datetime | None
    message: datetime | None
    unknown: int
