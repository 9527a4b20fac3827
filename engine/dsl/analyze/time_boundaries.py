"""The instants at which rules begin and stop to act, and coupons end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.dsl.analyze.orders import moments
from engine.dsl.analyze.reach import Ground
from engine.model.program import CouponBody, Opening, Rule
from engine.values.calendar import end_of_validity, instant, later, local_date

_MINUTE = timedelta(minutes=1)


def instants_of(rule: Rule, ground: Ground) -> Iterator[tuple[int, datetime]]:
    """The minute before and the first minute of each change, with the line that causes it."""
    window = rule.window
    for label, at in (("begins", window.begins), ("ends", window.ends)):
        if at is not None:
            line = rule.lines.get(label, rule.line)
            yield from ((line, at - _MINUTE), (line, at))
    line = rule.lines.get("open", rule.line)
    opens = [at for at in moments(window, ground.scene) if _changes(rule, ground, at)]
    for opening in window.openings:
        start = next((at for at in opens if _is_of(opening, at, ground.scene.zone)), None)
        if start is not None:
            end = _end(opening, start, ground.scene.zone)
            yield from ((line, start - _MINUTE), (line, start), (line, end - _MINUTE), (line, end))


def _changes(rule: Rule, ground: Ground, at: datetime) -> bool:
    return ground.rehearsal.is_open(rule, at) and not ground.rehearsal.is_open(rule, at - _MINUTE)


def _is_of(opening: Opening, at: datetime, zone: ZoneInfo) -> bool:
    local = at.astimezone(zone)
    return local.isoweekday() in opening.weekdays and local.time() == opening.since


def _end(opening: Opening, start: datetime, zone: ZoneInfo) -> datetime:
    day = local_date(start, zone)
    return instant(day + timedelta(days=opening.until <= opening.since), opening.until, zone)


def validity_end(body: CouponBody, at: datetime, zone: ZoneInfo) -> datetime | None:
    """The exclusive end of a coupon issued `at`; None for ever, or when nothing is issued."""
    if body.code is None:
        return None
    if body.validity.days is not None:
        return end_of_validity(at, body.validity.days, zone)
    if body.validity.wait is not None:
        return later(at, body.validity.wait, zone)
    return body.validity.until
