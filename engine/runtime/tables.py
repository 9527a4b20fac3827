"""Tables of the index: per fact, which clauses its value leaves standing; no work per rule when a cart comes.

A table takes the literals it understands and hands back the rest, which is verified on the survivors only.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Protocol, assert_never, cast

from engine.model.condition import Compare, Operator
from engine.runtime.bits import getter, mask_of
from engine.runtime.clauses import Literal
from engine.runtime.step import Step
from engine.vocabulary.fields import FieldType, FieldWord

_LEAST, _MOST = -(1 << 62), 1 << 62
MOST_CUTS = 512
_KEPT_BYTES = 16 << 20


class Never(Exception):
    """The literals of a clause contradict each other: it cannot hold."""


class Table(Protocol):
    """Collects the literals on one fact, clause by clause, then freezes into a look-up."""

    def take(self, place: int, literals: Collection[Literal]) -> list[Literal]:
        """Note what clause `place` asks of the fact; returns what the table cannot tell. Raises Never."""

    def freeze(self, size: int) -> Step:
        """The step that looks the fact up, over `size` clauses."""


def table_for(field: FieldWord) -> Table | None:
    """The table for facts of the field's type; None for instants, which are always verified."""
    match field.type:
        case FieldType.NUMBER | FieldType.MONEY:
            return NumberTable()
        case FieldType.YES_NO:
            return FlagTable()
        case FieldType.TEXT:
            return TextTable()
        case FieldType.TEXTS:
            return TagTable()
        case FieldType.INSTANT | FieldType.PRODUCTS:
            return None
        case _:
            assert_never(field.type)


class NumberTable:
    """Intervals: a sorted list of cuts, and for each cell between two cuts the clauses whose interval covers it."""

    def __init__(self) -> None:
        self._intervals: list[tuple[int, int, int]] = []

    def take(self, place: int, literals: Collection[Literal]) -> list[Literal]:
        """Whatever is one interval; see `Table`."""
        low, high = _LEAST, _MOST
        rest: list[Literal] = []
        for literal in literals:
            bounds = _interval(*literal)
            if bounds is None:
                rest.append(literal)
                continue
            low, high = max(low, bounds[0]), min(high, bounds[1])
        if low > high:
            raise Never
        self._intervals.append((place, low, high))
        return rest

    def freeze(self, size: int) -> Step:
        """See `Table`; with more than 512 bounds only some become cuts, the cells around the others let through."""
        bounds = {low for _, low, _ in self._intervals} | {high + 1 for _, _, high in self._intervals}
        cuts = sorted(bound for bound in bounds if _LEAST < bound <= _MOST)
        step = -(-len(cuts) // MOST_CUTS)
        cuts = cuts[::step] if step > 1 else cuts
        exact = set(cuts) | {_LEAST, _MOST + 1}
        begins: dict[int, list[int]] = defaultdict(list)
        ends: dict[int, list[int]] = defaultdict(list)
        loose: list[int] = []
        for place, low, high in self._intervals:
            begins[bisect_right(cuts, low)].append(place)
            ends[bisect_right(cuts, high) + 1].append(place)
            if low not in exact or high + 1 not in exact:
                loose.append(place)
        standing = _absent((place for place, _, _ in self._intervals), size)
        masks: list[int] = []
        for cell in range(len(cuts) + 1):
            standing |= mask_of(begins.get(cell, ()), size)
            standing &= ~mask_of(ends.get(cell, ()), size)
            masks.append(standing)
        bound = {"masks": masks, "cuts": cuts, "bisect": bisect_right}
        return Step(lines=("m &= {t}_masks[{t}_bisect({t}_cuts, {value})]",), bound=bound, loose=loose)


def _interval(compare: Compare, wanted: bool) -> tuple[int, int] | None:
    """The closed interval that a literal asks for; None when it is none, as for `is not 3`."""
    numbers = [one for one in compare.operands if isinstance(one, int)]
    match compare.operator:
        case Operator.AT_LEAST:
            return (numbers[0], _MOST) if wanted else (_LEAST, numbers[0] - 1)
        case Operator.OVER:
            return (numbers[0] + 1, _MOST) if wanted else (_LEAST, numbers[0])
        case Operator.AT_MOST:
            return (_LEAST, numbers[0]) if wanted else (numbers[0] + 1, _MOST)
        case Operator.UNDER:
            return (_LEAST, numbers[0] - 1) if wanted else (numbers[0], _MOST)
        case Operator.BETWEEN | Operator.IS if wanted:
            return numbers[0], numbers[-1]
        case _:
            return None


def _absent(places: Iterable[int], size: int) -> int:
    return ((1 << size) - 1) & ~mask_of(places, size)


class FlagTable:
    """Yes or no: one set of clauses for each."""

    def __init__(self) -> None:
        self._wanted: dict[int, bool] = {}

    def take(self, place: int, literals: Collection[Literal]) -> list[Literal]:
        """Everything; see `Table`."""
        asked = {_flag(*literal) for literal in literals}
        if len(asked) > 1:
            raise Never
        self._wanted[place] = asked.pop()
        return []

    def freeze(self, size: int) -> Step:
        """See `Table`."""
        either = _absent(self._wanted, size)
        yes = either | mask_of((place for place, wanted in self._wanted.items() if wanted), size)
        no = either | mask_of((place for place, wanted in self._wanted.items() if not wanted), size)
        return Step(lines=("m &= {t}_yes if {value} else {t}_no",), bound={"yes": yes, "no": no})


def _flag(compare: Compare, wanted: bool) -> bool:
    match compare.operator:
        case Operator.IS:
            return (compare.operands[0] is True) is wanted
        case Operator.IS_NOT:
            return (compare.operands[0] is not True) is wanted
        case _:
            return wanted


class TextTable:
    """One of some texts, or none of some others; an unknown text (None) satisfies no comparison."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._allowed: dict[str, list[int]] = defaultdict(list)
        self._barred: dict[str, list[int]] = defaultdict(list)
        self._open: list[int] = []  # satisfied by any text that is not barred
        self._unknown: list[int] = []  # satisfied by an unknown text

    def take(self, place: int, literals: Collection[Literal]) -> list[Literal]:
        """Everything; see `Table`."""
        allowed: set[object] | None = None
        barred: set[object] = set()
        for compare, wanted in literals:
            texts: set[object] = set(compare.operands)
            if wanted is (compare.operator is not Operator.IS_NOT):
                allowed = texts if allowed is None else allowed & texts
            else:
                barred |= texts
        self._places.append(place)
        if allowed is None:
            self._open.append(place)
        for text in (allowed or set()) - barred if allowed is not None else barred:
            (self._barred if allowed is None else self._allowed)[cast(str, text)].append(place)
        if not any(wanted for _, wanted in literals):
            self._unknown.append(place)
        return []

    def freeze(self, size: int) -> Step:
        """See `Table`."""
        absent = _absent(self._places, size)
        unknown = absent | mask_of(self._unknown, size)
        any_text = absent | mask_of(self._open, size)
        mentioned = self._allowed.keys() | self._barred.keys()
        if len(mentioned) * (size >> 3) > _KEPT_BYTES:
            return self._sparse(any_text, unknown, size)
        known: dict[str | None, int] = {
            text: (any_text & ~mask_of(self._barred.get(text, ()), size))
            | mask_of(self._allowed.get(text, ()), size)
            for text in mentioned
        }
        known[None] = unknown
        return Step(lines=("m &= {t}_get({value}, {t}_any)",), bound={"get": known.get, "any": any_text})

    def _sparse(self, any_text: int, unknown: int, size: int) -> Step:
        """Thousands of texts over many clauses: their sets are put together when one comes."""
        bound = {
            "any": any_text,
            "unknown": unknown,
            "allowed": getter(self._allowed, size),
            "barred": getter(self._barred, size),
        }
        known = "({t}_any & ~{t}_barred(x, 0)) | {t}_allowed(x, 0)"
        return Step(lines=("x = {value}", f"m &= {{t}}_unknown if x is None else {known}"), bound=bound)


class TagTable:
    """At least one of some texts in a set, and none of some others."""

    def __init__(self) -> None:
        self._wanting: list[int] = []
        self._needed: dict[str, list[int]] = defaultdict(list)
        self._barred: dict[str, list[int]] = defaultdict(list)

    def take(self, place: int, literals: Collection[Literal]) -> list[Literal]:
        """One `has` and every `has` that must not be; see `Table`."""
        rest: list[Literal] = []
        needed: Compare | None = None
        for compare, wanted in literals:
            if wanted and needed is not None:
                rest.append((compare, wanted))
                continue
            if wanted:
                needed = compare
                self._wanting.append(place)
            for text in compare.operands:
                (self._needed if wanted else self._barred)[cast(str, text)].append(place)
        return rest

    def freeze(self, size: int) -> Step:
        """See `Table`."""
        lines = ["x = {t}_free", "for tag in {value}:", "    x |= {t}_needed(tag, 0)", "m &= x"]
        if self._barred:
            lines += ["for tag in {value}:", "    m &= ~{t}_barred(tag, 0)"]
        bound = {
            "free": _absent(self._wanting, size),
            "needed": getter(self._needed, size),
            "barred": getter(self._barred, size),
        }
        return Step(lines=tuple(lines), bound=bound)
