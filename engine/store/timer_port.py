"""What the service asks of the store about timers that are fired together; part of the port."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.model.decision import Decision
from engine.model.events import TimerCame
from engine.model.records import Actor, Timer


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredTimer:
    """A claimed timer, the event that it became, and what was decided on it."""

    timer: Timer
    event: TimerCame
    decision: Decision


class TimerStore(Protocol):
    """Durable rows with leases, attempts and fencing."""

    async def claim_timers(self, now: datetime, lease_until: datetime, limit: int) -> tuple[Timer, ...]:
        """Claim due timers, and claimed ones whose lease ran out; the longest due first."""

    async def settle_timer(self, timer: Timer, now: datetime) -> bool:
        """Mark fired; False when a newer attempt holds it."""

    async def commit_timers(
        self, shop: str, fired: Sequence[FiredTimer], actor: Actor, now: datetime
    ) -> None:
        """Store the events, perform every effect and mark the timers fired: all of it in one transaction, or nothing.

        For what mints no codes and was decided by one revision, each decision as if it were alone: what two of them
        use of one counter adds up. Raises Conflict, also when one of the events is known already.
        """
