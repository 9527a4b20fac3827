"""The tables that Lark makes of `grammar.lark`: words, characters, states; built once, on first use."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lark import Lark

ENTRIES = (
    "start",
    "edition",
    "header",
    "in_shop",
    "in_legal",
    "in_terms",
    "in_rule",
    "in_group",
    "in_budget",
    "in_audience_block",
    "in_experiment",
    "in_test",
)
"""Rules that the parser starts from; `start` is the reference of a whole file and only read by tests."""

MISTAKES = ("NAME", "BAD_STRING", "BAD_MONEY", "BAD_CHAR")
"""Terminals that no rule uses: every character belongs to some token, so that reading them cannot fail."""

END = "$END"


class Shift(NamedTuple):
    """Take the token and go to `state`."""

    state: int


class Reduce(NamedTuple):
    """The last `size` parts are a `rule`; names that begin with `_` dissolve into what holds them."""

    rule: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """LALR(1) tables and terminals.

    `words` maps a word as written to its terminal, `spelling` the other way round; `characters` finds the next
    token, its group is the terminal (`NAME` for every word). `following` says what may come after a terminal.
    """

    actions: tuple[dict[str, Shift | Reduce], ...]
    starts: dict[str, int]
    ends: dict[str, int]
    words: dict[str, str]
    spelling: dict[str, str]
    characters: re.Pattern[str]
    following: dict[str, frozenset[str]]


class _Keep:
    """Tells Lark not to drop the terminals of mistakes."""

    always_accept = MISTAKES

    def process(self, stream: Any) -> Any:
        return stream


def build_lark(*, strict: bool = False) -> "Lark":
    """Lark's own parser of the grammar; `strict` (tests only, needs interegular) refuses every ambiguity."""
    from lark import Lark  # noqa: PLC0415 - a process that never reads rule text does not pay for the import

    text = files("engine.dsl").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        text,
        parser="lalr",
        start=list(ENTRIES),
        postlex=_Keep(),
        maybe_placeholders=False,
        keep_all_tokens=True,
        strict=strict,
    )


_maker: list[Callable[[], Grammar]] = []


def make_with(maker: Callable[[], Grammar]) -> None:
    """Let `maker` bring the tables when they are first wanted, if it knows a faster way than `build_grammar`."""
    _maker[:] = [maker]


@cache
def grammar() -> Grammar:
    """The tables of `grammar.lark`; they are asked for once."""
    return _maker[0]() if _maker else build_grammar()


def build_grammar() -> Grammar:
    """The tables, made by Lark (0.3 s)."""
    lark = build_lark()
    table = lark.parse_interactive(start="header").parser_state.parse_conf.parse_table
    plain = {one.name: one.pattern.value for one in lark.terminals if one.pattern.type == "str"}
    patterns = [one for one in lark.terminals if one.pattern.type == "re" and one.name != "_WS"]
    patterns.sort(key=lambda one: -one.priority)
    symbols = [(name, re.escape(value)) for name, value in plain.items() if not value.isalpha()]
    # Words never look like symbols, and patterns of equal priority never begin alike, so this order decides nothing.
    both = symbols + [(one.name, one.pattern.to_regexp()) for one in patterns]
    groups = "|".join(f"(?P<{name}>{pattern})" for name, pattern in both)
    actions = _actions(table.states)
    return Grammar(
        actions=actions,
        following={kind: _following(actions, kind) for kind in plain},
        starts=dict(table.start_states),
        ends=dict(table.end_states),
        words={value: name for name, value in plain.items() if value.isalpha()},
        spelling=plain,
        characters=re.compile(rf"[ \t]*+(?:{groups})"),
    )


def grammar_as_text(tables: Grammar) -> str:
    """The tables as JSON: a shift is its state, a reduction its rule and size."""
    written = {
        "actions": [
            {kind: act.state if isinstance(act, Shift) else [act.rule, act.size] for kind, act in row.items()}
            for row in tables.actions
        ],
        "starts": tables.starts,
        "ends": tables.ends,
        "words": tables.words,
        "spelling": tables.spelling,
        "characters": tables.characters.pattern,
        "following": {kind: sorted(after) for kind, after in tables.following.items()},
    }
    return json.dumps(written, separators=(",", ":"))


def grammar_from_text(text: str) -> Grammar:
    """What `grammar_as_text` wrote (0.01 s). Raises ValueError, KeyError or TypeError for anything else."""
    read = json.loads(text)
    return Grammar(
        actions=tuple(
            {kind: Shift(act) if isinstance(act, int) else Reduce(*act) for kind, act in row.items()}
            for row in read["actions"]
        ),
        starts=read["starts"],
        ends=read["ends"],
        words=read["words"],
        spelling=read["spelling"],
        characters=re.compile(read["characters"]),
        following={kind: frozenset(after) for kind, after in read["following"].items()},
    )


def _actions(states: dict[int, dict[str, tuple[Any, Any]]]) -> tuple[dict[str, Shift | Reduce], ...]:
    known: list[dict[str, Shift | Reduce]] = [{} for _ in range(max(states) + 1)]
    for state, row in states.items():
        for symbol, (action, target) in row.items():
            if action.name == "Shift":
                known[state][symbol] = Shift(target)
            else:
                known[state][symbol] = Reduce(str(target.origin.name), len(target.expansion))
    return tuple(known)


def _following(actions: tuple[dict[str, Shift | Reduce], ...], kind: str) -> frozenset[str]:
    """The terminals that may come next where `kind` was taken."""
    taken = (row.get(kind) for row in actions)
    states = {action.state for action in taken if isinstance(action, Shift)}
    return frozenset(symbol for state in states for symbol in actions[state] if symbol.isupper())
