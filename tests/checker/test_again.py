"""Compiling again with a memory gives the same as compiling afresh, and checks only what a change can affect."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.compile import Compiled, compile_files
from engine.dsl.remembered import Memory
from engine.model.catalog import Catalog
from engine.model.records import SourceFile
from tests.checker.shop import CATALOG, coupon, mail, sale

BASE = {
    "a.otoku": "otoku 1\nshop {\n  rounding down\n}\n"
    + "".join(sale(name=f"s{number}") for number in range(20)),
    "b.otoku": "otoku 1\n"
    + coupon('budget "b"', 'send email "thanks"', "if customer.orders over 1")
    + sale('if customer in audience "x"', name="gold")
    + coupon('for tag "nwe"', without=("valid",), name="late")
    + 'audience "x" {\n  if customer.orders over 3\n}\n'
    + 'budget "b" {\n  spend at most 9,000 JPY\n}\n'
    + 'test "t" {\n  at 2026-05-20\n  do order paid with coupon "thanks"\n  expect no sale "gold" applied\n}\n'
    + 'test "u" {\n  expect no email "thanks"\n}\n',
    "templates/thanks.ja.liquid": mail(),
}


def run(files: Mapping[str, str], memory: Memory | None = None, catalog: Catalog = CATALOG) -> Compiled:
    sources = [SourceFile(path=path, text=text) for path, text in files.items()]
    return compile_files(sources, catalog, memory=memory)


def same(one: Compiled, other: Compiled) -> bool:
    return (one.program, one.diagnostics, one.tests) == (other.program, other.diagnostics, other.tests)


CHANGES = {
    "nothing": BASE,
    "a value": BASE | {"a.otoku": BASE["a.otoku"].replace("500 JPY", "501 JPY", 1)},
    "a comment line above": BASE | {"a.otoku": BASE["a.otoku"].replace('sale "s3"', '# hi\nsale "s3"')},
    "a line above everything": BASE | {"b.otoku": BASE["b.otoku"].replace("otoku 1\n", "otoku 1\n\n\n")},
    "a line before the audience": BASE | {"b.otoku": BASE["b.otoku"].replace("audience", "\naudience", 2)},
    "the audience": BASE | {"b.otoku": BASE["b.otoku"].replace("over 3", "over 4")},
    "the budget": BASE | {"b.otoku": BASE["b.otoku"].replace("9,000", "8,000")},
    "the budget, too small": BASE | {"b.otoku": BASE["b.otoku"].replace("9,000", "400")},
    "the budget's name": BASE | {"b.otoku": BASE["b.otoku"].replace('budget "b" {', 'budget "c" {')},
    "the template, without its code": BASE | {"templates/thanks.ja.liquid": mail("アドレス")},
    "no template": {path: text for path, text in BASE.items() if path.endswith("otoku")},
    "another time zone": BASE
    | {"a.otoku": BASE["a.otoku"].replace("rounding", 'timezone "UTC"\n  rounding')},
    "a mistake": BASE | {"a.otoku": BASE["a.otoku"].replace("500 JPY", "500 USD", 1)},
    "a rule less": BASE | {"a.otoku": BASE["a.otoku"].replace(sale(name="s7"), "")},
    "a rule that a test names": BASE | {"b.otoku": BASE["b.otoku"].replace('sale "gold"', 'sale "silver"')},
    "a former name taken twice": BASE
    | {
        "a.otoku": BASE["a.otoku"]
        .replace('sale "s3" {', 'sale "s3" {\n  was "s4"')
        .replace('"s5" {', '"s5" {\n  was "x"')
    },
    "a former name taken by two": BASE
    | {
        "a.otoku": BASE["a.otoku"]
        .replace('"s3" {', '"s3" {\n  was "x"')
        .replace('"s5" {', '"s5" {\n  was "x"')
    },
    "files swapped": dict(reversed(BASE.items())),
    "another file name": {f"x/{path}": text for path, text in BASE.items()},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_compiles_with_a_memory_as_it_does_afresh(change: str) -> None:
    memory = Memory()
    run(BASE, memory)
    changed = CHANGES[change]
    assert same(run(changed), run(changed, memory))
    assert same(run(BASE), run(BASE, memory))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(sorted(CHANGES)), max_size=6))
def test_any_row_of_changes_compiles_with_a_memory_as_it_does_afresh(names: list[str]) -> None:
    memory = Memory()
    for name in names:
        assert same(run(CHANGES[name]), run(CHANGES[name], memory))


def test_another_catalogue_checks_everything_again() -> None:
    memory = Memory()
    run(BASE, memory)
    other = replace(
        CATALOG, products={sku: one for sku, one in CATALOG.products.items() if sku != "SAMPLE-1"}
    )
    assert run(BASE, memory, other).program is None


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ("nothing", 0),
        ("a value", 1),
        ("a comment line above", 0),
        ("the audience", 1),
        ("the budget", 1),
    ],
)
def test_only_what_a_change_can_affect_is_checked_again(change: str, again: int) -> None:
    memory = Memory()
    run(BASE, memory)
    before = dict(memory.rules)
    run(CHANGES[change], memory)
    assert again == sum(made is not before.get(key) for key, made in memory.rules.items())


def test_lines_of_an_unchanged_file_can_still_be_read() -> None:
    memory = Memory()
    first, second = run(BASE, memory), run(BASE, memory)
    assert [one.lines for file in first.files for one in file.blocks] == [
        one.lines for file in second.files for one in file.blocks
    ]


def test_a_mistake_between_unchanged_rules_is_shown_where_they_stand() -> None:
    memory = Memory()
    one = {"a.otoku": "otoku 1\n" + sale('was "x"'), "b.otoku": "otoku 1\n" + sale('was "y"', name="other")}
    run(one, memory)
    clash = one | {"c.otoku": "otoku 1\n" + sale('was "x"', name="third")}
    assert same(run(clash), run(clash, memory))
    assert [note.span.path for found in run(clash, memory).diagnostics for note in found.also] == ["a.otoku"]


def test_a_memory_does_not_grow_without_end() -> None:
    memory = Memory(most=5)
    run(BASE, memory)
    assert len(memory.rules) == 23
    run(BASE, memory)
    assert len(memory.rules) == 23
    small = {"a.otoku": "otoku 1\n" + sale()}
    run(small, memory)
    assert len(memory.rules) == 1
    assert set(memory.files) == {"a.otoku"}
