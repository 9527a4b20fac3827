"""`otoku refund-bulk` on a file: looked through, carried out, repeated."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from tests.service.test_bulk_refund import MAIL, RULES

CATALOGUE = "sku,name,price,kind\nTEA,煎茶,1000,shipped\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OTOKU_DATABASE_URL", f"sqlite://{tmp_path}/shop.sqlite3")
    folder = tmp_path / "rules"
    (folder / "templates").mkdir(parents=True)
    (folder / "rules.otoku").write_text(RULES, encoding="utf-8")
    (folder / "templates" / "card.ja.liquid").write_text(MAIL, encoding="utf-8")
    (folder / "catalog.csv").write_text(CATALOGUE, encoding="utf-8")
    published = otoku("publish", folder)
    assert 0 == published.exit_code, published.output
    return tmp_path


def otoku(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.mark.slow
@pytest.mark.requirement("S5.1", "D5.d")
def test_a_file_is_tried_refunded_and_not_refunded_again(shop: Path) -> None:
    file = shop / "refunds.csv"
    file.write_text('who,booking,amount\nc1,B1,"1,000"\nc2,B2,500\nc3,B3,none\n', encoding="utf-8")
    command = ("refund-bulk", file, "--campaign", "refunds", "--no-messages")
    columns = ("--column", "customer=who", "--column", "booking=booking", "--column", "amount=amount")

    unknown = otoku(*command)
    assert (1, True) == (unknown.exit_code, "customer" in unknown.output)
    tried = otoku(*command, *columns, "--dry-run")
    assert (0, True) == (tried.exit_code, "2 rows can be carried out: 1,500 JPY" in tried.output), (
        tried.output
    )
    assert "not_a_number" in tried.output
    ran = otoku(*command, *columns)
    assert "2 rows carried out: 1,500 JPY" in ran.output
    again = otoku(*command, *columns)
    assert "0 rows carried out: 0 JPY\n2 rows were carried out before" in again.output

    assert 1 == otoku("refund-bulk", file, "--campaign", "nobody").exit_code
    assert 1 == otoku(*command, "--column", "colour=x").exit_code


@pytest.mark.slow
def test_rows_alike_are_refunded_only_when_somebody_said_what_they_mean(shop: Path) -> None:
    file = shop / "refunds.csv"
    file.write_text("customer,booking,amount\nc1,B1,1000\nc1,B1,1000\n", encoding="utf-8")
    command = ("refund-bulk", file, "--campaign", "refunds", "--no-messages")
    asked = otoku(*command)
    assert 1 == asked.exit_code
    assert "3,2,B1,1000" in asked.output
    assert "--twins once" in asked.output
    assert "2 rows carried out: 2,000 JPY" in otoku(*command, "--twins", "each").output
    assert "2 rows were carried out before" in otoku(*command, "--twins", "each").output
