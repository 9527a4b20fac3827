"""A block gets another name, and whoever mentions it follows."""

import pytest

from engine.dsl.edit import edit_files
from engine.dsl.rule_lines import rule_file
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    EditProblem,
    EditRefusal,
    RenameRule,
    RuleAddress,
)
from tests.edits.editing import PATH, SHOP, body, edited, refused


def renamed(kind: str, old: str, new: str, text: str = SHOP) -> str:
    return edited(text, RenameRule(path=PATH, rule=RuleAddress(kind=kind, name=old), to=new))


def test_a_renamed_rule_remembers_its_name_and_is_followed_everywhere() -> None:
    after = renamed("coupon", "two", "three")
    expected = SHOP
    for old, new in (
        ('coupon "two" {\n  was "old", "older"', 'coupon "three" {\n  was "old", "older", "two"'),
        ('stacking with "two"', 'stacking with "three"'),
        ('with coupon "two"', 'with coupon "three"'),
        ('expect coupon "two"', 'expect coupon "three"'),
        ('refused coupon "two"', 'refused coupon "three"'),
    ):
        expected = expected.replace(old, new)
    assert after == expected


def test_a_rule_that_gets_an_old_name_back_no_longer_claims_it() -> None:
    after = renamed("coupon", "two", "old")
    assert 'coupon "old" {\n  was "older", "two"\n' in after
    assert 'sale "new" {\n  was "one"\n' in renamed("sale", "one", "new")


@pytest.mark.parametrize(
    ("kind", "old", "changes"),
    [("budget", "two", 3), ("audience", "regulars", 2), ("experiment", "two", 2), ("test", "two", 1)],
)
def test_other_blocks_are_followed_too_and_keep_no_old_name(kind: str, old: str, changes: int) -> None:
    after = renamed(kind, old, "fresh")
    assert after.count('"fresh"') == changes
    assert after.count("\n") == SHOP.count("\n")


def test_references_in_other_files_follow() -> None:
    files = (
        SourceFile(path=PATH, text=SHOP),
        SourceFile(path="more.otoku", text='otoku 1\nsale "z" {\n  budget "two"  # spring\n}\n'),
        SourceFile(path="templates/two.en.liquid", text="two"),
    )
    edit = RenameRule(path=PATH, rule=RuleAddress(kind="budget", name="two"), to="b")
    result = edit_files(files, (edit,))
    assert not isinstance(result, EditRefusal)
    assert result[1].text == files[1].text.replace('"two"', '"b"')
    assert result[2] == files[2]


def test_a_name_is_written_so_that_it_is_read_back() -> None:
    after = renamed("budget", "two", 'ab "c" \\ お得')
    assert [
        one.name for one in rule_file(SourceFile(path=PATH, text=after)).rules if one.kind == "budget"
    ] == ['ab "c" \\ お得']


@pytest.mark.parametrize("name", ["", "  ", "a\u200bb", "a\nb", "\x07"])
def test_a_name_that_nobody_could_read_is_refused(name: str) -> None:
    edit = RenameRule(path=PATH, rule=RuleAddress(kind="coupon", name="two"), to=name)
    assert refused(SHOP, edit).problem is EditProblem.NAME_INVALID


def test_a_name_that_is_taken_is_refused() -> None:
    edit = RenameRule(path=PATH, rule=RuleAddress(kind="coupon", name="two"), to="one")
    assert refused(SHOP, edit).problem is EditProblem.NAME_TAKEN
    assert renamed("coupon", "two", "two") == SHOP


def test_the_shop_has_no_name() -> None:
    edit = RenameRule(path=PATH, rule=RuleAddress(kind="shop"), to="x")
    assert refused(body("currency JPY", kind="shop"), edit).problem is EditProblem.RULE_NAMELESS


def test_a_rule_that_waits_for_a_coupon_follows_its_new_name() -> None:
    text = 'otoku 1\n\ncoupon "a" {\n  uses 1\n}\n\ncoupon "b" {\n  when coupon "a" redeemed by others\n}\n'
    assert '  when coupon "c" redeemed by others\n' in renamed("coupon", "a", "c", text)
