"""`otoku analyze` shows orders, and `otoku try` confirms them, without a server or a database."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from engine.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "rules" / "examples").iterdir())
CATALOG = "sku,name,price,category,cost\nTEA-1,新茶,2000,tea,1501\nCUP-1,湯呑,1000,cup,\n"
RULES = """otoku 1

sale "all" {
  discount 10%
  priority 1
}

sale "tea" {
  if cart.total at least 5,000 JPY
  if customer.orders at least 3
  for category "tea"
  discount 9%
}

coupon "thanks" {
  when order paid with product "TEA-1"
  if customer.tags has "gold"
  code 8 digits
  valid 14 days
  uses 1
  discount 500 JPY
  for product "TEA-1" as issued
  bound to email
}
"""


def otoku(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.otoku").write_text(RULES, encoding="utf-8")
    (tmp_path / "catalog.csv").write_text(CATALOG, encoding="utf-8")
    return tmp_path


def findings(folder: Path, *args: str) -> list[dict[str, Any]]:
    answer = json.loads(otoku("analyze", folder, "--format", "json", *args).output)
    assert 1 == answer["version"]
    found: list[dict[str, Any]] = answer["findings"]
    return found


def tried(folder: Path, event: object) -> dict[str, Any]:
    result = otoku("try", folder, "--event", "-", "--format", "json", stdin=json.dumps(event))
    assert 0 == result.exit_code, result.output
    answer: dict[str, Any] = json.loads(result.output)
    return answer


def test_try_confirms_the_orders_that_analyze_shows(folder: Path) -> None:
    found = {one["kind"]: one for one in findings(folder)}
    beaten = tried(folder, found["never_wins"]["event"])
    assert ["all"] == [one["rule"] for one in beaten["discounts"]]
    assert ("tea", "lost") in {(step["rule"], step["verdict"]) for step in beaten["trace"]}
    loop = tried(folder, found["feeds_itself"]["event"])
    assert "thanks" in {one["rule"] for one in loop["discounts"]}
    assert "IssueCoupon" in loop["effects"]
    cheap = found["below_cost"]
    assert tried(folder, cheap["event"])["total"] == int(cheap["args"]["left"]) < int(cheap["args"]["cost"])
    worst = found["worst_cart"]
    discounts = tried(folder, worst["event"])["discounts"]
    assert int(worst["args"]["amount"]) == sum(one["amount"] for one in discounts)


def test_problems_make_the_exit_code_1_and_risks_do_not(folder: Path) -> None:
    assert 1 == otoku("analyze", folder).exit_code
    text = RULES.replace("discount 9%", "discount 11%")
    (folder / "rules.otoku").write_text(text, encoding="utf-8")
    better = otoku("analyze", folder)
    assert 0 == better.exit_code, better.output
    assert "risk:" in better.output


def test_rules_with_errors_are_told_what_is_wrong(folder: Path) -> None:
    (folder / "rules.otoku").write_text(RULES.replace("discount 9%", "discuont 9%"), encoding="utf-8")
    result = otoku("analyze", folder)
    assert 1 == result.exit_code
    assert "E0201" in result.output


def test_findings_and_trials_speak_japanese(folder: Path) -> None:
    said = otoku("analyze", folder, "--lang", "ja").output
    assert "問題: 「tea」は適用されません。" in said
    event = json.dumps({"lines": [{"sku": "CUP-1", "quantity": 1}]})
    assert "支払額 900 JPY" in otoku("try", folder, "--event", "-", "--lang", "ja", stdin=event).output


def test_a_trial_can_be_at_another_moment(folder: Path) -> None:
    event = json.dumps({"lines": [{"sku": "CUP-1", "quantity": 1}]})
    text = otoku("try", folder, "--event", "-", "--at", "2030-01-02 03:04", stdin=event).output
    assert "2030-01-02 03:04" in text


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("{", "not json"),
        ('{"lines": [{"sku": "CUP-1", "quantity": "one"}]}', "lines.quantity"),
        ('{"lines": [], "customer": {"spent": -1}}', "customer.spent"),
    ],
)
def test_an_event_that_cannot_be_read_is_a_wrong_call(folder: Path, event: str, said: str) -> None:
    result = otoku("try", folder, "--event", "-", stdin=event)
    assert 2 == result.exit_code
    assert said in result.output


@pytest.mark.parametrize("lines", ["[]", '[{"sku": "NONE", "quantity": 1}]'])
def test_an_order_that_is_not_taken_says_why(folder: Path, lines: str) -> None:
    result = otoku("try", folder, "--event", "-", stdin=f'{{"lines": {lines}}}')
    assert 1 == result.exit_code
    assert "not taken" in result.output


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: str(path.name))
def test_the_examples_have_no_problem(example: Path) -> None:
    result = otoku("analyze", example, "--at", "2026-05-20 10:00")
    assert 0 == result.exit_code, result.output


@pytest.mark.slow
def test_the_verb_runs_as_a_process_of_its_own(folder: Path) -> None:
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-m", "engine", "analyze", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 1 == result.returncode, result.stderr
    assert time.monotonic() - began < 30
