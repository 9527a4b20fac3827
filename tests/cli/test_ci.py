"""Rules in a merchant's own repository: hooks, the workflow that is copied, and what review tools are told."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
WORKFLOW = yaml.safe_load((ROOT / "docs" / "ci" / "otoku.yml").read_text())
GOOD = """otoku 1

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

test "one yen less is too little" {
  at 2026-05-01 10:00
  do order paid with product "TEA-1" total 4,999 JPY
  expect no sale "spring" applied
}
"""
COMMAND = re.compile(
    r"::(error|warning) file=(?P<file>[^,:]+),line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[^:,]+::[^\n]+"
)

pytestmark = pytest.mark.slow


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A merchant's repository with rules in a folder whose name needs quoting in addresses."""
    folder = tmp_path / "春の ルール"
    folder.mkdir()
    (folder / "rules.otoku").write_text(GOOD)
    (folder / "catalog.csv").write_text("sku,name,price\nTEA-1,Tea,1000\n")
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def run(command: str, repository: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
        "RULES": "春の ルール",
    }
    return subprocess.run(
        ["bash", "-ec", command],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("hook", "right", "wrong"),
    [
        ("otoku-check", "discount 10%", "discount 110%"),
        ("otoku-fmt", "discount 10%", "discount   10%"),
        ("otoku-test", "at least 5,000", "at least 5,001"),
    ],
)
def test_each_hook_lets_good_rules_pass_and_stops_bad_ones(
    hook: str, right: str, wrong: str, repository: Path
) -> None:
    entry = f'{HOOKS[hook]["entry"]} "$RULES"'
    good = run(entry, repository)
    assert (0, "") == (good.returncode, good.stderr)
    rules = repository / "春の ルール" / "rules.otoku"
    rules.write_text(rules.read_text().replace(right, wrong))
    bad = run(entry, repository)
    # Like other formatters, `fmt` mends: pre-commit stops when a hook changes a file.
    assert bad.returncode == 1 or rules.read_text() == GOOD
    assert re.search(HOOKS[hook]["files"], "rules/rules.otoku")


def steps() -> Iterator[str]:
    for step in WORKFLOW["jobs"]["check"]["steps"]:
        if "otoku " in step.get("run", ""):
            yield step["run"]


def test_every_step_of_the_workflow_passes_on_good_rules(repository: Path) -> None:
    done = [(step, run(step, repository)) for step in steps() if "pip" not in step]
    assert 4 == len(done)
    assert [] == [(step, one.stdout, one.stderr) for step, one in done if one.returncode]
    assert [] == json.loads((repository / "otoku.sarif").read_text())["runs"][0]["results"]


def test_the_workflow_fails_on_a_mistake_and_still_uploads_it(repository: Path) -> None:
    rules = repository / "春の ルール" / "rules.otoku"
    rules.write_text(GOOD.replace("10%", "110%"))
    codes = {step.split()[1] + (" sarif" if "sarif" in step else ""): run(step, repository) for step in steps()
             if "pip" not in step}  # fmt: skip
    assert (1, 0, 1, 0) == tuple(codes[one].returncode for one in ("check", "fmt", "test", "check sarif"))
    assert COMMAND.fullmatch(codes["check"].stdout.strip())
    assert [] == faults(json.loads((repository / "otoku.sarif").read_text()))


def faults(log: Mapping[str, Any]) -> list[str]:
    """What code scanning would refuse of a log: SARIF 2.1.0, §3.13 to §3.30, as far as Otoku uses it."""
    found = [] if log["version"] == "2.1.0" and "sarif-2.1.0" in log["$schema"] else ["version"]
    for run_ in log["runs"]:
        rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
        found += [] if len(rules) == len(set(rules)) and run_["tool"]["driver"]["name"] else ["driver"]
        for result in run_["results"]:
            found += [] if result["ruleId"] in rules else ["ruleId"]
            found += [] if result["level"] in {"none", "note", "warning", "error"} else ["level"]
            found += [] if result["message"]["text"] else ["message"]
            places = [one["physicalLocation"] for one in result["locations"] + result["relatedLocations"]]
            found += [fault for place in places for fault in place_faults(place)]
            found += [] if len({one["id"] for one in result["relatedLocations"]}) == len(
                result["relatedLocations"]
            ) else ["id"]  # fmt: skip
    return found


def place_faults(place: Mapping[str, Any]) -> list[str]:
    uri, region = place["artifactLocation"]["uri"], place["region"]
    found = [] if re.fullmatch(r"[\w.~%/:-]+", uri, re.ASCII) else [f"uri {uri}"]
    begin, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    return found + ([] if (1, 1) <= begin <= end else [f"region {region}"])


@pytest.mark.parametrize("name", ["broken", "showcase"])
def test_many_mistakes_are_told_as_review_tools_want_them(name: str, repository: Path) -> None:
    sample = ROOT / "tests" / "language" / "samples" / f"{name}.otoku"
    (repository / "春の ルール" / "rules.otoku").write_bytes(sample.read_bytes())
    log = json.loads(run('otoku check "$RULES" --format sarif', repository).stdout)
    assert [] == faults(log)
    assert log["runs"][0]["results"]
    told = run('otoku check "$RULES" --format github', repository).stdout.splitlines()
    assert [] == [line for line in told if not COMMAND.fullmatch(line)]


def test_the_catalogue_of_a_shop_is_the_one_that_rules_are_checked_against(repository: Path) -> None:
    rows = (
        "sku,name,price,kind,sold,tax_rate,plans,category,tags,requires_shipping,cost,coupon_entry,coupon_discount,"
        "sandbox,event_at,description\n"
        'TEA-1,"煎茶, 100g",1980,shipped,both,8%,monthly: 1 month 10% first 50%; weekly: 7 days,煎茶,"new, sale",yes,'
        '1200,hidden,no,yes,,"two\nlines"\n'
        "SEM-1,Seminar,0,seminar,once,10%,,,,no,,,,,2026-05-20T19:00+09:00,\n"
    )
    (repository / "in.csv").write_text(rows)
    (repository / "rules").mkdir()
    (repository / "rules" / "rules.otoku").write_text(GOOD.partition("test ")[0])
    shop = f"export OTOKU_DATABASE_URL=sqlite://{repository}/shop.sqlite3; otoku"
    assert 0 == run(f"{shop} publish rules --name tea && {shop} catalog in.csv", repository).returncode
    screen = ""
    for name in ("a.csv", "a.jsonl"):
        written = run(f"{shop} catalog --export {name}", repository)
        assert (0, "2 products written" in written.stderr) == (written.returncode, True)
        again = run(f"{shop} catalog {name} && {shop} catalog --export again.csv", repository)
        assert 0 == again.returncode, again.stderr
        screen = run(f"{shop} catalog --export -", repository).stdout
        assert (repository / "again.csv").read_text() == screen
    assert screen == (repository / "a.csv").read_text()
    assert 'TEA-1,"煎茶, 100g",1980,shipped,both,8%,monthly: 1 month 10% first 50%; weekly: 7 days' in screen
    checked = run("otoku check rules --catalog a.jsonl", repository)
    assert 0 == checked.returncode, checked.stdout
