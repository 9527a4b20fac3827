"""Whether a condition can hold at all, and whether it can fail, by trying the values at its boundaries.

Facts are independent here except where two comparisons read the same one, so the answer "cannot" is always right and
"can" may be too kind. A search of more than `MOST_STEPS` steps gives up and says "can".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from engine.model.condition import Compare, Condition, Group, Operand, Operator, Quantifier
from engine.vocabulary.fields import FIELD_BY_PATH, FieldType

MOST_STEPS = 5_000

Value = object
Key = tuple[str, object]
"""What two comparisons must share to depend on each other: the fact, or the fact and what it is asked to hold."""


def can_be(condition: Condition, wanted: bool) -> bool:
    """Whether some values make `condition` come out as `wanted`."""
    atoms = list(_atoms(condition))
    choices = _choices(atoms)
    if len(choices) == len(atoms) and not _has_empty_group(condition):
        # Every comparison stands alone: the whole is free if each of them is.
        free = all(_free(one, choices[_key(one)]) for one in atoms)
        if free and atoms:
            return True
    return _search(condition, wanted, list(choices.items()))


def _atoms(condition: Condition) -> Iterator[Compare]:
    if isinstance(condition, Compare):
        yield condition
    else:
        for one in condition.members:
            yield from _atoms(one)


def _has_empty_group(condition: Condition) -> bool:
    if isinstance(condition, Compare):
        return False
    return not condition.members or any(_has_empty_group(one) for one in condition.members)


def _free(atom: Compare, values: Sequence[Value]) -> bool:
    return len({_holds(atom, value) for value in values}) == 2


# ------------------------------------------------------------------------------------------------ choices


def _key(atom: Compare) -> Key:
    if atom.operator is Operator.HAS:
        return atom.field, atom.operands[0]
    return atom.field, _AGE if atom.operator is Operator.WITHIN else None


_AGE = "age"
"""How long ago an instant was: `within 3 days` is one threshold on it, `within 9 days` another."""


def _choices(atoms: Sequence[Compare]) -> dict[Key, Sequence[Value]]:
    operands: dict[Key, list[Operand]] = {}
    for atom in atoms:
        operands.setdefault(_key(atom), []).extend(atom.operands)
    return {key: _values(key, named) for key, named in operands.items()}


def _values(key: Key, named: Sequence[Operand]) -> Sequence[Value]:
    field = FIELD_BY_PATH[key[0]]
    if field.type is FieldType.INSTANT and key[1] == _AGE:
        ages = sorted({one for one in named if isinstance(one, timedelta)})
        return [*ages, *(one + timedelta(seconds=1) for one in ages[-1:]), None]
    if key[1] is not None or field.type is FieldType.YES_NO:
        return [True, False]
    match field.type:
        case FieldType.NUMBER | FieldType.MONEY:
            around = {one + step for one in named if isinstance(one, int) for step in (-1, 0, 1)}
            return sorted(one for one in around if field.least is None or one >= field.least)
        case FieldType.INSTANT:
            second = timedelta(seconds=1)
            times = {one + step * second for one in named if isinstance(one, datetime) for step in (-1, 0, 1)}
            return [*sorted(times), None]
        case _:
            return [*dict.fromkeys(named), _ANOTHER]


_ANOTHER = object()
"""A text that no comparison names."""


# ------------------------------------------------------------------------------------------------ search


class _GaveUp(Exception):
    pass


def _search(condition: Condition, wanted: bool, choices: list[tuple[Key, Sequence[Value]]]) -> bool:
    chosen: dict[Key, Value] = {}
    steps = 0

    def explore(depth: int) -> bool:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise _GaveUp
        known = _evaluate(condition, chosen)
        if known is not None:
            return known is wanted
        key, values = choices[depth]
        for value in values:
            chosen[key] = value
            if explore(depth + 1):
                return True
        del chosen[key]
        return False

    try:
        return explore(0)
    except _GaveUp:
        return True


def _evaluate(condition: Condition, chosen: Mapping[Key, Value]) -> bool | None:
    """True, False, or None while it depends on what is not chosen yet."""
    if isinstance(condition, Compare):
        key = _key(condition)
        return _holds(condition, chosen[key]) if key in chosen else None
    return _GROUPS[condition.quantifier](condition, chosen)


def _all(group: Group, chosen: Mapping[Key, Value]) -> bool | None:
    open_question = False
    for one in group.members:
        known = _evaluate(one, chosen)
        if known is False:
            return False
        open_question = open_question or known is None
    return None if open_question else True


def _any(group: Group, chosen: Mapping[Key, Value]) -> bool | None:
    open_question = False
    for one in group.members:
        known = _evaluate(one, chosen)
        if known:
            return True
        open_question = open_question or known is None
    return None if open_question else False


def _none(group: Group, chosen: Mapping[Key, Value]) -> bool | None:
    known = _any(group, chosen)
    return None if known is None else not known


_GROUPS: Mapping[Quantifier, Callable[[Group, Mapping[Key, Value]], bool | None]] = {
    Quantifier.ALL: _all,
    Quantifier.ANY: _any,
    Quantifier.NONE: _none,
}


def _holds(atom: Compare, value: Value) -> bool:
    if atom.operator in (Operator.HAS, Operator.IS_TRUE):
        return value is True
    if value is None:
        return False
    if atom.operator is Operator.WITHIN:
        return (
            isinstance(value, timedelta)
            and isinstance(atom.operands[0], timedelta)
            and value <= atom.operands[0]
        )
    return _COMPARE[atom.operator](value, atom.operands)


_COMPARE: Mapping[Operator, Callable[[Value, Sequence[Operand]], bool]] = {
    Operator.IS: lambda value, operands: value == operands[0],
    Operator.IS_NOT: lambda value, operands: value != operands[0],
    Operator.AT_LEAST: lambda value, operands: _order(value, operands[0]) >= 0,
    Operator.AT_MOST: lambda value, operands: _order(value, operands[0]) <= 0,
    Operator.OVER: lambda value, operands: _order(value, operands[0]) > 0,
    Operator.UNDER: lambda value, operands: _order(value, operands[0]) < 0,
    Operator.BETWEEN: lambda value, operands: _order(value, operands[0]) >= 0 >= _order(value, operands[1]),
    Operator.ONE_OF: lambda value, operands: value in operands,
}


def _order(value: Value, operand: Operand) -> int:
    """Negative, zero or positive as `value` is before, at or after `operand`."""
    if isinstance(value, datetime) and isinstance(operand, datetime):
        return (value > operand) - (value < operand)
    assert isinstance(value, int) and isinstance(operand, int)  # noqa: S101, PT018 - the types pass has seen to it
    return (value > operand) - (value < operand)
