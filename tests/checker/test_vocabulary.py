"""Every word is declared once, in a file of its own, known to the grammar, and its examples are true."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.dsl.lint.lints import RULE_LINTS
from engine.dsl.messages import CATALOGUE
from engine.dsl.sentences.fact_names import NAMES
from engine.vocabulary.fields import FIELDS, OPERATORS, FieldType, FieldWord, Sight
from engine.vocabulary.groups import STARTS
from engine.vocabulary.lines.code import EXAMPLES
from engine.vocabulary.registry import (
    BLOCK_BY_PLACE,
    BLOCKS,
    KINDS,
    LINE_BY_LABEL,
    LINES,
    TRIGGERS,
    lines_of,
    places_of,
    required_in,
)
from engine.vocabulary.template_variables import CATEGORIES
from engine.vocabulary.word import BlockWord, KindWord, Occasion, Place, Word
from tests.checker.shop import CATALOG, checked, coupon, errors, sale
from tests.checker.shop_later import SHOP, TERMS, contract, gift_card, offer, reader_list, reminder

ENGINE = Path(__file__).resolve().parents[2] / "engine"
GRAMMAR = (ENGINE / "dsl" / "grammar.lark").read_text(encoding="utf-8")
FIRST_TRIGGERS = {Place.REMINDER: "when cart abandoned"}
LINE = re.compile(r'^(\w+): +(?:"(\w+)"(?: "(lifetime)")?|\(("\w+"(?: \| "\w+")*)\)).*_NL', re.MULTILINE)

LATER = {"entry", "tests"}
"""Lines that the grammar reads already and that arrive with their kinds; a file that uses one is refused (E0302)."""


def grammar_labels() -> set[str]:
    found: set[str] = set()
    for _, first, second, choice in LINE.findall(GRAMMAR):
        found.update(re.findall(r"\w+", choice) if choice else [f"{first} {second}".strip()])
    return found - {"otoku", "shop", "audience", "test", "all", "any", "none"}


def test_every_line_of_the_grammar_is_a_word_or_on_the_list_of_later_ones() -> None:
    words = {word.label for word in LINES}
    assert (words | LATER) == grammar_labels()
    assert set() == words & LATER


@pytest.mark.parametrize(
    ("folder", "declared"),
    [
        ("lines", [word.read.__module__ for word in LINES]),
        ("kinds", [kind.build.__module__ for kind in KINDS]),
    ],
)
def test_every_word_has_a_file_of_its_own_and_every_file_a_word(folder: str, declared: list[str]) -> None:
    files = {path.stem for path in (ENGINE / "vocabulary" / folder).glob("*.py")} - {"__init__"}
    assert len(declared) == len(set(declared))
    assert files == {module.rpartition(".")[2] for module in declared}


@pytest.mark.parametrize("word", LINES, ids=lambda word: word.label)
def test_a_file_is_named_like_its_word(word: Word) -> None:
    name = word.read.__module__.rpartition(".")[2]
    assert word.label.replace(" ", "_") == name.rstrip("_")
    assert word.example.startswith(word.label)
    assert set(word.doc) == {"en", "ja"}


def budget_block(line: str, label: str) -> str:
    return f'budget "b" {{\n  {line}\n  {"" if label == "spend" else "spend at most 9 JPY"}\n}}\n'


def audience_block(line: str, label: str) -> str:
    return f'audience "a" {{\n  {"" if label == "if" else "if customer.member"}\n  {line}\n}}\n'


def experiment_block(line: str, label: str) -> str:
    whole = "" if label in {"variant", "holdout"} else 'variant "A" 100%'
    rest = {"variant": "holdout 10%", "holdout": 'variant "A" 90%'}.get(label, "")
    return f'experiment "x" {{\n  {line}\n  {whole}{rest}\n}}\n' + sale('experiment "x"')


def with_experiment(text: str, label: str) -> str:
    return text + (EXPERIMENT if label == "experiment" else "")


def terms_block(line: str, label: str) -> str:
    lines = [line, *(f'{one} "x"' for one in BLOCK_BY_PLACE[Place.TERMS].lines if one != label)]
    return "shop {\n  terms {\n" + "".join(f"    {one}\n" for one in lines) + "  }\n}\n"


EXPERIMENT = 'experiment "spring-depth" {\n  variant "A" 100%\n}\n'
BLOCK_WITH: Mapping[Place, Callable[[str, str], str]] = {
    Place.EXPERIMENT: experiment_block,
    Place.COUPON: lambda line, label: with_experiment(coupon(line), label),
    Place.SALE: lambda line, label: with_experiment(sale(line), label),
    Place.OFFER: lambda line, label: with_experiment(
        contract(line) if label in {"pattern", "show", "terms"} else offer(line), label
    ),
    Place.REMINDER: lambda line, label: with_experiment(
        SHOP + reminder(line, *(["needs consent"] if label == "class" else [])), label
    ),
    Place.LIST: lambda line, label: with_experiment(SHOP + reader_list(line), label),
    Place.GIFT_CARD: lambda line, label: with_experiment(SHOP + gift_card(line), label),
    Place.TERMS: terms_block,
    Place.SHOP: lambda line, _: f"shop {{\n  {line}\n}}\n",
    Place.LEGAL: lambda line, _: f"shop {{\n  legal {{\n    {line}\n  }}\n}}\n",
    Place.BUDGET: budget_block,
    Place.AUDIENCE: audience_block,
    Place.TEST: lambda line, _: f'test "t" {{\n  {line}\n  expect no email "x"\n}}\n',
}


def block(place: Place, line: str, label: str) -> str:
    return BLOCK_WITH[place](line, label)


@pytest.mark.parametrize(
    ("word", "place"),
    [(word, place) for word in LINES for place in places_of(word.label)],
    ids=lambda one: one.label if isinstance(one, Word) else one.value,
)
def test_the_example_of_a_word_holds_in_every_block_that_knows_it(word: Word, place: Place) -> None:
    example = EXAMPLES[place] if word.label == "code" else word.example
    if word.label == "when":
        example = FIRST_TRIGGERS.get(place, example)
    if word.label == "terms":
        example = TERMS
    if place is Place.AUDIENCE and word.label in ("if", "unless"):
        example = f"{word.label} customer.orders at least 3"
    more = 'budget "spring" {\n  issue at most 5\n}\n' if word.label == "budget" else ""
    more += coupon(name="thanks-coupon") if word.label == "expect" else ""
    more += EXPERIMENT.replace('"A" 100%', '"B" 100%') if word.label == "given" else ""
    assert [] == errors(checked(block(place, example, word.label) + more))


@pytest.mark.parametrize("one", [*KINDS, *BLOCKS], ids=lambda one: one.place.value)
def test_the_example_of_a_block_holds(one: KindWord | BlockWord) -> None:
    inner = one.place in (Place.LEGAL, Place.TERMS)
    text = f"shop {{\n{one.example}}}\n" if inner else one.example
    more = coupon(name="thanks-coupon") if one.place is Place.TEST else ""
    catalog = None if isinstance(one, KindWord) else CATALOG
    assert [] == errors(checked(text + more, catalog))
    assert set(one.doc) == {"en", "ja"}


@pytest.mark.parametrize("one", [*KINDS, *BLOCKS], ids=lambda one: one.place.value)
def test_a_block_knows_its_lines_and_needs_some_of_them(one: KindWord | BlockWord) -> None:
    assert lines_of(one.place) == one.lines
    assert set(required_in(one.place)) <= set(one.lines) <= set(LINE_BY_LABEL)
    assert len(one.lines) == len(set(one.lines))


def test_every_word_belongs_to_a_block() -> None:
    assert [] == [word.label for word in LINES if not places_of(word.label)]


def test_every_trigger_says_what_starts_a_rule() -> None:
    for trigger in TRIGGERS:
        place = next((place for place in reversed(tuple(STARTS)) if trigger.kind in STARTS[place]), None)
        friend = coupon(name="friend-code") if "friend-code" in trigger.example else ""
        if place is None:  # ends series at most: nothing may begin with it that would never run
            assert ["E0315"] == errors(checked(block(Place.LIST, trigger.example, "when")))
        else:
            assert [] == errors(checked(block(place, trigger.example, "when") + friend))
        assert trigger.words == tuple(trigger.kind.value.split("_"))
        assert set(trigger.doc) == {"en", "ja"}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.path)
def test_the_example_of_a_fact_holds_when_the_fact_is_known(field: FieldWord) -> None:
    rule = coupon if Occasion.ORDER_PAID in field.available else sale
    assert [] == errors(checked(rule(f"if {field.example}")))
    if Occasion.CHECKOUT not in field.available:
        assert ["E0503"] == errors(checked(sale(f"if {field.example}")))
    assert field.example.startswith(field.path)
    assert set(field.doc) == {"en", "ja"}


def test_every_type_of_fact_can_be_asked_something() -> None:
    assert set(FieldType) == set(OPERATORS)
    assert all(OPERATORS.values())


def test_templates_have_categories_with_variables_in_two_languages() -> None:
    for category in CATEGORIES:
        assert set(category.doc) == {"en", "ja"}
        for variable in category.variables:
            assert set(variable.doc) == {"en", "ja"}
        paths = [variable.path for variable in category.variables]
        assert len(paths) == len(set(paths))


def test_every_warning_has_a_file_of_its_own() -> None:
    files = {path.stem for path in (ENGINE / "dsl" / "lint").glob("w*.py")}
    of_one_rule = {lint.__module__.rpartition(".")[2] for lint in RULE_LINTS}
    of_all = {
        "w1105_amount_wins",
        "w1206_unused",
        "w1305_no_quiet_hours",
        "w1401_untested",
        "w1402_never_false",
    }
    assert files == of_one_rule | of_all


def test_every_code_that_is_reported_has_its_texts() -> None:
    sources = [
        path for folder in ("dsl", "vocabulary", "service") for path in (ENGINE / folder).rglob("*.py")
    ]
    texts = [path.read_text(encoding="utf-8") for path in sources if "messages" not in path.parts]
    reported = {code for text in texts for code in re.findall(r'"([EW]\d{4})"', text)}
    assert reported <= set(CATALOGUE)


def test_later_lines_are_refused_and_not_skipped() -> None:
    assert ["E0302"] == errors(checked(sale("entry hidden")))


def test_sight_is_all_that_facts_are_read_from() -> None:
    assert {"cart", "customer", "catalog", "now", "order", "discounts"} == set(Sight.__dataclass_fields__)


def test_every_fact_has_a_name_for_japanese_sentences() -> None:
    assert {fact.path for fact in FIELDS} == set(NAMES)
    assert [] == [path for path, name in NAMES.items() if path in name]
