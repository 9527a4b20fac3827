"""Input nobody means well: never an exception, never more work than its size deserves."""

import sys
from types import FrameType
from typing import Any, Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.chunk import SHELF
from engine.dsl.format import format_text
from engine.dsl.grammar import grammar
from engine.dsl.parser import parse_file
from engine.dsl.render import FORMS, findings, render
from engine.dsl.source import read_source
from tests.support.examples import examples

HEAD = 'otoku 1\nsale "x" {\n '

POISON = {
    "parentheses": (HEAD + "if " + "(" * 100_000, "E0005"),
    "closed parentheses": (HEAD + "if " + "(" * 100_000 + "cart.a" + ")" * 100_000, "E0005"),
    "nots": (HEAD + "if " + "not " * 50_000 + "cart.a", "E0005"),
    "groups": (HEAD + "if any {\n" + "all {\n" * 20_000, "E0005"),
    "braces in one line": ("otoku 1\n" + "{" * 200_000, "E0009"),
    "closing braces": ("otoku 1\n" + "}\n" * 100_000, "E0206"),
    "closing braces in one line": ("otoku 1\n" + "}" * 200_000, "E0009"),
    "names": (HEAD + "for product " + ",".join(['"a"'] * 60_000), "E0008"),
    "names in lines": (HEAD + "for product " + ",\n".join(['"a"'] * 50_000), "E0008"),
    "digits": (HEAD + "uses " + "9" * 200_000 + "\n}", "E0312"),
    "digits of an amount": (HEAD + "discount " + "9" * 200_000 + " JPY\n}", "E0312"),
    "blanks": (HEAD + " " * 250_000 + "}", None),
    "blank lines": (HEAD + "\n" * 250_000 + "}", None),
    "comment": (HEAD + "#" * 250_000 + "\n}", None),
    "quotes": ("otoku 1\n" + '"' * 250_000, "E0009"),
    "quotes in lines": (HEAD + '"\n' * 100_000, "E0103"),
    "backslashes": (HEAD + 'title "' + "\\" * 250_000, "E0103"),
    "bad lines": (HEAD + "foo bar\n" * 30_000, "E0201"),
    "bad headers": ("otoku 1\n" + 'foo "x" {\n}\n' * 15_000, "E0201"),
    "open headers": ("otoku 1\n" + 'sale "x" {\n' * 18_000, "E0204"),
    "blocks": ("otoku 1\n" + 'sale "x" {\n}\n' * 18_000, "E0006"),
    "full-width digits": (HEAD + "uses " + "１" * 80_000, "E0101"),
    "full-width digits apart": (HEAD + "uses １\n " * 6_000, "E0101"),
    "foreign quotes": (HEAD + "「" * 80_000, "E0101"),
    "invisible": (HEAD + "\u202ea\n" * 40_000, "E0106"),
    "returns": (HEAD + "a\r" * 100_000, "E0107"),
    "ranges": (HEAD + "quantity " + "1~" * 100_000, "E0009"),
    "dates": (HEAD + "ends " + "2026-1-1" * 30_000, "E0009"),
    "word": (HEAD + "a" * 250_000 + "\n}", "E0201"),
    "words": (HEAD + "aa " * 80_000 + "\n}", "E0009"),
    "settings in one line": (HEAD + "discount 5% " * 15_000 + "\n}", "E0009"),
    "field": (HEAD + "if " + "a." * 120_000 + "\n}", "E0200"),
    "surrogate": ('otoku 1\nsale "\ud800" {\n}\n', None),
    "NUL": ("\0" * 1000, "E0003"),
}
LONG = {"returns", "quotes in lines", "closing braces", "invisible", "bad lines", "names in lines"}
"""Half of the time of all: many lines with a finding each."""


class Calls:
    """Counts calls of Python functions: work that does not depend on the machine."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Self:
        sys.setprofile(self.called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def called(self, _frame: FrameType, event: str, _arg: Any) -> None:
        self.count += event == "call"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in LONG else ()) for name in POISON]
)
def test_poison_costs_what_its_size_deserves(name: str) -> None:
    text, code = POISON[name]
    grammar()
    SHELF.clear()
    with Calls() as calls:
        file = parse_file("x", text)
        for block in file.blocks:
            assert block.lines is not None
    assert calls.count <= 400_000 + 12 * len(text)
    assert len(file.diagnostics) <= 101
    found = {one.code for one in file.diagnostics}
    assert code in found if code else not found


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    file = parse_file("x", data)
    source = read_source("x", data)
    for form in FORMS:
        assert isinstance(render(findings(source, file.diagnostics), form), str)


@given(
    st.lists(st.sampled_from([*sorted(grammar().words), *'{}(),"\n\n\n#「」\u3000１~¥', "NAME", '"a"', "5%"]))
)
@settings(max_examples=examples(200))
def test_no_words_raise(words: list[str]) -> None:
    text = "otoku 1\n" + " ".join(words)
    file = parse_file("x", text)
    for block in file.blocks:
        assert block.lines is not None
    source = read_source("x", text)
    assert isinstance(render(findings(source, file.diagnostics, "ja"), "text", language="ja"), str)
    formatted, _ = format_text("x", text)
    assert format_text("x", formatted)[0] == formatted
