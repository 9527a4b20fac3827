"""Lengths of time as merchants write them."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Unit(StrEnum):
    """Units of a duration; days and months are shop-local calendar units, the others are exact."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """`count` whole units, for example 14 days."""

    count: int
    unit: Unit

    @property
    def exact(self) -> timedelta:
        """The exact length; a day counts 24 hours and a month 30 days (for comparisons, never for calendars)."""
        seconds = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400, Unit.MONTH: 30 * 86400}
        return timedelta(seconds=self.count * seconds[self.unit])

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it: `P1M`, `P14D`, `PT12H`, `PT10M`."""
        letters = {Unit.MINUTE: "T{}M", Unit.HOUR: "T{}H", Unit.DAY: "{}D", Unit.MONTH: "{}M"}
        return "P" + letters[self.unit].format(self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"
