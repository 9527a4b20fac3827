"""Facts, operands and limits in the words of the language, for traces."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.catalog import Product
from engine.model.condition import Compare, Operand, Operator
from engine.model.program import Limit, Opening, Trigger, TriggerKind, Window
from engine.model.selector import SelectBy, Selector
from engine.values.money import decimal_text
from engine.vocabulary.fields import FIELD_BY_PATH, FactValue, FieldType

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def condition_words(compare: Compare, currency: str, zone: ZoneInfo) -> str:
    """A comparison as it could be written: `cart.total at least 5,000 JPY`."""
    operands = [value_words(one, compare.field, currency, zone) for one in compare.operands]
    match compare.operator:
        case Operator.IS_TRUE:
            return compare.field
        case Operator.BETWEEN:
            return f"{compare.field} between {operands[0]} and {operands[-1]}"
        case Operator.ONE_OF:
            return f"{compare.field} one of ({', '.join(operands)})"
        case _:
            return f"{compare.field} {compare.operator.replace('_', ' ')} {', '.join(operands)}"


def value_words(value: FactValue | Operand, field: str, currency: str, zone: ZoneInfo) -> str:
    """A value of `field`: `5,000 JPY`, `"gold"`, `yes`, `2026-05-20 10:00`, `product "A"`."""
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case int():
            return (
                money_words(value, currency) if FIELD_BY_PATH[field].type is FieldType.MONEY else f"{value:,}"
            )
        case datetime():
            return instant_words(value, zone)
        case timedelta():
            return duration_words(value)
        case Selector():
            return selector_words(value)
        case _:
            return quoted(_names(value))


def _names(value: str | frozenset[str] | tuple[Product, ...]) -> list[str]:
    match value:
        case str():
            return [value]
        case frozenset():
            return sorted(value)
        case _:
            return [product.sku for product in value]


def quoted(names: list[str]) -> str:
    """Names in quotes, or `nothing`."""
    return ", ".join(f'"{name}"' for name in names) or "nothing"


def money_words(amount: int, currency: str) -> str:
    """Minor units as money: `5,000 JPY`."""
    return f"{decimal_text(amount, currency)} {currency}"


def instant_words(at: datetime, zone: ZoneInfo) -> str:
    """Shop-local date and time."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def duration_words(length: timedelta) -> str:
    """The longest unit that fits without a rest."""
    seconds = int(length.total_seconds())
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds % size == 0:
            count = seconds // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"


def selector_words(selector: Selector) -> str:
    """Products picked: `any product except "A"`, `category "tea"`."""
    names = quoted(sorted(selector.names))
    if selector.by is SelectBy.ANY:
        return f"any product except {names}" if selector.names else "any product"
    return f"{selector.by} {names}"


def trigger_words(trigger: Trigger) -> str:
    """`order paid with product "A"`, `coupon "friend-code" redeemed by others`."""
    match trigger.kind:
        case TriggerKind.COUPON_REDEEMED:
            return f'coupon "{trigger.coupon}" redeemed{" by others" if trigger.by_others else ""}'
        case TriggerKind.CUSTOMER_INACTIVE:
            return f"customer inactive for {trigger.wait}"
        case TriggerKind.CUSTOMER_BIRTHDAY | TriggerKind.CUSTOMER_JOINED:
            return trigger.kind.replace("_", " ") + (f" in {trigger.wait}" if trigger.wait else "")
        case _:
            pass
    every = "all of " if trigger.all_of else ""
    return f"{trigger.kind.replace('_', ' ')} with {every}{selector_words(trigger.selector)}"


def window_words(window: Window, zone: ZoneInfo) -> str:
    """`from 2026-04-29 00:00 until 2026-05-06 23:59 open sat, sun from 10:00 to 22:00`."""
    parts = []
    if window.begins is not None:
        parts.append(f"from {instant_words(window.begins, zone)}")
    if window.ends is not None:
        parts.append(f"until {instant_words(window.ends, zone)}")
    parts.extend(f"open {_opening_words(opening)}" for opening in window.openings)
    return " ".join(parts)


def _opening_words(opening: Opening) -> str:
    days = ", ".join(_WEEKDAYS[day - 1] for day in sorted(opening.weekdays))
    return f"{days} from {opening.since:%H:%M} to {opening.until:%H:%M}"


def limit_words(limit: Limit) -> str:
    """`1 per customer every 30 days`."""
    every = "" if limit.every is None else f" every {limit.every}"
    return f"{limit.count} per {limit.scope}{every}"


def count_words(count: int) -> str:
    """`1 item`, `3 items`."""
    return "1 item" if count == 1 else f"{count:,} items"
