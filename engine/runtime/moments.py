"""When triggers that wait for a customer come: so long after the last order, so long before the birthday."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.facts import CustomerFact
from engine.model.program import Trigger, TriggerKind
from engine.values.calendar import later, local_date, start_of_day

INSTANT = timedelta(microseconds=1)


def next_moment(trigger: Trigger, customer: CustomerFact, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The first moment later than `after` that the trigger waits for; None if there is none."""
    if trigger.kind is TriggerKind.CUSTOMER_BIRTHDAY:
        return _birthday(customer.birthday, trigger, after, zone)
    if trigger.wait is None or customer.last_order_at is None:
        return None
    moment = later(customer.last_order_at, trigger.wait, zone)
    return moment if moment > after else None


def has_come(trigger: Trigger, customer: CustomerFact, due: datetime, zone: ZoneInfo) -> bool:
    """Whether `due` is a moment that the trigger waits for: an order or a new birthday since has moved it away."""
    return next_moment(trigger, customer, due - INSTANT, zone) == due


def _birthday(birthday: str, trigger: Trigger, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The start of the day; who was born on 29 February has the 28th in common years."""
    if not birthday:
        return None
    month, day = (int(part) for part in birthday.split("-"))
    ahead = timedelta(days=trigger.wait.count if trigger.wait else 0)
    year = local_date(after, zone).year
    days = (_in_year(each, month, day) - ahead for each in range(year, year + 3))
    moments = (start_of_day(each, zone) for each in days)
    return next(moment for moment in moments if moment > after)


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
