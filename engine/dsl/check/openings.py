"""Windows and weekly openings beside each other."""

from collections.abc import Iterator
from datetime import time
from itertools import product

from engine.model.program import Opening, Window

DAY = 24 * 60 * 60 * 1_000_000
WEEK = 7 * DAY


def apart(one: Window, other: Window) -> bool:
    """Whether no moment lies in both windows."""
    if (one.ends and other.begins and one.ends <= other.begins) or (
        other.ends and one.begins and other.ends <= one.begins
    ):
        return True
    pairs = product(one.openings, other.openings)
    return bool(one.openings and other.openings) and not any(overlap(*pair) for pair in pairs)


def overlap(one: Opening, other: Opening) -> bool:
    """Whether some moment of the week lies in both, as clocks on the wall show it."""
    return any(
        start < other_end + shift and other_start + shift < end
        for start, end in _spans(one)
        for other_start, other_end in _spans(other)
        for shift in (-WEEK, 0, WEEK)  # one that begins on Sunday may run into Monday
    )


def _spans(opening: Opening) -> Iterator[tuple[int, int]]:
    """Its times as microseconds from Monday midnight, the end exclusive."""
    since, until = _of_day(opening.since), _of_day(opening.until)
    for weekday in opening.weekdays:
        start = (weekday - 1) * DAY
        yield start + since, start + until + (0 if since < until else DAY)


def _of_day(clock: time) -> int:
    seconds = (clock.hour * 60 + clock.minute) * 60 + clock.second
    return seconds * 1_000_000 + clock.microsecond
