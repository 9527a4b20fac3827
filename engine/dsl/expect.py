"""What could stand at a place of a line, and a good line that begins like it: both asked of the grammar's tables."""

from collections import deque
from collections.abc import Mapping
from functools import lru_cache

from engine.dsl.grammar import END, MISTAKES, Shift, grammar

_SAMPLES: Mapping[str, str] = {
    "STRING": '"…"',
    "INT": "10",
    "DECIMAL": "1.5",
    "MONEY": "500 JPY",
    "PERCENT": "10%",
    "DATE": "2026-04-29",
    "TIME": "10:00",
    "FIELD": "cart.total",
    "CURRENCY_CODE": "JPY",
}

_TERMS: Mapping[str, str] = {
    "STRING": "<text>",
    "INT": "<number>",
    "DECIMAL": "<decimal>",
    "MONEY": "<amount>",
    "PERCENT": "<percent>",
    "DATE": "<date>",
    "TIME": "<time>",
    "FIELD": "<field>",
    "CURRENCY_CODE": "<currency>",
    "_NL": "<end>",
}

_SINGULAR = frozenset({"MINUTE", "HOUR", "DAY", "MONTH"})
_MOST_STEPS = 3000
_LONGEST_ENDING = 8

MOST_ALTERNATIVES = 6
"""More alternatives than this help nobody."""


@lru_cache(maxsize=4096)
def expected(states: tuple[int, ...]) -> tuple[str, ...]:
    """The terminals that may come next, in the order of the alphabet."""
    row = grammar().actions[states[-1]]
    possible = [
        kind for kind in row if kind not in MISTAKES and (kind == "_NL" or kind.isupper()) and kind != END
    ]
    return tuple(sorted(kind for kind in possible if after(states, kind)))


def after(states: tuple[int, ...], kind: str) -> tuple[int, ...] | None:
    """The states when `kind` comes next, or None when it cannot."""
    actions = grammar().actions
    stack = list(states)
    while True:
        action = actions[stack[-1]].get(kind)
        if action is None:
            return None
        if isinstance(action, Shift):
            return (*stack, action.state)
        if action.size:
            del stack[-action.size :]
        goto = actions[stack[-1]].get(action.rule)
        if not isinstance(goto, Shift):
            return None
        stack.append(goto.state)


def start(entry: str) -> tuple[int, ...]:
    """The states before the first token of a line."""
    return (grammar().starts[entry],)


def spelled(kind: str) -> str:
    """A terminal as a merchant would write it; values by an example."""
    return _SAMPLES.get(kind) or grammar().spelling.get(kind, "")


def alternatives(states: tuple[int, ...]) -> tuple[str, ...]:
    """What may come next as arguments of messages: words as written, values as terms; singular units are left out."""
    kinds = [
        kind for kind in expected(states) if not (kind in _SINGULAR and f"{kind}S" in grammar().spelling)
    ]
    words = [spelled(kind) for kind in kinds if kind not in _TERMS]
    return (*words, *(_TERMS[kind] for kind in kinds if kind in _TERMS and kind != "_NL"))


@lru_cache(maxsize=1024)
def ending(states: tuple[int, ...]) -> tuple[str, ...]:
    """The shortest rest of the line, as terminals without the line end; empty when none is found soon."""
    waiting: deque[tuple[tuple[int, ...], tuple[str, ...]]] = deque([(states, ())])
    seen = {states}
    for _ in range(_MOST_STEPS):
        if not waiting:
            break
        here, path = waiting.popleft()
        if path and after(here, "_NL"):
            return path
        if len(path) >= _LONGEST_ENDING:
            continue
        for kind in expected(here):
            following = after(here, kind) if kind != "_NL" else None
            if following and following not in seen:
                seen.add(following)
                waiting.append((following, (*path, kind)))
    return ()
