"""When rules act, when counted windows end, when messages are due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.program import Opening, Window
from engine.runtime.schedule import Phase, calendar_window_end, due_at, out_of_quiet, phase
from engine.values.duration import Duration, Unit
from tests.runtime import worlds
from tests.runtime.make import TOKYO, at

WEEKEND = Opening(weekdays=frozenset({6, 7}), since=time(10), until=time(22))
NIGHT = Opening(weekdays=frozenset({5}), since=time(22), until=time(2))
ALL_DAY = Opening(weekdays=frozenset({1}))


def months(count: int) -> Duration:
    return Duration(count=count, unit=Unit.MONTH)


def days(count: int) -> Duration:
    return Duration(count=count, unit=Unit.DAY)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-04-28 23:59:59", Phase.BEFORE),
        ("2026-04-29 00:00", Phase.OPEN),
        ("2026-05-06 23:58:59", Phase.OPEN),
        ("2026-05-06 23:59", Phase.AFTER),
    ],
)
def test_a_window_begins_at_its_first_instant_and_ends_before_its_last(moment: str, expected: Phase) -> None:
    window = Window(begins=at("2026-04-29 00:00"), ends=at("2026-05-06 23:59"))
    assert expected is phase(window, at(moment), TOKYO)


@pytest.mark.parametrize(
    ("opening", "moment", "expected"),
    [
        (WEEKEND, "2026-05-23 09:59", Phase.CLOSED),  # Saturday
        (WEEKEND, "2026-05-23 10:00", Phase.OPEN),
        (WEEKEND, "2026-05-24 21:59", Phase.OPEN),
        (WEEKEND, "2026-05-24 22:00", Phase.CLOSED),
        (WEEKEND, "2026-05-25 12:00", Phase.CLOSED),
        (NIGHT, "2026-05-22 21:59", Phase.CLOSED),  # Friday
        (NIGHT, "2026-05-22 22:00", Phase.OPEN),
        (NIGHT, "2026-05-23 01:59", Phase.OPEN),
        (NIGHT, "2026-05-23 02:00", Phase.CLOSED),
        (NIGHT, "2026-05-23 22:30", Phase.CLOSED),
        (NIGHT, "2026-05-22 01:00", Phase.CLOSED),
        (ALL_DAY, "2026-05-25 00:00", Phase.OPEN),  # Monday
        (ALL_DAY, "2026-05-25 23:59:59", Phase.OPEN),
        (ALL_DAY, "2026-05-26 00:00", Phase.CLOSED),
        (ALL_DAY, "2026-05-24 23:59:59", Phase.CLOSED),
    ],
)
def test_openings_are_weekly_and_may_pass_midnight(opening: Opening, moment: str, expected: Phase) -> None:
    assert expected is phase(Window(openings=(opening,)), at(moment), TOKYO)


@pytest.mark.parametrize(
    ("since", "until", "day", "minutes"),
    [
        (time(1), time(3), date(2026, 3, 8), 60),  # clocks go from 2:00 to 3:00
        (time(2), time(2, 30), date(2026, 3, 8), 0),  # all of it is left out
        (time(1, 30), time(2, 30), date(2026, 3, 8), 30),
        (time(0), time(3), date(2026, 3, 9), 180),
        (time(1), time(2), date(2026, 11, 1), 120),  # clocks go from 2:00 back to 1:00: the hour comes twice
        (time(1, 30), time(2, 30), date(2026, 11, 1), 90),
        (time(22), time(2), date(2026, 10, 31), 300),  # past midnight, into the hour that comes twice
        (time(22), time(2, 30), date(2026, 3, 7), 240),
    ],
)
def test_an_opening_is_what_clocks_on_the_wall_show_also_when_they_are_changed(
    since: time, until: time, day: date, minutes: int
) -> None:
    zone = ZoneInfo("America/New_York")
    opening = Opening(weekdays=frozenset({day.isoweekday()}), since=since, until=until)
    midnight = datetime.combine(day, time(0), zone).astimezone(UTC)
    instants = [midnight + timedelta(minutes=one) for one in range(36 * 60)]
    found = [one for one in instants if phase(Window(openings=(opening,)), one, zone) is Phase.OPEN]
    assert minutes == len(found)


@pytest.mark.parametrize(
    ("moment", "every", "end"),
    [
        ("2026-05-20 10:00", months(1), "2026-06-01 00:00"),
        ("2026-05-31 23:59:59", months(1), "2026-06-01 00:00"),
        ("2026-05-20 10:00", months(3), "2026-07-01 00:00"),
        ("2026-12-20 10:00", months(1), "2027-01-01 00:00"),
        ("2026-12-20 10:00", months(12), "2027-01-01 00:00"),
        ("2026-05-20 10:00", days(1), "2026-05-21 00:00"),
        ("2026-05-20 10:00", days(7), "2026-05-25 00:00"),
        ("2026-05-20 10:20", Duration(count=1, unit=Unit.HOUR), "2026-05-20 11:00"),
        ("2026-05-20 10:20", Duration(count=15, unit=Unit.MINUTE), "2026-05-20 10:30"),
    ],
)
def test_calendar_windows_end_with_the_month_the_week_or_the_hour(
    moment: str, every: Duration, end: str
) -> None:
    assert at(end) == calendar_window_end(at(moment), every, TOKYO)


@given(
    worlds.moments,
    st.builds(Duration, count=st.integers(1, 40), unit=st.sampled_from(Unit)),
    st.sampled_from(("Asia/Tokyo", "America/New_York", "Africa/Cairo")),
)
def test_every_instant_lies_before_the_end_of_its_window_and_the_end_opens_the_next(
    moment: datetime, every: Duration, zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    end = calendar_window_end(moment, every, zone)
    assert moment < end
    assert end == calendar_window_end(end - timedelta(microseconds=1), every, zone)
    assert end < calendar_window_end(end, every, zone)


@pytest.mark.parametrize(
    ("now", "after", "clock", "due"),
    [
        ("2026-05-20 15:00", None, None, "2026-05-20 15:00"),
        ("2026-05-20 15:00", days(3), None, "2026-05-23 15:00"),
        ("2026-05-20 15:00", days(3), time(10), "2026-05-23 10:00"),
        ("2026-05-20 09:00", None, time(10), "2026-05-20 10:00"),
        ("2026-05-20 15:00", None, time(10), "2026-05-21 10:00"),
        ("2026-05-20 15:00", Duration(count=2, unit=Unit.HOUR), time(10), "2026-05-21 10:00"),
        ("2026-05-20 07:00", Duration(count=2, unit=Unit.HOUR), time(10), "2026-05-20 10:00"),
        ("2026-01-31 07:00", months(1), time(10), "2026-02-28 10:00"),
    ],
)
def test_a_message_is_due_after_its_wait_at_its_time(
    now: str, after: Duration | None, clock: time | None, due: str
) -> None:
    assert at(due) == due_at(at(now), after, clock, TOKYO)


@pytest.mark.parametrize(
    ("due", "moved"),
    [
        ("2026-05-20 20:59", "2026-05-20 20:59"),
        ("2026-05-20 21:00", "2026-05-21 08:00"),
        ("2026-05-21 07:59", "2026-05-21 08:00"),
        ("2026-05-21 08:00", "2026-05-21 08:00"),
    ],
)
def test_quiet_hours_put_off_to_their_end(due: str, moved: str) -> None:
    assert at(moved) == out_of_quiet(at(due), time(21), time(8), TOKYO)


@pytest.mark.parametrize("hours", [(None, None), (time(21), None), (time(8), time(8))])
def test_without_quiet_hours_nothing_is_put_off(hours: tuple[time | None, time | None]) -> None:
    assert at("2026-05-20 23:00") == out_of_quiet(at("2026-05-20 23:00"), *hours, TOKYO)
