"""Notices when the machine's clock is put forward or back: what is due hangs on it (F21)."""

import logging
from datetime import datetime, timedelta

JUMP = timedelta(minutes=5)

logger = logging.getLogger(__name__)


class ClockWatch:
    """Compares the clock with one that nobody can put; both are told, `steady` in seconds."""

    def __init__(self, now: datetime, steady: float) -> None:
        self._now, self._steady = now, steady

    def look(self, now: datetime, steady: float) -> timedelta:
        """How far the clock has jumped since the last look; a jump of minutes is told."""
        jumped = now - self._now - timedelta(seconds=steady - self._steady)
        self._now, self._steady = now, steady
        if abs(jumped) > JUMP:
            way = "forward" if jumped > timedelta() else "back"
            logger.warning(
                "the machine's clock was put %s by %s, or it slept: what is due is reckoned by it",
                way,
                abs(jumped),
            )
        return jumped
