"""Boundary tests of rules: generated, played, and written with the outcome that the engine gives."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.dsl.analyze.boundaries import boundaries
from engine.dsl.compile import compile_files
from engine.model.answers import PlayedTest
from engine.model.boundary import Boundary, BoundaryTest, Unwritten
from engine.model.program import Program
from engine.model.records import SourceFile
from engine.runtime.wording import value_words
from engine.service.rehearse import Rehearsed
from engine.service.run_tests import run_tests

FILE = "boundaries.test.otoku"
"""Where such tests are kept beside the rules."""

_PLAYED = "\0.test.otoku"  # no file of a folder is called so
_EDITION = "otoku 1\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryTests:
    """Ready `test` blocks, and the clauses for which none could be written."""

    tests: tuple[BoundaryTest, ...]
    unwritten: tuple[Unwritten, ...]


def boundary_tests(files: Sequence[SourceFile], program: Program, since: datetime) -> BoundaryTests:
    """Tests for the live rules of `files`, which compiled to `program`; none that has the name of a test of theirs.

    Blocks until they are played, in a loop of its own.
    """
    known = {one.name for one in compile_files(files, program.catalog).tests}
    found: dict[str, Boundary] = {}
    left: dict[Unwritten, None] = {}
    for one in boundaries(program, Rehearsed(program), since):
        if isinstance(one, Unwritten):
            left[one] = None
        elif one.name not in known:
            found.setdefault(one.name, one)
    made, missed = _settled(tuple(found.values()), files, program)
    left.update((one, None) for one in missed)
    return BoundaryTests(tests=made, unwritten=tuple(left))


def _settled(
    asked: Sequence[Boundary], files: Sequence[SourceFile], program: Program
) -> tuple[tuple[BoundaryTest, ...], tuple[Unwritten, ...]]:
    """Play each test as if every question were answered with yes; where it was not, the answer is no."""
    text = _EDITION + "\n".join(_block(one, frozenset()) for one in asked)
    compiled = compile_files((*files, SourceFile(path=_PLAYED, text=text)), program.catalog)
    mine = [one for one in compiled.tests if one.path == _PLAYED]
    played = asyncio.run(run_tests(program, mine, trace=True))
    made: list[BoundaryTest] = []
    missed: list[Unwritten] = []
    for one, result in zip(asked, played, strict=True):
        steps = range(result.line + 1, result.line + 1 + len(one.steps))
        failed = {failure.line for failure in result.failures}
        asks = {line for line, step in zip(steps, one.steps, strict=True) if step.asked}
        if not failed <= asks or not _is_met(one, result, program):
            missed.append(Unwritten(rule=one.rule, path=one.path, line=one.line))
            continue
        block = _block(one, frozenset(failed), result.line + 1)
        made.append(BoundaryTest(rule=one.rule, path=one.path, line=one.line, name=one.name, text=block))
    return tuple(made), tuple(missed)


def _block(test: Boundary, denied: frozenset[int], first: int = 0) -> str:
    """The block; the lines `denied`, counted from `first`, did not come true."""
    lines = list(_lines(test, denied, first))
    return f'test "{test.name}" {{\n' + "".join(f"  {one}\n" for one in lines) + "}\n"


def _lines(test: Boundary, denied: frozenset[int], first: int) -> Iterator[str]:
    for place, step in enumerate(test.steps):
        no = "no " if first + place in denied else ""
        yield f"expect {no}{step.text}" if step.asked else step.text


def _is_met(test: Boundary, result: PlayedTest, program: Program) -> bool:
    """Whether the fact had the value that the test is about, as far as the rule looked at it."""
    if not test.field:
        return True
    zone, currency = ZoneInfo(program.settings.zone), program.settings.currency
    wanted = value_words(test.value, test.field, currency, zone)
    found = [
        step.found
        for step in result.trace
        if step.rule == test.rule and step.line == test.line and step.expected.startswith(test.field)
    ]
    return bool(found) and all(one == wanted for one in found)
