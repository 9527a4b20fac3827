"""Lets advertising wait while the clock is in doubt: it jumped forward, or the database's server shows another time."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from engine.drivers.clock_watch import JUMP, ClockWatch
from engine.service.clock import SystemClock
from engine.service.doubt_clock import hold_advertising, hold_again, is_held, release_advertising
from engine.service.engine import Engine

CALM = 600.0
"""Seconds that the clock must run on without a jump before it is believed again."""

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class ClockGuard:
    """Looked through before messages are claimed, with `steady` in seconds of a clock that nobody can put."""

    engine: Engine
    _watch: ClockWatch | None = field(default=None, init=False)
    _ahead: timedelta = field(
        default=timedelta(), init=False
    )  # by how much it was put forward, as far as known
    _calm_since: float = field(default=0.0, init=False)
    _held: bool = field(default=False, init=False)
    _contradicted: bool = field(default=False, init=False)  # by the database's server

    @property
    def needed(self) -> bool:
        """Whether the engine lives by the machine's clock; others are there to be put."""
        return isinstance(self.engine.clock, SystemClock)

    async def look(self, steady: float) -> None:
        """Hold advertising back, or let it go again. Raises StoreUnavailable: then nothing may be sent yet."""
        now = self.engine.clock.now()
        if self._watch is None:
            self._ahead, self._calm_since = await self._ahead_of_database(), steady
            self._held, self._contradicted = await is_held(self.engine), self._ahead > JUMP
            if self._held:  # by a process that has ended: how far the clock was put is not known any more
                self._ahead = max(self._ahead, 2 * JUMP)
            self._watch = ClockWatch(now, steady)
        jumped = self._watch.look(now, steady)
        if abs(jumped) > JUMP:
            self._ahead = (self._ahead if self._held else timedelta()) + jumped
            self._calm_since = steady
        if jumped < -JUMP and (hurried := await self.engine.store.hurry_messages(now)):
            logger.warning(
                "%s message(s) had been put off by a clock that ran ahead: they are due now", hurried
            )
        if self._ahead > JUMP and (not self._held or jumped > JUMP):
            held = await hold_advertising(self.engine)
            self._held = True
            logger.warning("the clock is %s ahead: advertising by %s channel(s) waits", self._ahead, held)
        elif self._held and await self._is_right(steady):
            released = await release_advertising(self.engine)
            self._held, self._contradicted, self._ahead = False, False, timedelta()
            logger.warning("the clock is believed again: advertising by %s channel(s) goes on", released)
        elif self._held and self._contradicted:
            await hold_again(self.engine)

    async def _is_right(self, steady: float) -> bool:
        """It was put back to where it was; or has run on calmly, and the database's server does not contradict."""
        if self._ahead <= JUMP:
            return True
        if steady - self._calm_since < CALM:
            return False
        if await self._ahead_of_database() <= JUMP:
            return True
        self._calm_since, self._contradicted = steady, True  # asked again after as long
        return False

    async def _ahead_of_database(self) -> timedelta:
        there = await self.engine.store.database_now()
        return timedelta() if there is None else self.engine.clock.now() - there
