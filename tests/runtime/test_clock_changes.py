"""Clock times where clocks change: against a table of a whole year, quarter of an hour by quarter (F23, A2).

The table is all that the reckoning here knows of a zone: it looks instants up and adds nothing to local times.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise, product
from zoneinfo import ZoneInfo

import pytest

from engine.runtime.schedule import due_at, out_of_quiet
from engine.values.calendar import end_of_validity, later
from engine.values.duration import Duration, Unit

ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # half an hour
    "America/Santiago",  # at midnight: one day of the year begins at one o'clock
    "Africa/Casablanca",  # around Ramadan
    "Asia/Tokyo",  # never
)
YEAR = 2028  # of 366 days
STEP = timedelta(minutes=15)
CLOCKS = tuple(time(hour, minute) for hour, minute in product((0, 1, 2, 3, 9, 12, 23), (0, 15, 30, 45)))
QUIET = (
    (time(21), time(8)),
    (time(21), time(1, 30)),  # ends while clocks are put back
    (time(23, 30), time(2, 30)),  # ends in the hour that is left out
    (time(1), time(1, 45)),
    (time(2), time(2, 30)),  # all of it is left out
    (time(22), time(0)),
)


@dataclass(frozen=True, kw_only=True)
class Year:
    """Every quarter of an hour of the year in UTC, with what clocks on the wall show."""

    instants: tuple[datetime, ...]
    walls: tuple[datetime, ...]
    latest: tuple[datetime, ...]  # that any clock has shown until then: what is put back shows nothing new

    def first_at(self, day: date, clock: time) -> datetime:
        """When clocks first show that moment, or are past it."""
        return self.instants[bisect_left(self.latest, datetime.combine(day, clock))]

    @property
    def changes(self) -> tuple[int, ...]:
        """Where clocks are put forward or back."""
        return tuple(n for n, (a, b) in enumerate(pairwise(self.walls)) if b - a != STEP)


@cache
def year_of(name: str) -> Year:
    zone, begins = ZoneInfo(name), datetime(YEAR - 1, 12, 30, tzinfo=UTC)
    instants = tuple(begins + STEP * n for n in range((366 + 5) * 96))
    walls = tuple(at.astimezone(zone).replace(tzinfo=None) for at in instants)
    return Year(instants=instants, walls=walls, latest=tuple(accumulate(walls, max)))


def all_days() -> list[date]:
    return [date(YEAR, 1, 1) + timedelta(days=n) for n in range(366)]


def test_the_table_has_the_changes_that_these_zones_are_known_for() -> None:
    assert [2, 2, 2, 2, 2, 0] == [len(year_of(name).changes) for name in ZONES]


@pytest.mark.requirement("D2.d")
@pytest.mark.parametrize("name", ZONES)
def test_a_step_at_a_clock_time_comes_when_clocks_first_show_it_on_that_day(name: str) -> None:
    zone, year = ZoneInfo(name), year_of(name)
    for day, clock in product(all_days()[:-1], CLOCKS):
        joined = year.first_at(day - timedelta(days=1), time(12))
        due = due_at(joined, Duration(count=1, unit=Unit.DAY), clock, zone)
        assert (day, clock, year.first_at(day, clock)) == (day, clock, due)


@pytest.mark.requirement("D1.h", "S1.17")
@pytest.mark.parametrize("name", ZONES)
def test_what_is_valid_for_days_ends_as_the_day_after_the_last_begins(name: str) -> None:
    zone, year = ZoneInfo(name), year_of(name)
    for day in all_days()[:-8]:
        issued = year.first_at(day, time(13, 30))
        ends = [end_of_validity(issued, days, zone) for days in range(8)]
        assert [year.first_at(day + timedelta(days=n + 1), time()) for n in range(8)] == ends
        assert ends == sorted(set(ends))


@pytest.mark.requirement("S3.14")
@pytest.mark.parametrize("name", ZONES)
def test_hours_are_hours_whatever_clocks_do(name: str) -> None:
    zone, year = ZoneInfo(name), year_of(name)
    for change, hours in product(year.changes, range(1, 25)):
        for at in year.instants[change - 96 : change + 96]:
            assert at + timedelta(hours=hours) == later(at, Duration(count=hours, unit=Unit.HOUR), zone)


def quiet_at(wall: datetime, begins: time, ends: time) -> bool:
    """Whether a clock on the wall says that it is night."""
    shown = wall.time()
    return begins <= shown < ends if begins < ends else shown >= begins or shown < ends


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize(("begins", "ends"), QUIET)
def test_what_waits_for_the_morning_leaves_at_the_first_moment_that_is_not_night(
    name: str, begins: time, ends: time
) -> None:
    zone, year = ZoneInfo(name), year_of(name)
    looked_at = {n + m for n in (*year.changes, 9600) for m in range(-150, 150)}
    for n in sorted(looked_at):
        # An evening that comes twice is no reason to wake anybody whose night has begun.
        on = (m for m in range(n, n + 96) if year.walls[m] >= year.walls[n])
        free = next(m for m in on if not quiet_at(year.walls[m], begins, ends))
        leaves = out_of_quiet(year.instants[n], begins, ends, zone)
        assert (year.walls[n], year.instants[free]) == (year.walls[n], leaves)
        assert leaves == out_of_quiet(leaves, begins, ends, zone)
