"""`otoku import` says how to mend a command that cannot bring anything."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli import main

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
}

giftcard "old-cards" {
  code pattern "OTOKU-****-****-****"
  valid 180 days
  redeem by anyone
}
"""
COMMAND = ("import", "gift-cards", "cards.csv", "--source", "voucherify", "--rule")


@pytest.mark.parametrize(
    ("rule", "content", "said"),
    [
        ("nope", "code,balance\nA1B2C3D4,100\n", "no giftcard rule `nope` is live"),
        ("old-cards", "a,b\n1,2\n", "--column code=HEADING"),
    ],
)
def test_a_command_that_brings_nothing_says_how_to_mend_it(
    rule: str, content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTOKU_DATABASE_URL", f"sqlite://{tmp_path}/shop.sqlite3")
    monkeypatch.chdir(tmp_path)
    Path("rules.otoku").write_text(RULES, encoding="utf-8")
    Path("cards.csv").write_text(content, encoding="utf-8")
    run = CliRunner()
    assert 0 == run.invoke(main, ["publish", "."]).exit_code
    result = run.invoke(main, [*COMMAND, rule])
    assert (1, True) == (result.exit_code, said in result.output), result.output
