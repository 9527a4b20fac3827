"""Settings set, added and removed one by one, and why some edits are refused."""

import pytest

from engine.dsl.edit import edit_files
from engine.dsl.editing.messages import refusal_text
from engine.dsl.rule_lines import rule_file
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    EditProblem,
    EditRefusal,
)
from tests.edits.editing import PATH, SALE, body, edited, line, minus, plus, refused, set_to


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    assert edited(SALE, set_to("title", '"Summer"')) == SALE.replace('"Spring"', '"Summer"')


def test_full_width_typing_in_a_value_is_mended() -> None:
    assert edited(SALE, set_to("discount", "１５％　up to ２，０００円")) == SALE.replace(
        "10%", "15% up to 2,000 JPY"
    )


def test_other_blanks_alone_change_nothing() -> None:
    odd = SALE.replace("limit 1", "limit   1  per\tcustomer")
    assert edited(odd, set_to("limit", " 1 per customer ")) == odd


def test_comments_inside_a_value_of_several_lines_go_above_it() -> None:
    after = edited(SALE, set_to("for", 'product "C"'))
    assert '  # the green one\n  for product "C"  # the black one\n' in after


def test_a_list_may_be_given_on_several_lines() -> None:
    after = edited(SALE, set_to("for", 'product "C",\n"D"'))
    assert '  for product "C",\n      "D"  # the black one\n' in after


def test_a_condition_becomes_a_group_and_back() -> None:
    one = body("if cart.total over 1 JPY  # rich", "discount 10%")
    many = edited(one, set_to("if", "any {\ncart.total over 1 JPY\ncustomer.orders is 0\n}"))
    assert many == body(
        "if any {", "  cart.total over 1 JPY", "  customer.orders is 0", "}  # rich", "discount 10%"
    )
    assert edited(many, set_to("if", "cart.total over 1 JPY")) == one


def test_a_line_in_inner_braces_is_reached_through_its_opener() -> None:
    text = body("legal {", '  name "A"', '  address "B"', "}", kind="shop")
    assert edited(text, set_to("address", '"C"', "shop", inside="legal")) == text.replace('"B"', '"C"')


def test_the_head_of_inner_braces_has_a_value_too() -> None:
    text = body('variant "A" 45% {', "  discount 15%", "}", kind="experiment")
    assert edited(text, set_to("variant", '"A" 55%', "experiment")) == text.replace("45%", "55%")
    assert edited(text, set_to("discount", "20%", "experiment", inside="variant")) == text.replace(
        "15%", "20%"
    )


@pytest.mark.parametrize(
    "value",
    [
        "",
        "10 %% off",
        "10%\n  limit 5",
        "10% # why",
        '10%\n}\nsale "y" {\n discount 5%',
        "10% }",
        'up "',
        "{",
        "}",
    ],
)
def test_what_is_not_exactly_one_setting_is_refused(value: str) -> None:
    assert refused(SALE, set_to("discount", value)).problem is EditProblem.VALUE_INVALID


def test_the_reason_of_a_bad_value_is_told_in_both_languages() -> None:
    refusal = refused(SALE, set_to("discount", "10 peas"))
    assert refusal_text(refusal).startswith("`discount 10 peas` is not one setting: ")
    assert refusal_text(refusal, "ja").startswith("`discount 10 peas` は1つの設定になっていません: ")


def test_a_broken_neighbour_is_no_hindrance() -> None:
    text = SALE.replace("  limit 1\n", "  limmit ?? 1\n")
    assert edited(text, set_to("discount", "20%")) == text.replace("10%", "20%")


def test_a_setting_that_shares_its_line_is_set_alone() -> None:
    text = body("uses 1 priority 2  # why", "discount 10%")
    assert edited(text, set_to("uses", "3")) == text.replace("uses 1", "uses 3")


@pytest.mark.parametrize(
    ("label", "value", "before"),
    [
        ("title", '"T"', "  if cart.total over 1 JPY\n"),
        ("note", '"N"', "  if cart.total over 1 JPY\n"),
        ("if", "cart.total over 2 JPY", "  discount 10%\n"),
        ("code", '"A"', "  discount 10%\n"),
        ("for", "any product", "  limit 1\n"),
        ("limit", "2", "  budget"),
        ("mode", "sandbox", "}\n"),
    ],
)
def test_a_new_line_goes_to_its_canonical_place(label: str, value: str, before: str) -> None:
    text = body("if cart.total over 1 JPY", "discount 10%", "limit 1", 'budget "b"')
    new = f"  {label} {value}\n"
    after = edited(text, plus(label, value))
    assert after.replace(new, "", 1) == text
    assert after[after.index(new) + len(new) :].startswith(before)


def test_lines_out_of_order_are_never_reordered() -> None:
    text = body("limit 1", "discount 10%")
    assert edited(text, plus("stacking", "any")) == body("limit 1", "discount 10%", "stacking any")
    assert edited(text, plus("title", '"T"')) == body('title "T"', "limit 1", "discount 10%")


def test_the_comment_above_the_first_line_stays_with_it() -> None:
    after = edited(SALE.replace("  title", "  status live\n  title"), plus("title", '"T"'))
    assert 'sale "x" {\n  title "T"\n  # what' not in after
    assert edited(SALE, plus("note", '"N"')).count("#") == SALE.count("#")
    first = edited(body("# what", "discount 1%"), plus("title", '"T"'))
    assert first == body('title "T"', "# what", "discount 1%")


def test_a_new_line_goes_after_the_line_named() -> None:
    text = body("discount 10%", "limit 1", "limit 2 per customer")
    after = edited(text, plus("limit", "3 per order", after=line("limit", 1)))
    assert after == body("discount 10%", "limit 1", "limit 3 per order", "limit 2 per customer")


def test_a_new_line_in_braces_cannot_follow_one_outside_of_them() -> None:
    text = body("currency JPY", "legal {", '  name "A"', "}", kind="shop")
    refusal = refused(text, plus("contact", '"C"', "shop", inside=line("legal"), after=line("currency")))
    assert refusal.problem is EditProblem.LINE_NOT_HERE
    assert edited(text, plus("contact", '"C"', "shop", inside=line("legal"))) == text.replace(
        '"A"\n', '"A"\n    contact "C"\n'
    )


def test_the_steps_of_a_test_follow_one_another() -> None:
    text = body("at 2026-05-20", "do order paid", 'expect coupon "c"', kind="test")
    after = edited(text, plus("at", "2026-05-21", "test"), plus("note", '"why"', "test"))
    assert after == body(
        'note "why"', "at 2026-05-20", "do order paid", 'expect coupon "c"', "at 2026-05-21", kind="test"
    )


def test_a_kind_that_is_known_by_its_form_only_gets_new_lines_at_the_end() -> None:
    empty = body(kind="experiment")
    assert edited(empty, plus("goal", "orders", "experiment")) == body("goal orders", kind="experiment")
    text = body('variant "A" 45% {', "  discount 15%", "}", kind="experiment")
    after = edited(text, plus("title", '"T"', "experiment", inside=line("variant")))
    assert after == body('variant "A" 45% {', "  discount 15%", '  title "T"', "}", kind="experiment")


def test_a_group_is_written_on_several_lines() -> None:
    after = edited(body("discount 1%"), plus("if", "any { \n cart.total over 1 JPY\n}"))
    assert after == body("if any {", "  cart.total over 1 JPY", "}", "discount 1%")


def test_an_empty_block_gets_its_first_line() -> None:
    assert edited(body(), plus("discount", "1%")) == body("discount 1%")


def test_a_line_of_another_kind_is_refused() -> None:
    assert refused(SALE, plus("valid", "1 day")).problem is EditProblem.LINE_NOT_HERE


@pytest.mark.parametrize(
    "broken",
    [
        'otoku 1\nsale "x" { discount 1% }\n',
        'otoku 1\nsale "x"\n{\n discount 1%\n',
        'otoku 1\nsale "x" {\n discount 1% }\n',
    ],
)
def test_a_new_line_that_broken_text_would_swallow_is_refused_or_stands_well(broken: str) -> None:
    result = edit_files((SourceFile(path=PATH, text=broken),), (plus("limit", "1"),))
    if isinstance(result, EditRefusal):
        assert result.problem in {EditProblem.TEXT_UNCLEAR, EditProblem.RULE_NOT_FOUND}
    else:
        (one,) = rule_file(result[0]).rules
        assert [found.label for found in one.lines] == ["discount", "limit"]


def test_a_block_without_its_brace_is_left_alone() -> None:
    text = 'otoku 1\nsale "x"\n  discount 1%\n}\n'
    assert refused(text, plus("title", '"T"')).problem is EditProblem.TEXT_UNCLEAR


def test_the_comment_of_a_removed_line_stays() -> None:
    assert edited(SALE, minus("title")) == SALE.replace(
        '  title "Spring"  # seen by all\n', "  # seen by all\n"
    )
    after = edited(SALE, minus("for"))
    assert "  # the green one\n  # the black one\n  limit 1\n" in after


def test_the_permission_of_a_removed_line_goes_with_it() -> None:
    text = body("discount 10%  # otoku: allow W1102 because it is small", "limit 1")
    assert edited(text, minus("discount")) == body("limit 1")


def test_one_of_two_settings_on_a_line_is_removed_alone() -> None:
    text = body("uses 1 priority 2  # why", "discount 10%")
    assert edited(text, minus("uses")) == body(" priority 2  # why", "discount 10%")
    assert edited(text, minus("priority")) == body("uses 1   # why", "discount 10%")


def test_a_group_is_removed_with_all_its_lines() -> None:
    text = body("if any {", "  cart.total over 1 JPY  # rich", "}", "discount 1%")
    assert edited(text, minus("if")) == body("# rich", "discount 1%")


def test_a_line_that_is_one_of_several_must_be_counted() -> None:
    text = body("limit 1", "limit 2 per customer", "discount 1%")
    assert refused(text, minus("limit")).problem is EditProblem.LINE_AMBIGUOUS
    assert edited(text, minus("limit", nth=2)) == body("limit 1", "discount 1%")
    assert refused(text, minus("limit", nth=3)).problem is EditProblem.LINE_NOT_FOUND
