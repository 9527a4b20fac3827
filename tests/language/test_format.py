"""The formatter: same meaning, same comments, and nothing left to change after it."""

from random import Random

import pytest
from hypothesis import given, settings

from engine.dsl.format import format_text
from engine.dsl.lexer import tokens
from engine.dsl.parser import parse_file
from engine.dsl.source import read_source
from tests.language.programs import GOOD, programs, sample, slip
from tests.language.trees import plain
from tests.support.examples import examples


def comments(text: str) -> list[str]:
    """Every comment in order."""
    source = read_source("x", text)
    ends = [source.text[one.start : one.end] for one in tokens(source.folded) if one.kind == "_NL"]
    return [line.strip() for end in ends for line in end.split("\n") if line.strip()]


@pytest.mark.parametrize("name", GOOD)
def test_samples_are_in_their_one_form(name: str) -> None:
    assert format_text(name, sample(name)) == (sample(name), ())


@given(programs())
@settings(max_examples=examples(100), deadline=None)
def test_formatting_keeps_tree_and_comments_and_is_done_once(text: str) -> None:
    formatted, applied = format_text("x", text)
    assert applied == ()
    assert plain(parse_file("x", formatted)) == plain(parse_file("x", text))
    assert comments(formatted) == comments(text)
    assert format_text("x", formatted)[0] == formatted


def test_formatting_of_broken_files_is_done_once_and_adds_no_mistake() -> None:
    random = Random(11)
    for _ in range(150):
        text = slip(random, sample(random.choice(GOOD)))
        formatted, _ = format_text("x", text)
        assert format_text("x", formatted)[0] == formatted, text
        assert len(parse_file("x", formatted).diagnostics) <= len(parse_file("x", text).diagnostics), text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  uses   １ ", "  uses 1"),
        ("discount 500円", "  discount 500 JPY"),
        ("discount 1,000JPY", "  discount 1,000 JPY"),
        ("discount ￥５００", "  discount 500 JPY"),
        ("discount 10 %", "  discount 10%"),
        ("code 8digits", "  code 8 digits"),
        ('for product "A" ,"B"', '  for product "A", "B"'),
        ("if ( cart.a or not( cart.b ) )", "  if (cart.a or not (cart.b))"),
        ("uses 1# why", "  uses 1  # why"),
        ("uses 1 priority 2", "  uses 1\n  priority 2"),
        ('for product "A",\n"B"', '  for product "A",\n      "B"'),
        ("if any {\ncart.a\n}", "  if any {\n    cart.a\n  }"),
        ("uses  what ever", "  uses  what ever"),
        ("title 「春　夏」", '  title "春　夏"'),
    ],
)
def test_one_form(before: str, after: str) -> None:
    formatted, _ = format_text("x", f'otoku 1\nsale "x" {{\n{before}\n}}\n')
    assert formatted == f'otoku 1\n\nsale "x" {{\n{after}\n}}\n'


def test_blank_lines() -> None:
    text = (
        '\n\n# top\notoku 1\nsale "x" {\n\n\n  uses 1\n\n\n\n  priority 1\n\n}\n# next\nsale "y" {\n}\n\n\n'
    )
    expected = '# top\notoku 1\n\nsale "x" {\n  uses 1\n\n  priority 1\n}\n\n# next\nsale "y" {\n}\n'
    assert format_text("x", text)[0] == expected


def test_windows_line_ends_stay() -> None:
    text = 'otoku 1\r\n\r\nsale "x" {\r\n  uses 1\r\n}\r\n'
    assert format_text("x", text)[0] == text


def test_applied_fixes_are_told() -> None:
    _, applied = format_text("x", "sale 「x」 {\n  uses １\n}\n")
    assert sorted(one.code for one in applied) == ["E0003", "E0101", "E0101"]


def test_unmended_mistakes_stay_as_they_are_written() -> None:
    text = 'otoku 1\n\nsale "x" {\n  valide   14   days\n}\n'
    assert format_text("x", text) == (text, ())
