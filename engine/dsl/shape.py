"""What a line looks like to the grammar: an LALR(1) run over the kinds of its tokens, remembered by shape.

Lines of rule files repeat their shapes (`uses INT`) far more than their texts, so the grammar is asked once per
shape. The tree of a shape holds the positions of tokens instead of the tokens.
"""

from dataclasses import dataclass
from functools import lru_cache

from engine.dsl.grammar import END, Grammar, Reduce, Shift, grammar

_LONGEST_REMEMBERED = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A rule of the grammar over `parts`: tokens by their position in the line, and other rules."""

    rule: str
    parts: tuple["Node | int", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """The token at `index` cannot stand where it stands; `states` is what the parser knew before it."""

    index: int
    states: tuple[int, ...]


def shape(entry: str, kinds: tuple[str, ...]) -> Node | Stuck:
    """The tree of a line of these kinds of tokens, or where it stops being a line of `entry`."""
    if len(kinds) > _LONGEST_REMEMBERED:
        return _run(entry, kinds)
    return _remembered(entry, kinds)


@lru_cache(maxsize=8192)
def _remembered(entry: str, kinds: tuple[str, ...]) -> Node | Stuck:
    return _run(entry, kinds)


def _run(entry: str, kinds: tuple[str, ...]) -> Node | Stuck:
    table = grammar()
    states = [table.starts[entry]]
    parts: list[list[Node | int]] = []
    for index, kind in enumerate((*kinds, END)):
        before = tuple(states)
        while states[-1] != table.ends[entry]:
            action = table.actions[states[-1]].get(kind)
            if action is None:
                return Stuck(index=index, states=before)
            if isinstance(action, Shift):
                states.append(action.state)
                parts.append([index])
                break
            _reduce(table, states, parts, action)
    (tree,) = parts[0]
    assert isinstance(tree, Node)  # noqa: S101 - entries are rules with a name
    return tree


def _reduce(table: Grammar, states: list[int], parts: list[list[Node | int]], action: Reduce) -> None:
    """Replace the last `size` parts by one."""
    if action.size:
        children = parts[-action.size]
        for more in parts[len(parts) - action.size + 1 :]:
            children.extend(more)  # in place, so that a long list costs its length and not its square
        del parts[-action.size :], states[-action.size :]
    else:
        children = []
    parts.append(children if action.rule.startswith("_") else [Node(rule=action.rule, parts=tuple(children))])
    goto = table.actions[states[-1]][action.rule]
    assert isinstance(goto, Shift)  # noqa: S101 - LALR tables go on after every rule
    states.append(goto.state)
