"""The generated pages are what the language says today, and the guides speak of all of it in both languages."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli import main
from engine.dsl.messages import CATALOGUE
from engine.dsl.reference import codes_by_label, manual
from engine.vocabulary.registry import FIELDS, KINDS, LINES

DOCS = Path(__file__).parents[2] / "docs"
REWARDS = ("discount", "tier", "buy", "bundle", "gift", "pick", "floor", "lane", "stacking")


def test_the_generated_pages_are_up_to_date() -> None:
    stale = [name for name, text in manual().items() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert [] == stale, "run: otoku docs"


@pytest.mark.parametrize("mark", ["", ".ja"])
def test_the_reference_has_every_line_fact_and_finding(mark: str) -> None:
    reference = (DOCS / f"reference{mark}.md").read_text(encoding="utf-8")
    assert [] == [word.label for word in LINES if f"</a>`{word.label}`" not in reference]
    assert [] == [fact.path for fact in FIELDS if f"| `{fact.path}` |" not in reference]
    diagnostics = (DOCS / f"diagnostics{mark}.md").read_text(encoding="utf-8")
    assert [] == [code for code in CATALOGUE if f'<a id="{code.lower()}"></a>{code}: ' not in diagnostics]


@pytest.mark.parametrize("name", sorted(manual()))
def test_links_inside_the_generated_pages_have_a_target(name: str) -> None:
    pages = manual()
    for page, anchor in re.findall(r"\]\(([\w.]*)#([\w-]+)\)", pages[name]):
        assert f'<a id="{anchor}"></a>' in pages[page or name]


def test_a_line_names_the_findings_that_it_can_cause() -> None:
    found = codes_by_label()
    assert "W1105" in found["discount"]
    assert "E0310" in found["after"]
    assert not {code for codes in found.values() for code in codes} - set(CATALOGUE)


@pytest.mark.parametrize("mark", ["", ".ja"])
def test_the_guide_speaks_of_every_kind_and_reward(mark: str) -> None:
    guide = (DOCS / f"language{mark}.md").read_text(encoding="utf-8")
    assert [] == [
        word for word in (*REWARDS, *(kind.kind.value for kind in KINDS)) if f"`{word}" not in guide
    ]


def test_the_verb_writes_and_checks(tmp_path: Path) -> None:
    stale = CliRunner().invoke(main, ["docs", str(tmp_path), "--check"])
    assert (1, []) == (stale.exit_code, list(tmp_path.iterdir()))
    assert 0 == CliRunner().invoke(main, ["docs", str(tmp_path)]).exit_code
    assert set(manual()) == {path.name for path in tmp_path.iterdir()}
    assert (0, "") == (
        (again := CliRunner().invoke(main, ["docs", str(tmp_path), "--check"])).exit_code,
        again.output,
    )
