"""What the papers show is true: rule examples compile, links lead somewhere, verbs and settings exist."""

import re
from pathlib import Path

import pytest

from engine.cli import VERBS
from engine.dsl.compile import compile_text

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("rules/examples/*/README.md")])
ids = [str(path.relative_to(ROOT)) for path in PAPERS]
FENCED = re.compile(r"```otoku\n(.*?)```", re.DOTALL)
SALE = 'sale "x" {{\n  discount 1 JPY\n{lines}}}\n'


def rules_in(path: Path) -> list[str]:
    return FENCED.findall(path.read_text(encoding="utf-8"))


def as_file(shown: str) -> str:
    """A fragment as a whole file: blocks get a header, lines a rule around them."""
    if shown.startswith("otoku "):
        return shown
    if re.match(r"\w+( \"[^\"]*\")? \{", shown):
        needed = (
            'coupon "thanks-coupon" {'
            if 'test "' in shown and 'coupon "thanks-coupon" {' not in shown
            else ""
        )
        stand_in = (
            f"{needed}\n  when order paid\n  code 8 digits\n  valid 14 days\n  uses 1\n  discount 1 JPY\n}}\n"
            if needed
            else ""
        )
        return f"otoku 1\n\n{stand_in}{shown}"
    if shown.lstrip().startswith("discount"):
        return f'otoku 1\n\nsale "x" {{\n{shown}}}\n'
    return "otoku 1\n\n" + SALE.format(lines=shown)


@pytest.mark.parametrize("path", [path for path in PAPERS if rules_in(path)], ids=lambda path: path.name)
def test_rules_shown_in_a_paper_compile(path: Path) -> None:
    for shown in rules_in(path):
        errors = [one for one in compile_text(as_file(shown)).diagnostics if one.severity == "error"]
        assert errors == [], shown


@pytest.mark.parametrize("path", PAPERS, ids=ids)
def test_links_of_a_paper_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAPERS, ids=ids)
def test_verbs_named_in_a_paper_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:bin/|`|^    )otoku ([a-z][a-z-]+)", text, re.MULTILINE))
    assert named <= set(VERBS)


def test_every_setting_is_in_the_operations_paper() -> None:
    code = (ROOT / "engine" / "settings.py").read_text(encoding="utf-8")
    named = {f"OTOKU_{name}" for name in re.findall(r'given\("([A-Z_]+)"', code)}
    paper = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert named == {name for name in named if name in paper}
