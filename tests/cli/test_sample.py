"""`otoku sample` on a shop of its own."""

from pathlib import Path

from tests.cli.test_verbs import process

RULES = Path(__file__).resolve().parents[2] / "rules" / "examples" / "01-thank-you-coupon"


def test_a_sample_week_is_made_once_and_removed(tmp_path: Path) -> None:
    nothing = process(tmp_path, "sample", "create")
    assert (nothing.returncode, "there is no shop" in nothing.stderr) == (1, True)
    published = process(tmp_path, "publish", str(RULES))
    assert published.returncode == 0, published.stderr
    made = process(tmp_path, "sample", "create")
    assert (made.returncode, "orders made up" in made.stdout) == (0, True), made.stderr
    again = process(tmp_path, "sample", "create")
    assert (again.returncode, "`otoku sample remove`" in again.stderr) == (1, True)
    assert process(tmp_path, "sample", "remove").stdout == "the sample week is gone\n"
    assert process(tmp_path, "sample", "remove").stdout == "there is no sample week\n"
