"""Everything a merchant can say, as data for editors and forms: one list that completion, hover and colours share."""

from collections.abc import Iterator, Mapping, Sequence

from engine.dsl.expect import after, alternatives, expected, spelled, start
from engine.dsl.grammar import grammar
from engine.dsl.suggest import MEANT
from engine.model.condition import Operator
from engine.vocabulary.fields import OPERATORS
from engine.vocabulary.registry import (
    BLOCKS,
    FIELDS,
    KINDS,
    LINES,
    TRIGGERS,
    lines_of,
    places_of,
    required_in,
)
from engine.vocabulary.word import BlockWord, KindWord

VERSION = 2
"""Version of the form; a field is only ever added within one version."""

JOINING = ("and", "or")
TRUTHS = ("no", "yes")

_ENTRIES = (
    "in_rule",
    "in_shop",
    "in_legal",
    "in_terms",
    "in_budget",
    "in_audience_block",
    "in_experiment",
    "in_test",
)
_DEEPEST = 24
"""Nested parentheses and `not` could go on for ever; what may follow is known long before."""


def word_list() -> dict[str, object]:
    """The list as plain data, ready for JSON."""
    return {
        "version": VERSION,
        "keywords": keywords(),
        "blocks": [*(_block(one, rule=True) for one in KINDS), *(_block(one, rule=False) for one in BLOCKS)],
        "lines": [
            {
                "label": word.label,
                "places": [place.value for place in places_of(word.label)],
                "required": [
                    place.value for place in places_of(word.label) if word.label in required_in(place)
                ],
                "example": word.example,
                "doc": dict(word.doc),
                "widget": word.widget.value,
                "repeats": word.repeats,
            }
            for word in LINES
        ],
        "triggers": [
            {"words": " ".join(one.words), "doc": dict(one.doc), "example": one.example} for one in TRIGGERS
        ],
        "fields": [
            {
                "path": fact.path,
                "type": fact.type.value,
                "doc": dict(fact.doc),
                "operators": sorted(_said(one) for one in OPERATORS[fact.type]),
            }
            for fact in FIELDS
        ],
        "following": following(),
        "meant": dict(MEANT),
    }


def keywords() -> dict[str, list[str]]:
    """The words of the grammar by how an editor colours them; every word stands in one group."""
    blocks = {grammar().spelling[kind] for kind in expected(start("header")) if kind in grammar().spelling}
    groups: dict[str, set[str]] = {
        "block": blocks - {"{"},
        "unit": set(_units()),
        "join": set(JOINING),
        "not": {"not"},
        "truth": set(TRUTHS),
    }
    grouped = {word for words in groups.values() for word in words}
    groups["other"] = set(grammar().words) - grouped
    return {name: sorted(words) for name, words in groups.items()}


def _units() -> Iterator[str]:
    """What may follow the number of a duration, as in `wait 3 days`."""
    states: tuple[int, ...] | None = start("in_test")
    for kind in (grammar().words["wait"], "INT"):
        states = after(states, kind) if states else None
    yield from (spelled(kind) for kind in expected(states or ()))


def following() -> dict[str, dict[str, list[str]]]:
    """For each first word of a line and each word or `<value>` in that line: what may come next."""
    found: dict[str, dict[str, set[str]]] = {}
    for entry in _ENTRIES:
        states = start(entry)
        for kind in expected(states):
            label = _spelling(kind)
            opened = after(states, kind)
            if label is None or label == "}" or opened is None:
                continue
            table = found.setdefault(label, {})
            for word, could in _after_each(kind, opened):
                table.setdefault(word, set()).update(could)
    return {
        label: {word: sorted(could) for word, could in sorted(table.items()) if could}
        for label, table in sorted(found.items())
    }


def _after_each(first: str, opened: tuple[int, ...]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each token that a line can hold, with what may follow it there."""
    waiting = [(first, opened)]
    seen: set[tuple[str, int]] = set()
    while waiting:
        kind, states = waiting.pop()
        if (kind, states[-1]) in seen or len(states) > _DEEPEST:
            continue
        seen.add((kind, states[-1]))
        word = _spelling(kind)
        if word is not None:
            yield word, alternatives(states)
        for following_kind in expected(states):
            then = after(states, following_kind)
            if then is not None and following_kind != "_NL":
                waiting.append((following_kind, then))


def _spelling(kind: str) -> str | None:
    """A terminal as `alternatives` says it; None for the end of the line."""
    terms: Mapping[str, str] = {
        "STRING": "<text>",
        "INT": "<number>",
        "DECIMAL": "<decimal>",
        "MONEY": "<amount>",
        "PERCENT": "<percent>",
        "DATE": "<date>",
        "TIME": "<time>",
        "FIELD": "<field>",
        "CURRENCY_CODE": "<currency>",
    }
    return grammar().spelling.get(kind) or terms.get(kind)


def _said(operator: Operator) -> str:
    return operator.value.replace("_", " ")


def _block(one: KindWord | BlockWord, *, rule: bool) -> dict[str, object]:
    return {
        "label": one.place.value,
        "rule": rule,
        "named": one.named if isinstance(one, BlockWord) else True,
        "doc": dict(one.doc),
        "example": one.example,
        "lines": list(lines_of(one.place)),
        "required": list(one.required),
    }
