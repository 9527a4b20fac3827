"""Every code of the checker has a page in two languages whose examples do what the page says."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.dsl.messages import CATALOGUE
from tests.checker.shop import codes, compiled, errors

EXPLAIN = Path(__file__).resolve().parents[2] / "engine" / "dsl" / "explain"
FENCE = re.compile(r"^```(?:otoku|liquid) (wrong|right)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN_NOT_READ = {"E0901", "W1302", "W1402"}  # found by running a test or by a plan, not by reading
MINE = sorted(code for code in CATALOGUE if code[1:] >= "0300")


def examples(code: str, language: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    page = (EXPLAIN / f"{code}.{language}.md").read_text(encoding="utf-8")
    for mark, path, text in FENCE.findall(page):
        found[mark][path or "rules.otoku"] = text
    return found


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("code", MINE)
def test_the_wrong_example_of_a_page_is_found_and_the_right_one_is_not(code: str, language: str) -> None:
    shown = examples(code, language)
    wrong = compiled(shown["wrong"])
    right = compiled(shown["right"])
    if code not in RUN_NOT_READ:
        assert code in codes(wrong)
    assert code not in codes(right)
    assert [] == errors(right)


@pytest.mark.parametrize("code", MINE)
def test_a_page_names_one_mistake_only(code: str) -> None:
    found = set(errors(compiled(examples(code, "en")["wrong"])))
    assert found <= {code}


@pytest.mark.parametrize("code", MINE)
def test_a_page_begins_with_its_code_and_the_title_of_the_catalogue(code: str) -> None:
    for language in ("en", "ja"):
        first = (EXPLAIN / f"{code}.{language}.md").read_text(encoding="utf-8").splitlines()[0]
        assert f"# {code}: {CATALOGUE[code].title.text(language)}" == first
