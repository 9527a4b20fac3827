"""E07xx: dates, times and schedules."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0701": Entry(
        title=Said("no such date or time", "存在しない日付または時刻です"),
        message=Said("there is no `{written}`", "`{written}` という日付や時刻はありません"),
        labels={
            "day": Said("this month has {days} days", "この月は {days} 日までです"),
            "date": Said(
                "a date is year-month-day, like 2026-04-29", "日付は 2026-04-29 のように年-月-日で書きます"
            ),
            "time": Said("a time of day is 0:00 to 23:59", "時刻は 0:00 から 23:59 までです"),
        },
    ),
}
