"""From text to a program: rules per second, one rule edited among thousands, the index, a warm check."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.matching.rule_text import Written, catalog, name_of, rule_files
from bench.matching.workload import make_rules
from bench.table import Bar, Row
from engine.dsl.compile import Compiled, compile_files
from engine.dsl.remembered import Memory
from engine.model.program import Program
from engine.model.records import SourceFile
from engine.runtime.prepare import prepare

AREA = "language"
EXAMPLE = Path(__file__).resolve().parents[1] / "rules" / "examples" / "01-thank-you-coupon"
WARM_ROUNDS = 20


class BrokenRulesError(Exception):
    """Rule text of our own does not compile."""


def measure_language(quick: bool) -> Iterator[Row]:
    """Rows of this area; `quick` takes a tenth of the rules."""
    count = 1_000 if quick else 10_000
    rules, products = make_rules(count), catalog(count)
    files = rule_files(rules, Written.COUPON)
    memory = Memory()
    full, compiled = _seconds(lambda: compile_files(files, products, memory=memory))
    yield Row(
        area=AREA,
        what=f"parse, check and compile {count:,} rules",
        value=count / full,
        unit="rules/s",
        bar=Bar(value=1_000, least=True),
        cpu=full / count * 1e6,
        bytes=sum(len(file.text) for file in files),
        beside=f"{full:.2f} s in all",
    )
    edited = _edit(files, name_of(rules[count // 2].id))
    again, recompiled = _seconds(lambda: compile_files(edited, products, memory=memory))
    _must_differ(compiled, recompiled)
    yield Row(
        area=AREA,
        what=f"one rule edited among {count:,}, against all of them",
        value=again / full,
        bar=Bar(value=1 / 20),
        cpu=again * 1e6,
        beside=f"{again * 1e3:.0f} ms; the caller keeps what was compiled",
    )
    seconds, _ = _seconds(lambda: prepare(_program(compiled)))
    yield Row(
        area=AREA,
        what=f"index of {count:,} rules",
        value=seconds,
        unit="s",
        bar=Bar(value=0.2),
        cpu=seconds / count * 1e6,
        beside="CPU per rule",
    )
    yield _warm_check()


def _warm_check() -> Row:
    files = tuple(
        SourceFile(path=path.relative_to(EXAMPLE).as_posix(), text=path.read_text(encoding="utf-8"))
        for path in sorted(EXAMPLE.rglob("*"))
        if path.suffix in (".otoku", ".liquid")
    )
    compile_files(files)
    best = min(_seconds(lambda: compile_files(files))[0] for _ in range(WARM_ROUNDS))
    return Row(
        area=AREA,
        what="warm check of the example shop",
        value=best * 1e3,
        unit="ms",
        bar=Bar(value=50),
        cpu=best * 1e6,
        bytes=sum(len(file.text) for file in files),
        beside="3 rules, 2 budgets, 3 tests, 2 templates",
    )


def _seconds(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds: other people use the machine too."""
    gc.collect()
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def _edit(files: Sequence[SourceFile], name: str) -> tuple[SourceFile, ...]:
    """The same files with another discount in one rule."""
    changed = []
    for file in files:
        before, found, after = file.text.partition(f'"{name}" {{')
        text = (
            before + found + after.replace("discount 500 JPY", "discount 600 JPY", 1) if found else file.text
        )
        changed.append(replace(file, text=text))
    return tuple(changed)


def _must_differ(before: object, after: object) -> None:
    if _program(before).fingerprint == _program(after).fingerprint:
        raise BrokenRulesError("the edited rule means what it meant before")


def _program(compiled: object) -> Program:
    if not isinstance(compiled, Compiled) or compiled.program is None:
        raise BrokenRulesError("the workload's rules do not compile")
    return compiled.program
