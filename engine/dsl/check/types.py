"""Pass: conditions speak of facts that exist at that moment, with values of their type (E0501-E0503, E0506)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from engine.dsl.check.nearest import unknown
from engine.model.condition import Compare, Condition, Group, Operand, Operator, Quantifier
from engine.model.diagnostic import Diagnostic
from engine.vocabulary import literals
from engine.vocabulary.fields import FIELD_BY_PATH, OPERATORS, FieldType, FieldWord
from engine.vocabulary.operands import operand
from engine.vocabulary.word import Occasion, Reading, Setting, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """How conditions are read: when they are looked at, which audiences there are, where lines stand."""

    reading: Reading
    occasions: frozenset[Occasion]
    audiences: Mapping[str, Condition | None]
    line_at: Callable[[int], int]


def line_conditions(settings: Settings, typing: Typing) -> tuple[tuple[Setting, Condition], ...] | None:
    """Every `if` and `unless` line with its condition; None after reporting what is wrong with any of them."""
    found: list[tuple[Setting, Condition]] = []
    whole = True
    for label in ("if", "unless"):
        for setting in settings.lines(label):
            made = typed(next(one for one in setting.values if isinstance(one, literals.Condition)), typing)
            if made is None:
                whole = False
            elif label == "if":
                found.append((setting, made))
            else:
                found.append((setting, Group(quantifier=Quantifier.NONE, members=(made,), line=setting.line)))
    return tuple(found) if whole else None


def together(conditions: tuple[tuple[Setting, Condition], ...]) -> Condition:
    """All lines must hold."""
    members = tuple(condition for _, condition in conditions)
    return members[0] if len(members) == 1 else Group(quantifier=Quantifier.ALL, members=members)


def typed(written: literals.Condition, typing: Typing) -> Condition | None:
    """The typed form of a condition; None after reporting what is wrong with it."""
    line = typing.line_at(written.span.start)
    match written:
        case literals.Comparison():
            return _comparison(written, typing, line)
        case literals.InAudience(audience=name):
            return _audience(name, typing)
        case literals.Group(quantifier=quantifier, members=members):
            made = [typed(one, typing) for one in members]
            whole = tuple(one for one in made if one is not None)
            if len(whole) < len(made):
                return None
            return Group(quantifier=Quantifier(quantifier), members=whole, line=line)
        case _:
            assert_never(written)


def _audience(name: literals.Text, typing: Typing) -> Condition | None:
    if name.value not in typing.audiences:
        typing.reading.report(unknown("E0407", name, typing.audiences))
        return None
    return typing.audiences[name.value]


def _comparison(written: literals.Comparison, typing: Typing, line: int) -> Condition | None:
    field = FIELD_BY_PATH.get(written.field.path)
    operator = Operator(written.operator)
    if (
        field is None
        or not _exists(field, written, typing)
        or not _comparable(field, written, operator, typing)
    ):
        if field is None:
            _unknown(written.field, typing)
        return None
    made = [operand(one, field, typing.reading) for one in written.operands]
    operands = tuple(one for one in made if one is not None)
    if len(operands) < len(made) or not _ordered(operator, operands, written, typing):
        return None
    return Compare(field=field.path, operator=operator, operands=operands, line=line)


def _unknown(field: literals.Field, typing: Typing) -> None:
    known = [path for path, one in FIELD_BY_PATH.items() if typing.occasions <= one.available]
    typing.reading.report(unknown("E0501", field, known, known="\n".join(known)))


def _exists(field: FieldWord, written: literals.Comparison, typing: Typing) -> bool:
    if typing.occasions <= field.available:
        return True
    moment = min(typing.occasions - field.available)
    typing.reading.report(
        Diagnostic(code="E0503", span=written.field.span, label=moment.value, args={"field": field.path})
    )
    return False


def _comparable(field: FieldWord, written: literals.Comparison, operator: Operator, typing: Typing) -> bool:
    if operator in OPERATORS[field.type] and not _wrong_length(field, written, operator):
        return True
    args = {
        "field": field.path,
        "operator": operator.value.replace("_", " "),
        "operators": "\n".join(sorted(one.value.replace("_", " ") for one in OPERATORS[field.type])),
        "example": field.example,
    }
    typing.reading.report(
        Diagnostic(code="E0502", span=written.span, label="operator", args=args, helps=("operator",))
    )
    return False


def _wrong_length(field: FieldWord, written: literals.Comparison, operator: Operator) -> bool:
    """Whether an instant is compared with a length of time, which only `within` can do."""
    if field.type is not FieldType.INSTANT or operator is Operator.WITHIN:
        return False
    return any(isinstance(one, literals.Length) for one in written.operands)


def _ordered(
    operator: Operator, operands: tuple[Operand, ...], written: literals.Comparison, typing: Typing
) -> bool:
    if operator is not Operator.BETWEEN:
        return True
    low, high = operands
    if low <= high:  # type: ignore[operator] # both are of the field's type, and BETWEEN exists for ordered ones only
        return True
    typing.reading.report(Diagnostic(code="E0506", span=written.span, args={"field": written.field.path}))
    return False
