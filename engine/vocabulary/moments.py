"""Shop-local dates and times as written to instants."""

from datetime import datetime, time, timedelta

from engine.values.calendar import instant, start_of_day
from engine.values.duration import Duration
from engine.vocabulary.literals import Length, Moment
from engine.vocabulary.word import Reading

LAST_MINUTE = time(23, 59)


def beginning(moment: Moment, reading: Reading) -> datetime:
    """The instant at which something that begins at `moment` begins; a day alone means its first instant."""
    return instant(moment.day, moment.clock or time(), reading.zone)


def end(moment: Moment, reading: Reading) -> datetime:
    """The exclusive end of something that lasts until `moment`; a day alone, or 23:59, means the end of that day."""
    if moment.clock is None or moment.clock == LAST_MINUTE:
        return start_of_day(moment.day + timedelta(days=1), reading.zone)
    return instant(moment.day, moment.clock, reading.zone)


def duration(length: Length) -> Duration:
    """The model's form of a written duration."""
    return Duration(count=length.count, unit=length.unit)
