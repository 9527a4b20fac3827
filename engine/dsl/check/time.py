"""Pass: time runs forwards and leaves a moment to act in (E0702, E0704, E0705)."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.gift_card import GiftCardBody
from engine.model.program import CouponBody, Limit, Window
from engine.values.calendar import instant, local_date
from engine.vocabulary.settings import Spend
from engine.vocabulary.word import Settings

DAYS_OF_A_WEEK = 7


def check_time(subject: Subject) -> Iterator[Diagnostic]:
    """The window of a rule and the validity of its coupons."""
    window = subject.rule.window
    if window.begins and window.ends and window.ends <= window.begins:
        yield Diagnostic(code="E0702", span=subject.span("ends"), label="ends")
    elif window.openings and not opens(window, ZoneInfo(subject.scene.settings.zone)):
        yield Diagnostic(code="E0704", span=subject.span("open"), label="never")
    body = subject.rule.body
    until = body.validity.until if isinstance(body, CouponBody | GiftCardBody) else None
    if until and window.begins and until <= window.begins:
        yield Diagnostic(code="E0702", span=subject.span("valid"), label="valid")


def opens(window: Window, zone: ZoneInfo) -> bool:
    """Whether any weekly opening has a moment inside `[begins, ends)`."""
    if window.begins is None or window.ends is None or window.ends - window.begins >= timedelta(days=8):
        return True
    # An opening that runs past midnight may have begun on the day before.
    day = local_date(window.begins, zone) - timedelta(days=1)
    for _ in range(DAYS_OF_A_WEEK + 3):
        for opening in window.openings:
            if day.isoweekday() in opening.weekdays:
                since = instant(day, opening.since, zone)
                last = day if opening.until > opening.since else day + timedelta(days=1)
                if since < window.ends and window.begins < instant(last, opening.until, zone):
                    return True
        day += timedelta(days=1)
    return False


def budget_windows(settings: Settings) -> Iterator[Diagnostic]:
    """The periods of a budget: calendar windows of a day or more (E0705)."""
    for label in ("spend", "issue"):
        for setting in settings.lines(label):
            value = setting.value
            if isinstance(value, Spend | Limit) and value.every and value.every.exact < timedelta(days=1):
                yield Diagnostic(code="E0705", span=setting.span, args={"every": str(value.every)})
