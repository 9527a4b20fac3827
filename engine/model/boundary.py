"""Tests at the boundaries of rules, before anybody has played them."""

from dataclasses import dataclass

from engine.model.condition import Operand


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryStep:
    """A line of a test. An `asked` one is what follows `expect` or `expect no`, whichever turns out to be so."""

    text: str
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A test of one clause of `rule` on `line` of the file `path`: just below, at or above the value it names.

    When `field` is given, the fact must really have `value` in it: a price may not divide as it should.
    """

    rule: str
    path: str
    line: int
    name: str
    steps: tuple[BoundaryStep, ...]
    field: str = ""
    value: Operand = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """A clause for which there is no such test, because no order was found or a test cannot say it."""

    rule: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryTest:
    """A ready `test` block; `text` ends in a line end. `path` and `line` are those of the clause."""

    rule: str
    path: str
    line: int
    name: str
    text: str
