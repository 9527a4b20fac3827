"""How a use case tells the drivers that there is work, without knowing them."""

import asyncio
from typing import Protocol


class Waker(Protocol):
    """A hint, nothing more: a lost one delays work until the next sweep (reliability fact 1)."""

    def wake(self) -> None:
        """There is work now."""


class NoWaker:
    """For processes whose work others do, and for tests that call the drivers themselves."""

    def wake(self) -> None:
        """Nobody is told; the next sweep finds the work."""


class LocalWaker:
    """Wakes the loop of this process."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def wake(self) -> None:
        """Let `wait` return."""
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for a hint, `seconds` at most; whether one came."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return False
        self._event.clear()
        return True
