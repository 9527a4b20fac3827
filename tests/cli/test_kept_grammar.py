"""The tables of the grammar are kept for the next start, and never believed when they are not those of this grammar."""

import sys
from pathlib import Path

import pytest

from engine.cli import kept_grammar
from engine.dsl.grammar import Grammar, build_grammar, grammar_as_text, grammar_from_text


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept" / "grammar-1.json"
    monkeypatch.setattr(kept_grammar, "_place", lambda: path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return path


def is_right(tables: Grammar) -> bool:
    """Lark numbers its states anew in every run; words and sizes stay."""
    known = build_grammar()
    return tables.spelling == known.spelling and len(tables.actions) == len(known.actions)


def test_written_tables_read_back_are_the_same() -> None:
    tables = build_grammar()
    assert grammar_from_text(grammar_as_text(tables)) == tables


def test_tables_are_kept_and_those_of_older_grammars_go(place: Path) -> None:
    place.parent.mkdir()
    older = place.with_name("grammar-0.json")
    older.write_text("{}", encoding="utf-8")
    made = kept_grammar.kept_grammar()
    assert made == kept_grammar.kept_grammar() == grammar_from_text(place.read_text(encoding="utf-8"))
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"actions": 1}'])
def test_a_damaged_file_is_made_again(place: Path, text: str) -> None:
    place.parent.mkdir()
    place.write_text(text, encoding="utf-8")
    assert is_right(kept_grammar.kept_grammar())
    assert len(place.read_text(encoding="utf-8")) > 10_000


def test_nothing_is_written_where_python_may_write_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert is_right(kept_grammar.kept_grammar())
    assert not place.parent.exists()


def test_a_place_that_cannot_be_written_does_no_harm(place: Path) -> None:
    place.parent.write_text("a file in the way", encoding="utf-8")
    assert is_right(kept_grammar.kept_grammar())


def test_the_place_names_this_grammar() -> None:
    path = kept_grammar._place()
    assert path.parent.name == "__pycache__"
    assert path == kept_grammar._place()
