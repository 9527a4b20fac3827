"""How attempts ended that the database was away for: kept in the process until it is back (A7, A10)."""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime

from engine.model.records import MessageState, StoredMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What becomes of a message after an attempt; `day` is the shop's, when its rules are known."""

    message: StoredMessage
    state: MessageState
    reason: str
    next_try: datetime | None = None
    excused: bool = False  # the attempt is none of the message's own
    dead: str = ""  # the code by which the other side says that there is no such address
    day: date | None = None


class UnsettledMemory:
    """First in, first out. What is lost with the process is an attempt whose lease runs out, as after any crash."""

    def __init__(self) -> None:
        self._ended: deque[Ended] = deque()

    def keep(self, ended: Ended) -> None:
        """Remember an end that could not be written; it will be the next."""
        self._ended.appendleft(ended)

    def next(self) -> Ended | None:
        """The first one, taken out; None when all is written."""
        return self._ended.popleft() if self._ended else None
