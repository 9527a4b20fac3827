"""`otoku edit` and `otoku fix` at the prompt: files on disk change in one line or not at all."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from engine.cli.files import Unreadable
from engine.cli.rule_folder import open_folder
from tests.edits.editing import EXAMPLES

COUPON = "thanks-coupon"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The first example, to be edited."""
    return Path(shutil.copytree(EXAMPLES / "01-thank-you-coupon", tmp_path / "shop"))


def otoku(*words: object, stdin: str | None = None) -> Result:
    """Run a verb."""
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def text(shop: Path) -> str:
    return (shop / "rules.otoku").read_bytes().decode()


def test_a_line_is_set_in_a_folder_and_in_a_file(shop: Path) -> None:
    before = text(shop)
    assert otoku("edit", "set", shop, COUPON, "discount", "700円").output == "changed rules.otoku\n"
    assert otoku("edit", "set", shop / "rules.otoku", f"coupon:{COUPON}", "uses", "2").exit_code == 0
    assert text(shop) == before.replace("discount 500", "discount 700").replace("uses 1", "uses 2")


def test_the_shop_block_and_lines_in_braces_have_addresses(shop: Path) -> None:
    before = text(shop)
    assert otoku("edit", "set", shop, "shop", "legal/contact", '"mail@x.jp"').exit_code == 0
    assert otoku("edit", "add", shop, "shop", "cart lifetime", "3 days").exit_code == 0
    assert text(shop) == before.replace('"support@example.com"', '"mail@x.jp"').replace(
        '"shop@example.com"\n', '"shop@example.com"\n  cart lifetime 3 days\n'
    )


def test_lines_are_added_removed_and_counted(shop: Path) -> None:
    before = text(shop)
    assert otoku("edit", "add", shop, "welcome", "limit", "1 per order", "--after", "limit").exit_code == 0
    assert otoku("edit", "remove", shop, "welcome", "limit").exit_code == 1
    assert otoku("edit", "remove", shop, "welcome", "limit#2").exit_code == 0
    assert text(shop) == before


def test_a_rule_is_removed_renamed_and_moved(shop: Path) -> None:
    assert otoku("edit", "rename", shop, "budget:spring", "summer").exit_code == 0
    assert otoku("edit", "move", shop, "welcome", "sales/welcome.otoku").exit_code == 0
    moved = (shop / "sales" / "welcome.otoku").read_text()
    assert 'budget "summer"' in moved
    assert '\nsale "welcome"' not in text(shop)
    gone = otoku("edit", "remove", shop, "from 5,000 JPY on shipping is free")
    assert gone.exit_code == 0, gone.output
    assert otoku("check", shop).exit_code == 0


def test_check_and_diff_change_nothing(shop: Path) -> None:
    before = text(shop)
    shown = otoku("edit", "set", shop, COUPON, "discount", "700 JPY", "--diff")
    assert (shown.exit_code, "+  discount 700 JPY" in shown.output) == (1, True)
    assert otoku("edit", "set", shop, COUPON, "discount", "700 JPY", "--check").output == "rules.otoku\n"
    assert otoku("edit", "set", shop, COUPON, "discount", "500 JPY", "--check").exit_code == 0
    assert text(shop) == before


def test_an_edit_that_adds_an_error_is_shown_and_not_made(shop: Path) -> None:
    before = text(shop)
    answer = otoku("edit", "set", shop, COUPON, "for", 'product "PACK-9"')
    assert answer.exit_code == 1
    assert "E0401" in answer.output
    assert text(shop) == before
    assert otoku("edit", "set", shop, COUPON, "for", 'product "PACK-9"', "--allow-errors").exit_code == 0
    assert 'for product "PACK-9"' in text(shop)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "welcome", "uzes", "1"), "has no line `uzes`"),
        (("set", "wellcome", "uses", "1"), "has no block called `wellcome` (it has: shop, thanks-coupon"),
        (("set", "welcome", "USES!", "1"), "is no label"),
        (("move", "welcome", "x.txt"), "rule files end in `.otoku`"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(shop: Path, words: tuple[str, ...], said: str) -> None:
    verb, *rest = words
    answer = otoku("edit", verb, shop, *rest)
    assert answer.exit_code != 0
    assert said in answer.output


def test_two_blocks_of_one_name_are_told_apart(shop: Path) -> None:
    (shop / "more.otoku").write_text('otoku 1\n\naudience "spring" {\n  if customer.orders over 1\n}\n')
    answer = otoku("edit", "rename", shop, "spring", "x", "--lang", "ja")
    assert "audience (more.otoku), budget (rules.otoku)" in answer.output
    assert otoku("edit", "rename", shop, "audience:spring", "x").exit_code == 0


def test_standard_input_goes_to_standard_output(shop: Path) -> None:
    answer = otoku("edit", "set", "-", COUPON, "uses", "3", stdin=text(shop))
    assert answer.stdout == text(shop).replace("uses 1", "uses 3")


def test_a_file_in_a_sub_folder_belongs_to_the_folder_above(shop: Path) -> None:
    (shop / "rules").mkdir()
    (shop / "rules.otoku").rename(shop / "rules" / "a.otoku")
    answer = otoku("edit", "set", shop / "rules" / "a.otoku", COUPON, "for", 'product "PACK-9"')
    assert "E0401" in answer.output, "the catalogue lies above"
    assert (
        otoku("edit", "set", shop / "rules" / "a.otoku", COUPON, "uses", "2").output
        == "changed rules/a.otoku\n"
    )


def test_a_lone_file_is_a_folder_of_its_own(tmp_path: Path) -> None:
    lone = tmp_path / "lone.otoku"
    lone.write_text('otoku 1\n\nsale "x" {\n  discount 1%\n}\n')
    assert otoku("edit", "set", lone, "x", "discount", "2%").exit_code == 0
    assert "discount 2%" in lone.read_text()


def test_files_that_cannot_be_edited_are_named(shop: Path, tmp_path: Path) -> None:
    assert "no such file" in otoku("edit", "set", tmp_path / "none.otoku", COUPON, "uses", "1").output
    lone = tmp_path / "other.txt"
    lone.write_text("x")
    assert (
        "not one of the rule files" in otoku("edit", "set", lone, COUPON, "uses", "1", "--root", shop).output
    )
    (shop / "bad.otoku").write_bytes(b"otoku 1\n\xff")
    assert "byte 8 is not UTF-8" in otoku("edit", "set", shop, COUPON, "uses", "1").output


def test_a_file_that_changed_while_it_was_edited_is_not_written_over(shop: Path) -> None:
    folder = open_folder(shop)
    changed = tuple(folder.sources[:1])
    (shop / "rules.otoku").write_text("otoku 1\n# mine\n")
    with pytest.raises(Unreadable, match="changed meanwhile"):
        folder.write((type(changed[0])(path="rules.otoku", text="otoku 1\n"),))
    assert text(shop) == "otoku 1\n# mine\n"


def test_a_file_that_cannot_be_written_stays_whole(shop: Path) -> None:
    folder = open_folder(shop)
    (shop / "taken").write_text("a file where a folder is needed")
    with pytest.raises(Unreadable):
        folder.write((*folder.sources, type(folder.sources[0])(path="taken/new.otoku", text="otoku 1\n")))
    assert sorted(path.name for path in shop.iterdir() if path.name.startswith(".")) == []


def test_fix_mends_what_is_sure_and_on_request_what_is_likely(shop: Path) -> None:
    good = text(shop)
    (shop / "rules.otoku").write_text(good.replace("valid 14 days", "valid １４ dayz"))
    first = otoku("fix", shop)
    assert first.exit_code == 1, "an error is left"
    assert "valid 14 dayz" in text(shop)
    assert otoku("fix", shop, "--maybe", "--check").exit_code == 1
    assert otoku("fix", shop / "rules.otoku", "--maybe", "--lang", "ja").exit_code == 0
    assert text(shop) == good.replace("valid 14 days", "valid 14 day")
    again = otoku("fix", shop)
    assert (again.exit_code, "0 mended, 0 left" in again.output) == (0, True)
