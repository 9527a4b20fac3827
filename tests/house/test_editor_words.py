"""Engine, admin UI and VS Code read the same words: three lexers, one language."""

import json

import pytest

from engine.dsl.grammar import grammar
from engine.dsl.lexer import NEWLINE, tokens
from engine.dsl.word_list import keywords
from engine.vocabulary.registry import LINES
from scripts.editor_words import ROOT, editor_files

SAMPLES = json.loads((ROOT / "admin-ui" / "src" / "dsl" / "tokens.json").read_text(encoding="utf-8"))
"""Kinds of tokens with texts that are one; the tests of both editors read the same file."""


def test_what_editors_know_is_what_the_language_says() -> None:
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in editor_files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert [] == stale, "run: make words"


def test_every_word_of_the_grammar_has_one_colour() -> None:
    coloured = [word for words in keywords().values() for word in words]
    assert sorted(grammar().words) == sorted(coloured)


def test_units_of_durations_have_a_colour_of_their_own() -> None:
    assert {"minutes", "hours", "day", "days", "months"} <= set(keywords()["unit"])


def test_every_line_begins_with_a_word_that_editors_complete() -> None:
    following = json.loads((ROOT / "admin-ui/src/dsl/words.json").read_text(encoding="utf-8"))["following"]
    assert [] == [line.label for line in LINES if line.label.split()[0] not in following]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SAMPLES.items() for text in texts]
)
def test_the_sample_is_one_token_for_the_engine(kind: str, text: str) -> None:
    assert [kind] == [token.kind for token in tokens(text) if token.kind != NEWLINE]


def test_there_are_samples_of_every_kind_of_value() -> None:
    values = {
        "STRING",
        "MONEY",
        "PERCENT",
        "DATE",
        "TIME",
        "DECIMAL",
        "INT",
        "FIELD",
        "CURRENCY_CODE",
        "NAME",
    }
    assert values <= set(SAMPLES)
