"""What a merchant stumbles over on the first day: each mistake is told in words, with nothing half-done."""

import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.cli.test_verbs import EXAMPLE, otoku, process


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "shop"))


def spoil(shop: Path, old: str, new: str) -> None:
    rules = shop / "rules.otoku"
    rules.write_text(rules.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "github", "sarif", "json"])
def test_places_are_named_from_where_the_merchant_stands(
    shop: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(shop, "uses 1", "usse 1")
    monkeypatch.chdir(shop.parent)
    assert "shop/rules.otoku" in otoku("check", "shop", "--format", form).output
    monkeypatch.chdir(shop)
    assert "shop/rules.otoku" not in otoku("check", "--format", form).output


def test_one_file_of_a_folder_is_checked_against_a_catalogue_without_missing_its_templates(
    shop: Path,
) -> None:
    result = otoku("check", shop / "rules.otoku", "--catalog", shop / "catalog.csv")
    assert (result.exit_code, "E0404" in result.output) == (0, False)


def test_played_tests_show_the_time_of_the_shop(shop: Path) -> None:
    assert "2026-05-20 10:00  a@example.com paid" in otoku("test", "-v", shop).output


def test_a_catalogue_in_shift_jis_is_told_how_to_be_saved(shop: Path) -> None:
    table = shop / "catalog.csv"
    table.write_bytes(table.read_text(encoding="utf-8").encode("cp932"))
    result = otoku("check", shop)
    assert result.exit_code == 2
    assert "CSV UTF-8" in result.output


def test_a_catalogue_as_excel_saves_it_is_read(shop: Path) -> None:
    table = shop / "catalog.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert otoku("check", shop).exit_code == 0


def test_rules_with_a_mistake_keep_the_catalogue_out_too(shop: Path) -> None:
    spoil(shop, 'for product "PACK-1"', 'for product "PACK-11"')
    refused = process(shop.parent, "publish", "shop")
    assert refused.returncode == 1
    assert "shop/rules.otoku:24" in refused.stderr
    assert "nothing was published" in refused.stderr
    with sqlite3.connect(shop.parent / "shop.sqlite3") as store:
        assert store.execute("SELECT count(*) FROM products").fetchone() == (0,)
        assert store.execute("SELECT count(*) FROM shops").fetchone() == (0,)


def test_a_new_shop_is_called_what_its_rules_call_it(shop: Path) -> None:
    assert process(shop.parent, "publish", "shop").returncode == 0
    with sqlite3.connect(shop.parent / "shop.sqlite3") as store:
        assert store.execute("SELECT name FROM shops").fetchone() == ("おとく茶舗",)


def test_a_rollback_to_a_revision_that_never_was_says_so(shop: Path) -> None:
    assert process(shop.parent, "publish", "shop").returncode == 0
    refused = process(shop.parent, "rollback", "9")
    assert (refused.returncode, "there is no revision 9" in refused.stderr) == (1, True)


def test_a_taken_port_is_one_sentence(shop: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = process(shop.parent, "serve", "--port", str(taken.getsockname()[1]))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "OTOKU_PORT" in refused.stderr
