"""The plain reading of a rule: whether it acts, condition by condition. Oracle of the index and base of the trace."""

from datetime import datetime, timedelta
from typing import TypeVar, assert_never, cast
from zoneinfo import ZoneInfo

from engine.model.condition import Compare, Condition, Operand, Operator, Quantifier
from engine.model.program import Rule, Status, Trigger, TriggerKind, World
from engine.model.selector import SelectBy, Selector
from engine.runtime.schedule import Phase, phase
from engine.vocabulary.fields import FIELD_BY_PATH, FactValue, Sight, items
from engine.vocabulary.groups import PERSONAL

DISCOUNTED_TOTAL = "cart.discounted_total"
"""The one fact that depends on the price: it is tested on what automatic discounts have left of the goods."""

Ordered = TypeVar("Ordered", int, datetime)


def acts(rule: Rule, sight: Sight, zone: ZoneInfo) -> bool:
    """Whether the rule is live, in its time, triggered, and its conditions hold."""
    return stands(rule, sight, zone) and holds(rule.condition, sight)


def stands(rule: Rule, sight: Sight, zone: ZoneInfo) -> bool:
    """Everything about a rule but its conditions."""
    return in_force(rule, sight, zone) and triggered(rule.trigger, sight)


def in_force(rule: Rule, sight: Sight, zone: ZoneInfo) -> bool:
    """Whether the rule is live, here and now."""
    return (
        rule.status is Status.LIVE
        and (sight.cart.test or rule.world is World.LIVE)
        and phase(rule.window, sight.now, zone) is Phase.OPEN
    )


def triggered(trigger: Trigger | None, sight: Sight) -> bool:
    """Whether what is bought starts the rule; a rule without a trigger needs nothing."""
    if trigger is None:
        return True
    if trigger.kind in PERSONAL or trigger.kind is TriggerKind.COUPON_REDEEMED:
        return False  # no purchase as such starts it
    if trigger.all_of and trigger.selector.by is not SelectBy.ANY:
        names = trigger.selector.names
        return all(
            _in_cart(Selector(by=trigger.selector.by, names=frozenset({name})), sight) for name in names
        )
    return _in_cart(trigger.selector, sight)


def _in_cart(selector: Selector, sight: Sight) -> bool:
    return any(selector.picks(product) for product in items(sight))


def holds(condition: Condition, sight: Sight) -> bool:
    """Whether `condition` is true of what is seen."""
    if isinstance(condition, Compare):
        return compares(condition, FIELD_BY_PATH[condition.field].read(sight), sight.now)
    match condition.quantifier:
        case Quantifier.ALL:
            return all(holds(member, sight) for member in condition.members)
        case Quantifier.ANY:
            return any(holds(member, sight) for member in condition.members)
        case Quantifier.NONE:
            return not any(holds(member, sight) for member in condition.members)
        case _:
            assert_never(condition.quantifier)


def is_open_question(field: str) -> bool:
    """Whether the fact is only known after loading the history or pricing the cart."""
    return FIELD_BY_PATH[field].history or field == DISCOUNTED_TOTAL


def reads_history(condition: Condition) -> bool:
    """Whether `condition` asks what the buyer bought before."""
    return any(FIELD_BY_PATH[field].history for field in fields_of(condition))


def fields_of(condition: Condition) -> frozenset[str]:
    """Every fact that `condition` reads."""
    if isinstance(condition, Compare):
        return frozenset({condition.field})
    return frozenset().union(*(fields_of(member) for member in condition.members))


def compares(compare: Compare, value: FactValue, now: datetime) -> bool:
    """Whether the fact's `value` compares as `compare` says; an unknown value (None) never does."""
    if value is None:
        return False
    operands = compare.operands
    match compare.operator:
        case Operator.IS:
            return value == operands[0]
        case Operator.IS_NOT:
            return value != operands[0]
        case Operator.ONE_OF:
            return value in operands
        case Operator.IS_TRUE:
            return value is True
        case Operator.HAS:
            return any(_has(value, operand) for operand in operands)
        case Operator.WITHIN:
            return _within(value, operands[0], now)
        case _:
            return _in_order(compare.operator, value, operands)


def _has(value: FactValue, operand: Operand) -> bool:
    if isinstance(value, tuple):
        return isinstance(operand, Selector) and any(operand.picks(product) for product in value)
    return isinstance(value, frozenset) and operand in value


def _within(value: FactValue, operand: Operand, now: datetime) -> bool:
    return isinstance(value, datetime) and isinstance(operand, timedelta) and now - value <= operand


def _in_order(operator: Operator, value: FactValue, operands: tuple[Operand, ...]) -> bool:
    if isinstance(value, datetime):
        return _ordered(operator, value, [one for one in operands if isinstance(one, datetime)])
    # Nothing else has an order: the checker sees to that (E0502).
    return _ordered(operator, cast(int, value), [one for one in operands if isinstance(one, int)])


def _ordered(operator: Operator, value: Ordered, bounds: list[Ordered]) -> bool:
    match operator:
        case Operator.AT_LEAST:
            return value >= bounds[0]
        case Operator.AT_MOST:
            return value <= bounds[0]
        case Operator.OVER:
            return value > bounds[0]
        case Operator.UNDER:
            return value < bounds[0]
        case _:
            return bounds[0] <= value <= bounds[-1]
