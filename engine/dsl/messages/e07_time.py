"""E07xx: dates, times and schedules."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0701": Entry(
        title=Said("no such date or time", "存在しない日付または時刻です"),
        message=Said("there is no `{written}`", "`{written}` という日付や時刻はありません"),
        labels={
            "write": Said("write `{write}`", "`{write}` と書きます"),
            "day": Said("this month has {days} days", "この月は {days} 日までです"),
            "date": Said(
                "a date is year-month-day, like 2026-04-29", "日付は 2026-04-29 のように年-月-日で書きます"
            ),
            "time": Said("a time of day is 0:00 to 23:59", "時刻は 0:00 から 23:59 までです"),
        },
    ),
    "E0702": Entry(
        title=Said("ends before it begins", "始まる前に終わります"),
        message=Said("this rule ends before it begins", "このルールは始まる前に終わります"),
        variants={
            "valid": Said(
                "its coupons are over before the rule begins", "ルールが始まる前にクーポンの期限が切れます"
            ),
            "experiment": Said("this experiment ends before it begins", "この実験は始まる前に終わります"),
        },
    ),
    "E0703": Entry(
        title=Said("cart gone before its reminder", "送る前にカートが消えます"),
        message=Said(
            "a cart lives {lifetime}, which is not longer than the {after} that the reminder waits",
            "カートの保存期間({lifetime})が、送信までの時間({after})より長くありません",
        ),
        helps={
            "": Said(
                "write a longer `cart lifetime` in the shop block, or a shorter `after`",
                "shop の `cart lifetime` を長くするか、`after` を短くしてください",
            )
        },
    ),
    "E0704": Entry(
        title=Said("schedule never opens", "動く時間がありません"),
        message=Said("from {at} to {at} is no time at all", "{at} から {at} までには時間がありません"),
        variants={
            "never": Said(
                "none of these hours lies between `begins` and `ends`",
                "`begins` と `ends` の間に、この曜日・時間帯がありません",
            )
        },
    ),
    "E0705": Entry(
        title=Said("period of a budget", "予算の期間が短すぎます"),
        message=Said(
            "a budget counts whole days or more, not {every}", "予算の期間は1日以上です({every} は書けません)"
        ),
    ),
    "E0706": Entry(
        title=Said("unknown time zone", "知らないタイムゾーン"),
        message=Said('there is no time zone "{written}"', 'タイムゾーン "{written}" はありません'),
        labels={"": Said('did you mean "{near}"?', 'もしかして "{near}" ですか？')},
    ),
}
