"""Every page about a mistake of form shows the mistake and its remedy, and both do what the page says."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import engine.dsl
from engine.dsl.diagnostics import explanation
from engine.dsl.messages import CATALOGUE
from engine.dsl.parser import parse_file

PAGES = Path(engine.dsl.__file__).parent / "explain"
FENCE = re.compile(r"```otoku (wrong|right)([^\n]*)\n(.*?)```", re.DOTALL)
FORM = [
    *sorted(code for code in CATALOGUE if code[:3] in {"E00", "E01", "E02"} and code != "E0007"),
    "E0312",
    "E0701",
]
"""Codes of the front end; E0007 is about files, which this floor does not open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example of a page as the file it stands for."""

    wrong: bool
    data: bytes


def examples(page: str) -> list[Example]:
    """`times=N` repeats what precedes `…`, or all lines after the first; `escaped` and `bytes` resolve escapes."""
    found = []
    for kind, flags, body in FENCE.findall(page):
        text = body
        times = re.search(r"times=(\d+)", flags)
        if times:
            text = _repeated(text, int(times[1]))
        if "escaped" in flags:
            text = re.sub(r"\\(u[0-9a-f]{4}|x[0-9a-f]{2}|r)", lambda match: _character(match[1]), text)
        if "cut" in flags:
            text = text.rstrip("\n")
        data = text.encode()
        if "bytes" in flags:
            data = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes([int(match[1], 16)]), data)
        found.append(Example(wrong=kind == "wrong", data=data))
    return found


def _repeated(text: str, times: int) -> str:
    if "…" in text:
        return re.sub(r"(\S+ )… ", lambda match: match[1] * times, text)
    first, _, rest = text.partition("\n")
    return f"{first}\n{rest * times}"


def _character(escape: str) -> str:
    return "\r" if escape == "r" else chr(int(escape[1:], 16))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("code", FORM)
def test_the_wrong_example_gives_the_code_and_the_right_one_nothing(code: str, language: str) -> None:
    page = (PAGES / f"{code}.{language}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code}: {CATALOGUE[code].title.text(language)}\n")
    wrong, right = examples(page)
    assert (wrong.wrong, right.wrong) == (True, False)
    assert code in {one.code for one in parse_file("x", wrong.data).diagnostics}
    assert parse_file("x", right.data).diagnostics == ()


def test_pages_are_found_by_code_and_language() -> None:
    assert (explanation("E0101", "ja") or "").startswith("# E0101: 全角入力")
    assert explanation("E9999") is None
    assert explanation("../../grammar") is None
