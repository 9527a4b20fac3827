"""Conditions in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import assert_never

from engine.dsl.sentences.fact_names import NAMES
from engine.dsl.sentences.speech import Speech
from engine.model.condition import Compare, Condition, Group, Operand, Operator, Quantifier
from engine.model.selector import Selector
from engine.vocabulary.fields import FIELD_BY_PATH, FieldType

_PHRASES: Mapping[Operator, tuple[str, str]] = {
    Operator.IS: ("{field} is {a}", "{field}が{a}"),
    Operator.IS_NOT: ("{field} is not {a}", "{field}が{a}以外"),
    Operator.AT_LEAST: ("{field} is at least {a}", "{field}が{a}以上"),
    Operator.AT_MOST: ("{field} is at most {a}", "{field}が{a}以下"),
    Operator.OVER: ("{field} is over {a}", "{field}が{a}を超える"),
    Operator.UNDER: ("{field} is under {a}", "{field}が{a}未満"),
    Operator.BETWEEN: ("{field} is between {a} and {b}", "{field}が{a}以上{b}以下"),
    Operator.ONE_OF: ("{field} is one of {all}", "{field}が{all}のどれか"),
    Operator.HAS: ("{field} has {a}", "{field}に{a}がある"),
    Operator.WITHIN: ("{field} is within the last {a}", "{field}が{a}以内"),
    Operator.IS_TRUE: ("{field} holds", "{field}に当てはまる"),
}


def condition_text(condition: Condition, speech: Speech) -> str:
    """A condition as part of a sentence."""
    if isinstance(condition, Compare):
        return _comparison(condition, speech)
    return _group(condition, speech)


def _comparison(compare: Compare, speech: Speech) -> str:
    values = [_value(one, compare.field, speech) for one in compare.operands]
    en, ja = _PHRASES[compare.operator]
    first, last = (values[0], values[-1]) if values else ("", "")
    name = speech.say(compare.field, NAMES[compare.field])
    return speech.say(en, ja).format(field=name, a=first, b=last, all=speech.either(values))


def _value(operand: Operand, field: str, speech: Speech) -> str:
    match operand:
        case bool():
            return speech.say("yes" if operand else "no", "はい" if operand else "いいえ")
        case int() if FIELD_BY_PATH[field].type is FieldType.MONEY:
            return speech.money(operand)
        case int():
            return f"{operand:,}"
        case Selector():
            return speech.products(operand)
        case datetime():
            return speech.moment(operand)
        case timedelta():
            return _span(operand, speech)
        case str():
            return f'"{operand}"'
        case _:
            assert_never(operand)


def _span(length: timedelta, speech: Speech) -> str:
    minutes = int(length.total_seconds()) // 60
    for size, en, ja in ((1440, "days", "日"), (60, "hours", "時間")):
        if minutes % size == 0:
            return speech.say(f"{minutes // size} {en}", f"{minutes // size}{ja}")
    return speech.say(f"{minutes} minutes", f"{minutes}分")


def _group(group: Group, speech: Speech) -> str:
    parts = [condition_text(one, speech) for one in group.members]
    if group.quantifier is Quantifier.NONE:
        inner = parts[0] if len(parts) == 1 else "(" + speech.say(" or ", "、または ").join(parts) + ")"
        return speech.say(f"not {inner}", f"「{inner}」ではない")
    if len(parts) == 1:
        return parts[0]
    if group.quantifier is Quantifier.ALL:
        return "(" + speech.say(" and ", "、かつ ").join(parts) + ")"
    return "(" + speech.say(" or ", "、または ").join(parts) + ")"
