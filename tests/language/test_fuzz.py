"""Whole rule sets that nobody means well: derived from the grammar, spoiled, spliced. The long form is `make soak`."""

import resource
import time
from collections.abc import Iterator
from random import Random

import pytest

from engine.dsl.chunk import SHELF
from engine.dsl.compile import compile_text
from engine.dsl.describe import describe
from engine.dsl.format import format_text
from engine.dsl.parser import parse_file
from engine.dsl.render import findings, render
from engine.dsl.source import read_source
from engine.model.diagnostic import Diagnostic
from tests.checker.shop import CATALOG
from tests.language.programs import GOOD, derive, sample, slip

LONGEST = 1.0
"""Seconds of the processor for one file."""

ROUNDS = 5

LARGEST = 100 * 1024
"""Kilobytes that the process may grow by, whatever it reads."""


def texts(seed: int) -> Iterator[str]:
    """Programs of the grammar, good files with one to thirty slips, and halves of two files sewn together."""
    random = Random(seed)
    good = [sample(name) for name in GOOD]
    while True:
        text = derive(random) if random.random() < 0.4 else random.choice(good)
        if random.random() < 0.2:
            other = random.choice(good)
            text = text[: random.randrange(len(text) + 1)] + other[random.randrange(len(other)) :]
        for _ in range(random.choice((0, 1, 1, 2, 5, 30))):
            if len(text) > 40 and text.count("\n") > 3:
                text = slip(random, text)
        yield text


def everything(text: str) -> None:
    """Check, render in all forms and both languages, format again and again, and read back what compiles."""
    compiled = compile_text(text, CATALOG)
    source = read_source("rules.otoku", text.encode("utf-8", "surrogatepass"))
    for language in ("en", "ja"):
        told = findings(source, compiled.diagnostics, language)
        for form in ("text", "json", "github", "sarif"):
            render(told, form, language=language)
        for rule in compiled.program.rules if compiled.program else ():
            assert describe(rule, compiled.program, language)  # type: ignore[arg-type]
    assert_settles(text)


def assert_settles(text: str) -> None:
    """A file that can be read is tidy after once; in a spoiled one mending a slip may uncover the next."""
    tidy, _ = format_text("rules.otoku", text)
    for _ in range(ROUNDS if parse_file("rules.otoku", text).diagnostics else 1):
        before, tidy = tidy, format_text("rules.otoku", tidy)[0]
        if before == tidy:
            return
    raise AssertionError("formatting it again changes it again")


def fuzz(seed: int, *, seconds: float, count: int) -> int:
    """Read texts for so long, at least `count`; returns how many."""
    SHELF.clear()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    end, done = time.monotonic() + seconds, 0
    for text in texts(seed):
        began = time.process_time()
        try:
            everything(text)
        except Exception as problem:
            raise AssertionError(f"seed {seed}, text {done}:\n{text}") from problem
        taken = time.process_time() - began
        assert taken <= LONGEST, f"seed {seed}, text {done} took {taken:.2f} s:\n{text}"
        done += 1
        if time.monotonic() >= end and done >= count:
            break
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before <= LARGEST
    return done


def test_no_text_is_too_much_for_the_language() -> None:
    assert 60 <= fuzz(seed=11, seconds=0, count=60)


@pytest.mark.soak
def test_nothing_in_ten_minutes_is_too_much_for_the_language(soak_seconds: float) -> None:
    assert 1_000 <= fuzz(seed=time.time_ns(), seconds=max(600.0, soak_seconds), count=1_000)


def spoiled(seed: int, count: int) -> Iterator[tuple[int, str]]:
    """Good files with one character of one line changed, and that line from 1."""
    random = Random(seed)
    for _ in range(count):
        text = sample(random.choice(GOOD))
        at = random.randrange(8, len(text) - 1)
        if text[at] == "\n" or text[at + 1] == "\n":
            continue
        other = random.choice('abz09"{}(),. ％　「=-:;')
        changed = random.choice(
            (text[:at] + text[at + 1 :], text[:at] + other + text[at:], text[:at] + other + text[at + 1 :])
        )
        yield text[:at].count("\n") + 1, changed


def lines_of(text: str, found: Diagnostic) -> set[int]:
    """The line that is marked, and those that are shown with it."""
    places = [found.span.start, *(note.span.start for note in found.also)]
    return {text[:place].count("\n") + 1 for place in places}


def right_lines(seed: int, count: int) -> tuple[int, int]:
    """How many slips of form were found, and how many of them in their line."""
    caught = right = 0
    for line, text in spoiled(seed, count):
        found = [one for one in parse_file("x", text).diagnostics if one.code < "E03"]
        if found:
            caught += 1
            right += any(line in lines_of(text, one) for one in found[:2])
    return caught, right


@pytest.mark.parametrize("count", [400, pytest.param(4_000, marks=pytest.mark.slow)])
def test_a_slip_of_form_is_found_in_its_line(count: int) -> None:
    caught, right = right_lines(seed=7, count=count)
    assert caught > count // 3
    assert right >= 0.99 * caught


@pytest.mark.parametrize("count", [100, pytest.param(4_000, marks=pytest.mark.slow)])
def test_one_slip_in_a_whole_rule_set_is_about_one_error(count: int) -> None:
    random = Random(9)
    text = sample("six_rules")
    known = {(one.code, str(one.args)) for one in compile_text(text).diagnostics}
    heard = [
        [
            one
            for one in compile_text(slip(random, text)).diagnostics
            if one.severity == "error" and (one.code, str(one.args)) not in known
        ]
        for _ in range(count)
    ]
    assert sum(map(len, heard)) <= 1.2 * count
