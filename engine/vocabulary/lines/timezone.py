"""`timezone "Asia/Tokyo"`: what a day is."""

from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> str | None:
    """The IANA name, or None after E0706."""
    written = the(values, Text)
    try:
        return ZoneInfo(written.value).key
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; names like "../x" are ValueErrors
        pass
    except KeyError:
        pass
    near = get_close_matches(written.value, available_timezones(), n=1)
    refuse(reading, "E0706", written, written=written.value, near=near[0] if near else "Asia/Tokyo")
    return None


WORD = Word(
    label="timezone",
    read=read,
    doc={
        "en": "The shop's time zone; all days and times in rules are read in it.",
        "ja": "お店のタイムゾーンです。ルールの日付と時刻はこの時間で読みます。",
    },
    example='timezone "Asia/Tokyo"',
    widget=Widget.CHOICE,
    requirements=("D1.h",),
)
