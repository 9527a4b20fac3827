"""Which other words may stand where one stands, asked of the grammar; and what they are called."""

from engine.dsl.editing.sheet import Sheet
from engine.dsl.expect import after, expected, start
from engine.dsl.forms.choice_labels import choice_label
from engine.dsl.grammar import MISTAKES, grammar
from engine.dsl.lexer import NEWLINE, tokens
from engine.dsl.nodes import Line
from engine.model.condition import Operator
from engine.model.program import TriggerKind
from engine.model.rule_form import FormChoice, FormPart
from engine.values.duration import Unit
from engine.vocabulary.fields import OPERATORS
from engine.vocabulary.groups import STARTS
from engine.vocabulary.literals import Comparison
from engine.vocabulary.registry import FIELDS, TRIGGERS
from engine.vocabulary.word import Place, TriggerWord

_ENTRIES = {
    "shop": "in_shop",
    "legal": "in_legal",
    "terms": "in_terms",
    "budget": "in_budget",
    "audience": "in_audience_block",
    "experiment": "in_experiment",
    "test": "in_test",
}
_PLACES = {place.value: place for place in Place}
_ANY_START = frozenset(TriggerKind)
_ONE_OPERAND = frozenset(
    {Operator.IS, Operator.IS_NOT, Operator.AT_LEAST, Operator.AT_MOST, Operator.OVER, Operator.UNDER}
)


def words_at(sheet: Sheet, line: Line, place: str, part: FormPart, language: str) -> tuple[FormChoice, ...]:
    """The words that the grammar takes instead of this one while the rest of the line stays; itself included."""
    begin = line.span.start
    found = tokens(sheet.source.folded[begin : line.span.end])
    kinds = [token.kind for token in found if token.kind != NEWLINE]
    index = next((at for at, token in enumerate(found) if begin + token.start == part.start), None)
    states = start(_ENTRIES.get(place, "in_rule"))
    for kind in kinds[:index]:
        following = after(states, kind)
        if following is None:
            return _named((part.value.choice,), language)
        states = following
    spelling = grammar().spelling
    fitting = [
        spelling[kind]
        for kind in expected(states)
        if kind in spelling and kind not in MISTAKES and _goes_on(states, kind, kinds, index)
    ]
    words = [word for word in fitting if word.isalpha()]
    return _named(tuple(dict.fromkeys([*words, part.value.choice])), language)


def _goes_on(states: tuple[int, ...], kind: str, kinds: list[str], index: int | None) -> bool:
    """Whether the rest of the line still fits after `kind`."""
    here = after(states, kind)
    for later in [*kinds[(index or 0) + 1 :], NEWLINE]:
        if here is None:
            return False
        here = after(here, later)
    return here is not None


def units(language: str) -> tuple[FormChoice, ...]:
    """Units of durations."""
    return _named(tuple(unit.value for unit in Unit), language)


def triggers(place: str, language: str) -> tuple[FormChoice, ...]:
    """What may start a rule of this kind, with what it means."""
    return tuple(
        FormChoice(value=_occasion(one), label=one.doc[language].partition("。")[0].partition(". ")[0])
        for one in TRIGGERS
        if one.kind in STARTS.get(_PLACES.get(place, Place.TEST), _ANY_START)
    )


def _occasion(trigger: TriggerWord) -> str:
    """How it is written without picking products: its example where the words alone are not enough."""
    words = " ".join(trigger.words)
    written = trigger.example.removeprefix("when ").partition(" with ")[0]
    return words if written == words else written


def facts(language: str) -> tuple[FormChoice, ...]:
    """What conditions may read."""
    return tuple(
        FormChoice(value=one.path, label=one.doc[language].partition("。")[0].partition(". ")[0])
        for one in FIELDS
    )


def comparisons(line: Line, now: str, language: str) -> tuple[FormChoice, ...]:
    """How the fact of a condition may be compared with one value instead."""
    compared = next((one for one in line.values if isinstance(one, Comparison)), None)
    fact = next((one for one in FIELDS if compared and one.path == compared.field.path), None)
    if fact is None or Operator(now.replace(" ", "_")) not in _ONE_OPERAND:
        return _named((now,), language)
    allowed = [one for one in Operator if one in OPERATORS[fact.type] and one in _ONE_OPERAND]
    return _named(tuple(one.value.replace("_", " ") for one in allowed), language)


def _named(words: tuple[str, ...], language: str) -> tuple[FormChoice, ...]:
    return tuple(FormChoice(value=word, label=choice_label(word, language)) for word in words)
