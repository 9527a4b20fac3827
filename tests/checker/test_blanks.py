"""A blank never has a hidden meaning: each line that may be left out says what that means, and it is so."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from engine.cli.defaults import SHOWN, explain_defaults
from engine.dsl.compile import compile_text
from engine.model.program import Program
from engine.vocabulary.blanks import BLANKS, IN_PLACE, blank_of
from engine.vocabulary.registry import BLOCKS, KINDS, lines_of, required_in
from engine.vocabulary.word import Place
from tests.checker.shop import CATALOG

OPTIONAL = [(place, label) for place in SHOWN for label in lines_of(place) if label not in required_in(place)]
EXAMPLES = {kind.place: kind.example for kind in KINDS} | {block.place: block.example for block in BLOCKS}
WRITTEN = [
    (place, label, blank.line)
    for place, label in OPTIONAL
    if (blank := blank_of(place, label)) is not None and blank.line
]


@pytest.mark.parametrize(("place", "label"), OPTIONAL)
def test_every_line_that_may_be_left_out_says_what_that_means_in_both_languages(
    place: Place, label: str
) -> None:
    blank = blank_of(place, label)
    assert blank is not None
    assert blank.en
    assert blank.ja


def test_no_meaning_is_given_to_a_line_that_is_not_there() -> None:
    labels = {label for _, label in OPTIONAL}
    assert set() == set(BLANKS) - labels
    assert set() == set(IN_PLACE) - set(OPTIONAL)


def compiled(text: str) -> Program:
    found = compile_text(f"otoku 1\n{text}", CATALOG)
    assert found.program is not None, found.diagnostics
    return found.program


def meaning(program: Program) -> tuple[object, ...]:
    """What rules mean, without where their lines stand."""
    rules = tuple(replace(rule, line=0, lines={}) for rule in program.rules)
    return program.settings, rules, dict(program.budgets), dict(program.experiments)


@pytest.mark.parametrize(("place", "label", "line"), WRITTEN)
def test_the_line_that_a_blank_stands_for_changes_nothing_when_it_is_written(
    place: Place, label: str, line: str
) -> None:
    example = EXAMPLES[place].replace("GIFT-CARD", "SAMPLE-1")
    rows = [row for row in example.splitlines() if not row.strip().startswith(f"{label} ")]
    assert rows[-1] == "}"
    written = [*rows[:-1], f"  {line}", rows[-1]]  # last: conditions know where they stand
    assert meaning(compiled("\n".join(rows))) == meaning(compiled("\n".join(written)))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_verb_says_all_of_it_or_that_of_one_block(language: str) -> None:
    shown = CliRunner().invoke(explain_defaults, ["--lang", language])
    assert (0, len(SHOWN)) == (shown.exit_code, len(shown.output.split("\n\n")))
    (coupon,) = CliRunner().invoke(explain_defaults, ["coupon", "--lang", language]).output.split("\n\n")
    assert coupon.startswith("coupon\n")
    assert "`valid forever`" in coupon
    required = "必須" if language == "ja" else "required"
    assert 4 == coupon.count(required)
