"""The guide to moving is a console: its files and commands, as they are printed, bring what it says they bring."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli import main

DOCS = Path(__file__).resolve().parents[2] / "docs"
RULE = re.compile(r"```otoku\n(.*?)```", re.DOTALL)
FILE = re.compile(r"```csv\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SHOP = 'otoku 1\n\nshop {\n  currency JPY\n  timezone "Asia/Tokyo"\n}\n\n'
CATALOGUE = "sku,name,price,kind\nSAMPLE-1,お試し,1000,shipped\n"


def commands(text: str) -> list[tuple[list[str], str]]:
    """Each command of the guide with what it prints."""
    parts = "".join(CONSOLE.findall(text)).split("$ otoku ")[1:]
    return [(shlex.split(part.partition("\n")[0]), part.partition("\n")[2]) for part in parts]


@pytest.mark.slow
@pytest.mark.parametrize("guide", ["moving.md", "moving.ja.md"])
def test_the_commands_of_the_guide_print_what_it_says(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTOKU_DATABASE_URL", f"sqlite://{tmp_path}/shop.sqlite3")
    monkeypatch.chdir(tmp_path)
    text = (DOCS / guide).read_text(encoding="utf-8")
    [rules] = RULE.findall(text)
    cards, coupons = FILE.findall(text)
    for name, content in (
        ("rules.otoku", SHOP + rules),
        ("catalog.csv", CATALOGUE),
        ("cards.csv", cards),
        ("coupons.csv", coupons),
    ):
        Path(name).write_text(content, encoding="utf-8")
    run = CliRunner()
    published = run.invoke(main, ["publish", "."])
    assert 0 == published.exit_code, published.output
    for words, said in commands(text):
        result = run.invoke(main, words)
        assert (0, said) == (result.exit_code, result.output.replace("\r\n", "\n"))
