"""`otoku test` and what playing the tests adds to `otoku check`."""

import json
from pathlib import Path

import pytest

from tests.cli.test_verbs import otoku

RULES = """otoku 1

shop {
  currency JPY
  rounding down
}

sale "spring" {
  title "Spring"
  if cart.total at least 5,000 JPY
  discount 10%
  limit 1 per order
}

test "from 5,000 JPY on" {
  at 2026-05-01 10:00
  do order paid with product "TEA-1" total 5,000 JPY
  expect sale "spring" applied
}
"""
MISSED = """
test "one yen less is too little" {
  at 2026-05-01 10:00
  do order paid with product "TEA-1" total 4,999 JPY
  expect no sale "spring" applied
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.otoku").write_text(RULES)
    (tmp_path / "catalog.csv").write_text("sku,name,price\nTEA-1,Tea,1000\n")
    return tmp_path


def test_coverage_names_the_line_that_no_test_misses(folder: Path) -> None:
    shown = otoku("test", folder, "--cover")
    assert 0 == shown.exit_code
    assert "rules.otoku:10: if cart.total at least 5,000 JPY: no test misses it" in shown.output
    assert "coverage 66 %" in shown.output
    assert "カバレッジ 66 %" in otoku("test", folder, "--cover", "--lang", "ja").output


@pytest.mark.parametrize(("least", "code"), [("66", 0), ("67", 1)])
def test_too_little_coverage_fails(folder: Path, least: str, code: int) -> None:
    assert code == otoku("test", folder, "--min", least).exit_code


def test_coverage_is_whole_when_a_test_misses_the_condition(folder: Path) -> None:
    (folder / "rules.otoku").write_text(RULES + MISSED)
    shown = otoku("test", folder, "--min", "100")
    assert (0, True) == (shown.exit_code, "coverage 100 %" in shown.output)


def test_programs_read_tests_and_coverage_as_json(folder: Path) -> None:
    told = json.loads(otoku("test", folder, "--cover", "--format", "json").output)
    assert (1, 66, True) == (told["version"], told["coverage"]["percent"], told["tests"][0]["passed"])
    (rule,) = told["coverage"]["rules"]
    assert {"label": "if", "line": 10, "text": "if cart.total at least 5,000 JPY", "true": True, "false": False} in (
        rule["points"]
    )  # fmt: skip
    assert "coverage" not in json.loads(otoku("test", folder, "--format", "json").output)


def test_a_failed_test_says_what_it_expected_and_what_there_was(folder: Path) -> None:
    (folder / "rules.otoku").write_text(RULES.replace("at least 5,000", "at least 6,000"))
    shown = otoku("test", folder)
    assert 1 == shown.exit_code
    assert "line 18: expected sale spring applied" in shown.output
    told = json.loads(otoku("test", folder, "--format", "json").output)
    assert 18 == told["tests"][0]["failures"][0]["line"]


def test_check_warns_of_a_condition_that_no_test_has_fail(folder: Path) -> None:
    shown = otoku("check", folder, "--cover", "--format", "json")
    (found,) = json.loads(shown.output)["diagnostics"]
    assert ("W1402", 10) == (found["code"], found["span"]["line"])
    assert [] == json.loads(otoku("check", folder, "--format", "json").output)["diagnostics"]
    (folder / "rules.otoku").write_text(RULES + MISSED)
    assert [] == json.loads(otoku("check", folder, "--cover", "--format", "json").output)["diagnostics"]


def test_a_comment_allows_a_condition_without_such_a_test(folder: Path) -> None:
    allowed = RULES.replace(
        "5,000 JPY\n  discount", "5,000 JPY  # otoku: allow W1402 because it is trivial\n  discount"
    )
    (folder / "rules.otoku").write_text(allowed)
    for verb in (("check",), ("check", "--cover")):
        assert [] == json.loads(otoku(*verb, folder, "--format", "json").output)["diagnostics"]


def test_without_tests_there_is_nothing_to_add(folder: Path) -> None:
    (folder / "rules.otoku").write_text(RULES.partition("test ")[0])
    shown = otoku("check", folder, "--cover", "--format", "json")
    assert ["W1401"] == [one["code"] for one in json.loads(shown.output)["diagnostics"]]


def test_boundary_tests_are_printed_written_once_and_pass(folder: Path) -> None:
    printed = otoku("test", folder, "--boundaries", "--at", "2026-05-20 10:00").output
    assert 'test "spring: cart.total is 4,999 JPY" {' in printed
    assert not (folder / "boundaries.test.otoku").exists()
    assert 0 == otoku("test", folder, "--boundaries", "--write").exit_code
    text = (folder / "boundaries.test.otoku").read_text()
    assert (text.startswith("otoku 1\n"), text.count("test ")) == (True, 3)
    assert 0 == otoku("test", folder, "--min", "100").exit_code
    assert 0 == otoku("fmt", folder, "--check").exit_code
    again = otoku("test", folder, "--boundaries", "--write", "--lang", "ja")
    assert "残っていません" in again.output
    assert text == (folder / "boundaries.test.otoku").read_text()


def test_new_boundaries_are_added_to_those_written_before(folder: Path) -> None:
    otoku("test", folder, "--boundaries", "--write")
    more = 'sale "more" {\n  title "More"\n  if cart.quantity over 3\n  discount 5%\n  limit 1 per order\n}\n'
    (folder / "rules.otoku").write_text(f"{RULES}\n{more}")
    otoku("test", folder, "--boundaries", "--write")
    text = (folder / "boundaries.test.otoku").read_text()
    assert (1, 6) == (text.count("otoku 1\n"), text.count("test "))
    shown = json.loads(otoku("test", folder, "--boundaries", "--format", "json").stdout)
    assert ([], []) == (shown["boundaries"], shown["unwritten"])


def test_boundaries_are_asked_of_one_folder(folder: Path) -> None:
    shown = otoku("test", folder, folder / "rules.otoku", "--boundaries")
    assert 2 == shown.exit_code
