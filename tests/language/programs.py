"""Rule files derived at random from the grammar itself, and random slips in good ones."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from lark.grammar import Terminal

from engine.dsl.grammar import build_lark

SAMPLES = Path(__file__).parent / "samples"
GOOD = ("six_rules", "showcase", "campaigns")

_DEEP = 14
_VALUES: Mapping[str, tuple[str, ...]] = {
    "STRING": ('"A"', '"春のセール"', '""', '"a \\" # {"', '"１０％　「OFF」"'),
    "INT": ("1", "10", "007"),
    "DECIMAL": ("1.5",),
    "MONEY": ("500 JPY", "5,000 JPY", "19.90 USD", "500円", "500JPY"),
    "PERCENT": ("10%", "12.5 %"),
    "DATE": ("2026-04-29",),
    "TIME": ("10:00", "9:30"),
    "FIELD": ("cart.total", "customer.orders"),
    "CURRENCY_CODE": ("JPY",),
    "_NL": ("\n", "\n", "\n", '  # 全角　comment { "\n', "\n\n\n", "\n   # own line\n"),
}


def sample(name: str) -> str:
    """One of the rule files beside this module."""
    return (SAMPLES / f"{name}.otoku").read_text(encoding="utf-8")


@cache
def _rules() -> Mapping[str, list[list[tuple[str, bool]]]]:
    rules: dict[str, list[list[tuple[str, bool]]]] = defaultdict(list)
    for rule in build_lark().rules:
        parts = [(str(one.name), isinstance(one, Terminal)) for one in rule.expansion]
        rules[str(rule.origin.name)].append(parts)
    return rules


@cache
def _words() -> Mapping[str, str]:
    return {one.name: one.pattern.value for one in build_lark().terminals if one.pattern.type == "str"}


@cache
def _heights() -> Mapping[str, int]:
    """How deep the lowest tree of each rule is."""
    known: dict[str, int] = {}
    for _ in range(60):
        for name, ways in _rules().items():
            heights = [_height(way, known) for way in ways]
            known[name] = min([known.get(name, 999), *heights])
    return known


def _height(way: list[tuple[str, bool]], known: Mapping[str, int]) -> int:
    return 1 + max((0 if plain else known.get(name, 999) for name, plain in way), default=0)


def derive(random: Random, rule: str = "start") -> str:
    """A text of the language, in odd but legal spacing."""
    out: list[str] = []
    _derive(random, rule, 0, out)
    return "".join(out)


def _derive(random: Random, rule: str, depth: int, out: list[str]) -> None:
    ways = _rules()[rule]
    if depth > _DEEP or (depth > 4 and random.random() < 0.3):
        lowest = min(_height(way, _heights()) for way in ways)
        ways = [way for way in ways if _height(way, _heights()) == lowest]
    for name, plain in random.choice(ways):
        if not plain:
            _derive(random, name, depth + 1, out)
            continue
        text = random.choice(_VALUES[name]) if name in _VALUES else _words()[name]
        if rule == "edition" and name == "INT":
            text = "1"
        out.append(random.choice((" ", " ", "   ", "\t")) + text if out and name != "_NL" else text)


@st.composite
def programs(draw: Callable[[st.SearchStrategy[Random]], Random]) -> str:
    """Whole rule files."""
    return derive(draw(st.randoms(use_true_random=False)))


def slip(random: Random, text: str) -> str:
    """`text` with one slip of a finger: a character too many, too few, swapped or wrong, or a line lost or doubled."""
    at = random.randrange(8, len(text) - 1)
    other = random.choice('abz09"{}(),.#\n ％　「=-:;')
    lines = text.split("\n")
    line = random.randrange(1, len(lines) - 1)
    match random.randrange(6):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + other + text[at:]
        case 2:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case 3:
            return text[:at] + other + text[at + 1 :]
        case 4:
            return "\n".join(lines[:line] + lines[line + 1 :])
        case _:
            return "\n".join([*lines[:line], lines[random.randrange(1, len(lines) - 1)], *lines[line:]])
