"""`otoku plan`, `apply`, `drift`, `diff`, `hash`: exit codes that a pipeline can build on."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from tests.edits.editing import EXAMPLES


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The first example, beside a database of its own."""
    monkeypatch.setenv("OTOKU_DATABASE_URL", f"sqlite://{tmp_path / 'otoku.sqlite3'}")
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(EXAMPLES / "01-thank-you-coupon", tmp_path / "shop"))


def otoku(*words: object) -> Result:
    """Run a verb."""
    return CliRunner().invoke(main, [str(word) for word in words])


def change(shop: Path, old: str, new: str) -> None:
    """Edit the rule file."""
    rules = shop / "rules.otoku"
    text = rules.read_text()
    assert old in text
    rules.write_text(text.replace(old, new))


def live(shop: Path) -> None:
    """Publish the example."""
    assert otoku("publish", shop).exit_code == 0


def test_a_plan_is_shown_and_applied(shop: Path) -> None:
    live(shop)
    same = otoku("plan", shop)
    assert (same.exit_code, same.output) == (0, "No changes in meaning.\n")
    change(shop, "discount 500 JPY", "discount 700 JPY")

    plan = otoku("plan", shop)
    assert plan.exit_code == 2
    assert "    discount: 500 JPY → 700 JPY\n" in plan.output
    *_, command = plan.output.splitlines()
    assert command.startswith(f"otoku apply {shop} --revision 1 --plan ")

    applied = otoku(*command.split()[1:], "--note", "more")
    assert applied.exit_code == 0, applied.output
    assert "revision 2 is live" in applied.output
    assert otoku("plan", shop).exit_code == 0


def test_a_plan_that_is_out_of_date_is_not_applied(shop: Path) -> None:
    live(shop)
    change(shop, "uses 1", "uses 2")
    planned = otoku("plan", shop).output.split()[-1]
    change(shop, "uses 2", "uses 3")
    changed = otoku("apply", shop, "--revision", 1, "--plan", planned)
    assert (changed.exit_code, "not what was planned" in changed.output) == (1, True)
    assert otoku("apply", shop, "--revision", 1).exit_code == 0
    stale = otoku("apply", shop, "--revision", 1)
    assert (stale.exit_code, "another revision is live" in stale.output) == (1, True)


def test_drift_is_found(shop: Path) -> None:
    live(shop)
    assert otoku("drift", shop).exit_code == 0
    change(shop, "uses 1", "uses 2")
    drift = otoku("drift", shop, "--lang", "ja")
    assert (drift.exit_code, "使用回数 (uses): 2 → 1" in drift.output) == (2, True)


def test_whatever_goes_wrong_is_exit_code_1(shop: Path, tmp_path: Path) -> None:
    assert otoku("plan", shop).exit_code == 1, "there is no such shop yet"
    live(shop)
    change(shop, "uses 1", "uses one")
    for verb in (
        ("plan", shop),
        ("drift", shop),
        ("hash", shop),
        ("diff", shop, shop),
        ("apply", shop, "--revision", 1),
    ):
        answer = otoku(*verb)
        assert answer.exit_code == 1, verb
        assert "error[E02" in answer.output, verb
    assert otoku("plan", tmp_path / "nowhere").exit_code == 1
    (tmp_path / "empty").mkdir()
    assert otoku("hash", tmp_path / "empty").exit_code == 1


def test_a_shop_without_a_live_revision_drifts_from_nothing(shop: Path) -> None:
    live(shop)
    other = otoku("drift", shop, "--shop", "other")
    assert (other.exit_code, "there is no shop `other`" in other.output) == (1, True)


def test_folders_and_files_are_compared_by_meaning(shop: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(shop, tmp_path / "other"))
    before = otoku("hash", shop).output
    change(other, "# to the end of day 14, shop time", "# until the end of day 14")
    same = otoku("diff", shop, other)
    assert (same.exit_code, "Only comments, layout or tests differ in: rules.otoku" in same.output) == (
        0,
        True,
    )
    assert otoku("hash", other).output == before
    change(other, "valid 14 days", "valid 15 days")
    differ = otoku("diff", shop / "rules.otoku", other / "rules.otoku")
    assert (differ.exit_code, "validity (valid): 14 days → 15 days" in differ.output) == (2, True)
    assert otoku("hash", other).output != before
    assert len(before.strip()) == 64


def test_plans_have_a_form_for_machines(shop: Path) -> None:
    live(shop)
    change(shop, "uses 1", "uses 2")
    for verb in (("plan", shop), ("drift", shop), ("diff", shop, shop)):
        told = json.loads(otoku(*verb, "--format", "json").stdout)
        assert told["version"] == 1
        assert set(told) == {"version", "base", "fingerprint", "changes", "effects", "textOnly", "says"}
    told = json.loads(otoku("plan", shop, "--format", "json").stdout)
    assert told["changes"]["blocks"][0]["lines"] == [{"label": "uses", "old": "1", "new": "2"}]
