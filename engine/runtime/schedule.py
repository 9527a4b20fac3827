"""When rules act and when counted windows end, in the shop's zone."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never
from zoneinfo import ZoneInfo

from engine.model.program import Opening, Window
from engine.values.calendar import instant, later, start_of_day
from engine.values.duration import Duration, Unit

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Phase(StrEnum):
    """Where an instant lies in a window."""

    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"  # between two openings
    AFTER = "after"


def phase(window: Window, at: datetime, zone: ZoneInfo) -> Phase:
    """Where `at` lies in `window`."""
    if window.begins is not None and at < window.begins:
        return Phase.BEFORE
    if window.ends is not None and at >= window.ends:
        return Phase.AFTER
    if window.openings and not any_open(window.openings, at, zone):
        return Phase.CLOSED
    return Phase.OPEN


def any_open(openings: tuple[Opening, ...], at: datetime, zone: ZoneInfo) -> bool:
    """Whether one of the weekly openings holds the instant `at`."""
    local = at.astimezone(zone)
    return any(_open(opening, local) for opening in openings)


def _open(opening: Opening, local: datetime) -> bool:
    clock, weekday = local.time(), local.isoweekday()
    if opening.since < opening.until:
        return weekday in opening.weekdays and opening.since <= clock < opening.until
    if clock >= opening.since:
        return weekday in opening.weekdays
    yesterday = (weekday - 2) % 7 + 1
    return clock < opening.until and yesterday in opening.weekdays


def calendar_window_end(at: datetime, every: Duration, zone: ZoneInfo) -> datetime:
    """The end of the calendar window of length `every` that `at` falls in: months from January, days from a Monday."""
    local = at.astimezone(zone)
    match every.unit:
        case Unit.MONTH:
            month = local.year * 12 + local.month - 1
            year, first = divmod(month - month % every.count + every.count, 12)
            return start_of_day(date(year, first + 1, 1), zone)
        case Unit.DAY:
            gone = (local.toordinal() - 1) % every.count
            return start_of_day(local.date() + timedelta(days=every.count - gone), zone)
        case Unit.HOUR | Unit.MINUTE:
            return at + every.exact - (at - _EPOCH) % every.exact
        case _:
            assert_never(every.unit)


def due_at(now: datetime, after: Duration | None, at: time | None, zone: ZoneInfo) -> datetime:
    """When something `after` a wait `at` a time of day is due; the day of the wait counts, hours wait for the clock."""
    earliest = now if after is None else later(now, after, zone)
    if at is None:
        return earliest
    day = earliest.astimezone(zone).date()
    moment = instant(day, at, zone)
    whole_days = after is not None and after.unit in (Unit.DAY, Unit.MONTH)
    if moment < earliest and not whole_days:
        return instant(day + timedelta(days=1), at, zone)
    return moment


def out_of_quiet(due: datetime, quiet_from: time | None, quiet_to: time | None, zone: ZoneInfo) -> datetime:
    """`due`, or the end of the quiet hours that it falls into (J15)."""
    if quiet_from is None or quiet_to is None or quiet_from == quiet_to:
        return due
    local = due.astimezone(zone)
    every_day = frozenset(range(1, 8))
    if not _open(Opening(weekdays=every_day, since=quiet_from, until=quiet_to), local):
        return due
    day = local.date() if local.time() < quiet_to else local.date() + timedelta(days=1)
    ends = instant(day, quiet_to, zone)
    if ends <= due:
        # The clock was put back past the end of the quiet hours: they end when it shows that end again (F23).
        return datetime.combine(day, quiet_to.replace(fold=1), tzinfo=zone).astimezone(UTC)
    return ends
