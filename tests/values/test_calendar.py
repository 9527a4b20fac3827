"""Shop-local days, whatever the zone does to its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values.calendar import end_of_validity, instant, later, local_date, start_of_day
from engine.values.duration import Duration, Unit

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Tokyo", "UTC", "America/New_York", "Europe/London", "Asia/Kathmandu", "Australia/Lord_Howe",
        "America/Havana", "Pacific/Kiritimati", "Africa/Cairo", "Asia/Beirut", "America/Santiago",
    )
]  # fmt: skip
zones = st.sampled_from(ZONES)
moments = st.integers(0, 16 * 365 * 86_400).map(
    lambda second: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)


def at(text: str, zone: ZoneInfo = TOKYO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.requirement("S1.15", "S1.17", "V1", "D1.h")
@pytest.mark.parametrize(
    "issued", ["2026-05-20 00:00:00", "2026-05-20 23:59:59", "2026-05-20 23:59:59.999999"]
)
def test_one_day_of_validity_ends_with_the_day_after_the_issue(issued: str) -> None:
    assert at("2026-05-22 00:00") == end_of_validity(at(issued), 1, TOKYO)


@given(moments, st.integers(0, 4000), zones)
@pytest.mark.requirement("D1.h")
def test_the_end_is_the_first_instant_of_its_local_day_and_grows_with_the_days(
    issued: datetime, days: int, zone: ZoneInfo
) -> None:
    end = end_of_validity(issued, days, zone)
    wanted = local_date(issued, zone) + timedelta(days=days + 1)
    assert wanted == local_date(end, zone)
    assert wanted > local_date(end - timedelta(microseconds=1), zone)
    assert end < end_of_validity(issued, days + 1, zone)
    assert end > issued


@given(moments, zones)
def test_every_instant_lies_in_its_own_day(moment: datetime, zone: ZoneInfo) -> None:
    day = local_date(moment, zone)
    assert start_of_day(day, zone) <= moment < start_of_day(day + timedelta(days=1), zone)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.times(), zones, st.sampled_from((0, 1)))
def test_a_wall_clock_moment_is_itself_or_the_end_of_the_gap_it_falls_into(
    day: date, clock: time, zone: ZoneInfo, fold: int
) -> None:
    clock = clock.replace(fold=fold)
    moment = instant(day, clock, zone)
    wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    wanted = datetime.combine(day, clock.replace(fold=0))
    assert wall >= wanted
    if wall > wanted:
        just_before = (moment - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < wanted


def test_a_time_in_the_spring_gap_is_the_first_instant_after_it() -> None:
    assert datetime(2026, 3, 8, 7, 0, tzinfo=UTC) == instant(date(2026, 3, 8), time(2, 30), NEW_YORK)


def test_a_time_that_comes_twice_is_the_earlier_one() -> None:
    assert datetime(2026, 11, 1, 5, 30, tzinfo=UTC) == instant(date(2026, 11, 1), time(1, 30), NEW_YORK)


def test_a_day_whose_midnight_is_skipped_begins_at_one() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    assert at("2026-04-24 01:00", cairo) == start_of_day(date(2026, 4, 24), cairo)


def test_waiting_from_the_second_half_past_one_into_a_gap_does_not_go_back() -> None:
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)  # 01:30 for the second time
    assert datetime(2027, 3, 14, 6, 30, tzinfo=UTC) == later(
        second, Duration(count=133, unit=Unit.DAY), NEW_YORK
    )


@pytest.mark.parametrize(
    ("start", "wait", "end"),
    [
        ("2026-05-20 10:00", Duration(count=90, unit=Unit.MINUTE), "2026-05-20 11:30"),
        ("2026-05-20 10:00", Duration(count=36, unit=Unit.HOUR), "2026-05-21 22:00"),
        ("2026-05-20 10:00", Duration(count=14, unit=Unit.DAY), "2026-06-03 10:00"),
        ("2026-01-31 10:00", Duration(count=1, unit=Unit.MONTH), "2026-02-28 10:00"),
        ("2028-01-31 10:00", Duration(count=1, unit=Unit.MONTH), "2028-02-29 10:00"),
        ("2026-11-30 10:00", Duration(count=3, unit=Unit.MONTH), "2027-02-28 10:00"),
        ("2026-12-15 10:00", Duration(count=12, unit=Unit.MONTH), "2027-12-15 10:00"),
        ("2026-10-31 10:00", Duration(count=2, unit=Unit.MONTH), "2026-12-31 10:00"),
    ],
)
def test_waits_move_the_clock_or_the_calendar(start: str, wait: Duration, end: str) -> None:
    assert at(end) == later(at(start), wait, TOKYO)


def test_a_day_later_keeps_the_wall_clock_over_a_clock_change() -> None:
    assert at("2026-03-09 10:00", NEW_YORK) == later(
        at("2026-03-07 10:00", NEW_YORK), Duration(count=2, unit=Unit.DAY), NEW_YORK
    )


def test_a_duration_reads_as_it_is_written() -> None:
    assert "1 day" == str(Duration(count=1, unit=Unit.DAY))
    assert "14 days" == str(Duration(count=14, unit=Unit.DAY))
    assert timedelta(days=60) == Duration(count=2, unit=Unit.MONTH).exact
