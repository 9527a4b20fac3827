"""The grammar file is the reference: unambiguous, complete for the samples, and equal to the line-by-line parser."""

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from lark import Lark
from lark.exceptions import LarkError

from engine.dsl.grammar import MISTAKES, build_lark, grammar
from engine.dsl.lexer import NEWLINE, tokens
from engine.dsl.parser import parse_file
from tests.language.programs import GOOD, programs, sample, slip
from tests.support.examples import examples


@cache
def reference() -> Lark:
    return build_lark()


def is_a_file(text: str) -> bool:
    """What the grammar says as one piece, with Lark's own lexer and parser."""
    try:
        reference().parse(text if text.endswith("\n") else text + "\n", start="start")
    except LarkError:
        return False
    return True


def test_the_grammar_has_no_conflict_and_no_two_terminals_for_one_text() -> None:
    assert build_lark(strict=True).terminals


def test_no_rule_uses_a_terminal_of_mistakes() -> None:
    used = {symbol.name for rule in reference().rules for symbol in rule.expansion}
    assert used.isdisjoint(MISTAKES)


@pytest.mark.parametrize("name", GOOD)
def test_samples_are_files_of_the_language(name: str) -> None:
    assert is_a_file(sample(name))
    assert parse_file(name, sample(name)).diagnostics == ()


@given(programs())
@settings(max_examples=examples(60), deadline=None)
def test_what_the_grammar_derives_is_read_without_a_word(text: str) -> None:
    assert is_a_file(text)
    assert parse_file("x", text).diagnostics == ()


def test_a_slip_is_reported_exactly_when_the_grammar_refuses_it() -> None:
    random = Random(7)
    for _ in range(150):
        text = slip(random, sample(random.choice(GOOD)))
        found = [one for one in parse_file("x", text).diagnostics if not one.code.startswith("E07")]
        if text.isascii() or not found or found[0].code[:3] != "E01":
            assert is_a_file(text) is not bool(found), text


@given(programs())
@settings(max_examples=examples(30), deadline=None)
def test_our_tokens_are_those_of_lark(text: str) -> None:
    theirs = [(one.type, one.type != NEWLINE and one.start_pos) for one in reference().lex(text)]
    ours = [(one.kind, one.kind != NEWLINE and one.start) for one in tokens(text)]
    assert ours == theirs


def test_every_word_is_one_word() -> None:
    assert all(word.isalpha() and word.islower() for word in grammar().words)
