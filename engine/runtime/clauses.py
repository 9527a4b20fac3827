"""Conditions as alternatives of plain comparisons: the disjunctive normal form that the index stores."""

from itertools import product

from engine.model.condition import Compare, Condition, Quantifier

Literal = tuple[Compare, bool]
"""A comparison and whether it must be true; false also covers what is unknown, which no turned operator would."""

Clause = tuple[Literal, ...]
"""Comparisons that must all come out as wanted."""

MOST_CLAUSES = 16


def clauses_of(condition: Condition) -> tuple[Clause, ...] | None:
    """The clauses of which one must hold; None when there would be more than 16."""
    if not isinstance(condition, Compare) and condition.quantifier is Quantifier.ALL:
        plain = [(member, True) for member in condition.members if isinstance(member, Compare)]
        if len(plain) == len(condition.members):
            return (tuple(plain),)
    return _alternatives(condition, wanted=True)


def _alternatives(condition: Condition, *, wanted: bool) -> tuple[Clause, ...] | None:
    if isinstance(condition, Compare):
        return (((condition, wanted),),)
    inner = wanted is not (condition.quantifier is Quantifier.NONE)
    parts: list[tuple[Clause, ...]] = []
    for member in condition.members:
        alternatives = _alternatives(member, wanted=inner)
        if alternatives is None:
            return None
        parts.append(alternatives)
    # `all`, `none` of its opposites, and the opposite of `any` need every part.
    together = wanted is (condition.quantifier is not Quantifier.ANY)
    return _every(parts) if together else _either(parts)


def _every(parts: list[tuple[Clause, ...]]) -> tuple[Clause, ...] | None:
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_CLAUSES:
        return None
    return tuple(tuple(literal for clause in chosen for literal in clause) for chosen in product(*parts))


def _either(parts: list[tuple[Clause, ...]]) -> tuple[Clause, ...] | None:
    found = tuple(clause for part in parts for clause in part)
    return found if len(found) <= MOST_CLAUSES else None
