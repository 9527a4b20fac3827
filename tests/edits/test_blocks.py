"""Whole blocks are moved, removed and added with the comments above them."""

import pytest

from engine.dsl.edit import edit_files
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    AddRule,
    EditProblem,
    EditRefusal,
    MoveRule,
    RemoveRule,
    RuleAddress,
)
from tests.edits.editing import PATH, SALE, SHOP, body, edited, refused, rule


def moved(text: str, name: str, to: str = "b.otoku", other: str | None = None) -> tuple[str, str]:
    files = [SourceFile(path=PATH, text=text)]
    if other is not None:
        files.append(SourceFile(path=to, text=other))
    result = edit_files(files, (MoveRule(path=PATH, rule=RuleAddress(name=name), to=to),))
    assert not isinstance(result, EditRefusal), result
    assert [one.path for one in result] == [PATH, to]
    return result[0].text, result[1].text


def test_a_rule_moves_to_a_new_file_with_the_comments_above_it() -> None:
    left, new = moved(SALE, "x")
    assert left == "otoku 1\n"
    assert new == SALE


def test_a_rule_moves_behind_the_last_one_of_its_kind() -> None:
    other = 'otoku 1\r\n\r\nsale "a" {\r\n}\r\n\r\ntest "t" {\r\n}\r\n'
    left, new = moved(SHOP, "one", other=other)
    assert left == SHOP.replace(SHOP[SHOP.index("sale") : SHOP.index("coupon")], "")
    assert new.startswith('otoku 1\r\n\r\nsale "a" {\r\n}\r\n\r\nsale "one" {\r\n')
    assert new.endswith('}\r\n\r\ntest "t" {\r\n}\r\n')
    assert "\n" not in new.replace("\r\n", "")


def test_blocks_that_touch_are_kept_apart() -> None:
    _, new = moved(body("discount 1%"), "x", other='otoku 1\nsale "a" {\n}\ntest "t" {\n}')
    assert new == 'otoku 1\nsale "a" {\n}\n\nsale "x" {\n  discount 1%\n}\n\ntest "t" {\n}'
    _, last = moved(body("discount 1%"), "x", other='otoku 1\ntest "t" {\n}')
    assert last == 'otoku 1\ntest "t" {\n}\n\nsale "x" {\n  discount 1%\n}\n'


def test_a_rule_in_the_middle_or_at_the_top_is_taken_without_a_gap() -> None:
    text = 'otoku 1\nsale "a" {\n}\nsale "x" {\n}\n\n\nsale "b" {\n}\n'
    assert (
        edited(text, RemoveRule(path=PATH, rule=RuleAddress(name="x")))
        == 'otoku 1\nsale "a" {\n}\nsale "b" {\n}\n'
    )
    headless = '# mine\nsale "x" {\n}\n'
    assert edited(headless, RemoveRule(path=PATH, rule=RuleAddress(name="x"))) == ""


def test_a_rule_moves_nowhere_in_its_own_file_and_only_to_rule_files() -> None:
    assert edited(SALE, MoveRule(path=PATH, rule=rule(), to=PATH)) == SALE
    refusal = refused(SALE, MoveRule(path=PATH, rule=rule(), to="templates/x.liquid"))
    assert refusal.problem is EditProblem.FILE_NOT_FOUND


def test_a_rule_that_shares_its_last_line_is_left_alone() -> None:
    text = 'otoku 1\nsale "x" {\n  discount 1%\n} sale "y" {\n  discount 2%\n}\n'
    assert refused(text, RemoveRule(path=PATH, rule=rule())).problem is EditProblem.TEXT_UNCLEAR


def test_new_blocks_are_tidied_and_stand_behind_their_kind() -> None:
    after = edited(SHOP, AddRule(path=PATH, text='sale "z"{\ndiscount  １％ # why\n}\n'))
    assert '  budget "two"\n}\n\nsale "z" {\n  discount 1%  # why\n}\n\ncoupon "two" {' in after


@pytest.mark.parametrize("text", ["", "nonsense", 'sale "z" {', "# only a comment"])
def test_what_is_no_block_is_not_added(text: str) -> None:
    assert refused(SHOP, AddRule(path=PATH, text=text)).problem is EditProblem.BLOCKS_INVALID
