"""Shop-local calendar arithmetic; instants are aware UTC datetimes outside this module (S1.15-17, D1.h, I37)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.values.duration import Duration, Unit

_A_LEAP_YEAR = 2000


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The shop-local day that the instant `at` falls on."""
    return at.astimezone(zone).date()


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall-clock moment; in a DST gap the first instant after it, in an overlap the earlier."""
    local = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    at = local.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        # A gap: fold=0 uses the offset before it, which lands after it by the gap's length; step back to its end.
        before = local.replace(fold=0).utcoffset() or timedelta()
        after = local.replace(fold=1).utcoffset() or timedelta()
        return _end_of_gap(at, zone, abs(before - after))
    return at


def _end_of_gap(at: datetime, zone: ZoneInfo, length: timedelta) -> datetime:
    low, high = at - length, at
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of the shop-local `day`, in UTC."""
    return instant(day, time(), zone)


def end_of_validity(issued_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Exclusive end of `valid <days> days`: 00:00 of local day issue date + days + 1 (S1.17, V1)."""
    return start_of_day(local_date(issued_at, zone) + timedelta(days=days + 1), zone)


def later(at: datetime, wait: Duration, zone: ZoneInfo) -> datetime:
    """`at` plus `wait`; days and months move the local calendar and keep the wall clock."""
    if wait.unit in (Unit.MINUTE, Unit.HOUR):
        return at + wait.exact
    local = at.astimezone(zone)
    day = (
        local.date() + timedelta(days=wait.count)
        if wait.unit is Unit.DAY
        else _months_on(local.date(), wait.count)
    )
    return instant(day, local.time(), zone)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def month_and_day(typed: str) -> str:
    """`MM-DD` of a birthday written with or without its year; empty when there is no such day."""
    parts = typed.strip().split("-")
    whole = "-".join((str(_A_LEAP_YEAR), *parts)) if len(parts) == 2 else typed.strip()
    try:
        return date.fromisoformat(whole).strftime("%m-%d")
    except ValueError:
        return ""
