"""What the analysis asks of the runtime: every order that it shows was really tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.model.findings import TrialEvent
from engine.model.program import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an order came to, money in minor units.

    `taken` is what each rule took off, `left` what each line costs in the end, in cart order.
    """

    acting: frozenset[str]
    taken: Mapping[str, int]
    earned: frozenset[str]
    left: tuple[int, ...]

    @property
    def discount(self) -> int:
        """All that was taken off."""
        return sum(self.taken.values())


class Rehearsal(Protocol):
    """Tries orders without storing anything."""

    def play(self, event: TrialEvent) -> Outcome | None:
        """What the rules make of `event`; None when it is not taken at all."""

    def mails_late(self, event: TrialEvent) -> frozenset[str]:
        """The rules of which a mail about `event` leaves when its coupon has ended."""

    def acts(self, rule: Rule, event: TrialEvent) -> bool:
        """Whether `rule` is live, open and triggered, and its conditions hold."""

    def is_open(self, rule: Rule, at: datetime) -> bool:
        """Whether `rule` may act at this instant, apart from what is bought."""

    def fulfils(self, rule: Rule, event: TrialEvent) -> bool:
        """The plain reading of trigger and conditions, whatever the time and the status of `rule`."""
