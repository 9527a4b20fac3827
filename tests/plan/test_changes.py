"""What counts as a change, and what does not."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.compile import compile_files
from engine.dsl.format import format_text
from engine.dsl.plan import drift_changes, plan_changes, text_only_differences, version_of
from engine.dsl.planning.settings import one_line
from engine.model.records import SourceFile
from engine.model.rule_plan import BlockChange, ChangeKind, Changes, LineChange
from tests.plan.comparing import BASE, MAIL, changes, edited, sources, version
from tests.support.examples import examples


def only(found: Changes) -> BlockChange:
    """The one block that changed."""
    (one,) = found.blocks
    assert found.templates == ()
    return one


@pytest.mark.parametrize(
    "replacement",
    [
        ("  # to the end of day 14", ""),
        ("5,000 JPY", "5000円"),
        ("discount 500 JPY", "discount 500円"),
        ('product "B", "C"', 'product "C",  # the green one\n      "B"'),
        ("  uses 1\n  discount 500 JPY\n", "  discount 500 JPY\n\n  uses 1\n"),
        ('audience "regulars" {', '# why\naudience "regulars" {'),
        (
            'expect coupon "thanks" issued',
            'expect coupon "thanks" issued\n  wait 1 day\n  expect email "thanks"',
        ),
        ('title "Spring"', 'title "Summer"'),
        ('timezone "Asia/Tokyo"', 'timezone   "Asia/Tokyo"'),
    ],
)
def test_comments_layout_order_tests_and_spelling_are_no_change(replacement: tuple[str, str]) -> None:
    after = edited(replacement)
    assert not changes(BASE, after)
    before, later = sources(BASE), sources(after)
    assert text_only_differences(before, later, Changes()) == ("rules.otoku",)
    assert text_only_differences(before, before, Changes()) == ()


def test_a_changed_line_is_shown_old_and_new() -> None:
    one = only(changes(BASE, edited(("discount 500 JPY", "discount 700円"), ("limit 1000", "limit 900"))))
    assert (one.change, one.kind, one.name, one.path, one.line) == (
        ChangeKind.CHANGED,
        "coupon",
        "thanks",
        "rules.otoku",
        12,
    )
    assert one.lines == (
        LineChange(label="discount", old="500 JPY", new="700円"),
        LineChange(label="limit", old="1000", new="900"),
    )


def test_lines_that_come_and_go_have_one_side_only() -> None:
    one = only(changes(BASE, edited(("  valid 14 days  # to the end of day 14\n", '  note "x"\n'))))
    assert one.lines == (
        LineChange(label="note", old=None, new='"x"'),
        LineChange(label="valid", old="14 days", new=None),
    )


def test_of_several_lines_of_a_label_only_the_changed_one_is_shown() -> None:
    one = only(changes(BASE, edited(("5,000 JPY", "6,000 JPY"))))
    assert one.lines == (
        LineChange(label="if", old="cart.total at least 5,000 JPY", new="cart.total at least 6,000 JPY"),
    )


def test_a_group_is_shown_on_one_line() -> None:
    inner = "all {\n customer.orders is 0\n cart.total over 1 JPY\n }"
    group = f"if any {{  # rich\n    cart.total over 9,000 JPY\n    {inner}\n  }}"
    one = only(changes(BASE, edited(("if cart.total at least 5,000 JPY", group))))
    (line,) = one.lines
    assert (
        line.new == "any { cart.total over 9,000 JPY; all { customer.orders is 0; cart.total over 1 JPY } }"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("any {\n}", "any { }"),
        ('product "A" ,\n  "B"', 'product "A", "B"'),
        ("not ( cart.a or\n cart.b )", "not (cart.a or cart.b)"),
        ("(\ncart.a\n)", "(cart.a;)"),
        ("", ""),
    ],
)
def test_values_on_one_line(written: str, shown: str) -> None:
    assert one_line(written) == shown


def test_rules_that_come_and_go() -> None:
    without = BASE[: BASE.index("sale")] + BASE[BASE.index('audience "regulars" {') :]
    gone = changes(BASE, without)
    assert [(one.change, one.kind, one.name) for one in gone.blocks] == [
        (ChangeKind.REMOVED, "sale", "spring")
    ]
    come = changes(without, BASE)
    assert [(one.change, one.kind, one.name) for one in come.blocks] == [(ChangeKind.ADDED, "sale", "spring")]
    assert ("budget", '"spring"') in [(line.label, line.new) for line in come.blocks[0].lines]


def test_a_first_publication_adds_everything_but_tests() -> None:
    found = plan_changes(None, version(sources()))
    assert {one.change for one in found.blocks} == {ChangeKind.ADDED}
    assert [one.change for one in found.templates] == [ChangeKind.ADDED]
    assert [one.kind for one in found.blocks] == ["shop", "coupon", "sale", "audience", "audience", "budget"]
    assert [line.label for line in found.blocks[0].lines][-1] == "legal/name"


def test_a_renamed_rule_is_the_same_rule() -> None:
    after = edited(('sale "spring" {', 'sale "summer" {\n  was "spring"'), ("limit 1 per", "limit 2 per"))
    one = only(changes(BASE, after))
    assert (one.change, one.name, one.former) == (ChangeKind.RENAMED, "summer", "spring")
    assert [line.label for line in one.lines] == ["limit"]


def test_a_rename_without_was_is_another_rule() -> None:
    found = changes(BASE, edited(('sale "spring"', 'sale "summer"')))
    assert [one.change for one in found.blocks] == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_a_rule_of_another_kind_is_another_rule() -> None:
    sale = 'sale "thanks" {\n  discount 1%\n  limit 1\n}\n\n'
    after = BASE[: BASE.index("coupon")] + sale + BASE[BASE.index("sale") :]
    after = after[: after.index("test")]
    found = changes(BASE, after)
    assert [(one.change, one.kind) for one in found.blocks] == [
        (ChangeKind.ADDED, "sale"),
        (ChangeKind.REMOVED, "coupon"),
    ]


def test_an_audience_that_changes_changes_the_rules_that_lean_on_it() -> None:
    twice = edited(
        (
            'if customer in audience "known"',
            'if customer in audience "known"\n  unless not (customer in audience "known")',
        )
    )
    found = changes(twice, edited(("customer.orders at least 3", "customer.orders at least 4"), text=twice))
    by_name = {one.name: one for one in found.blocks}
    assert by_name["known"].change is ChangeKind.CHANGED
    assert by_name["spring"].change is ChangeKind.AFFECTED
    assert by_name["spring"].because == ("known",)
    assert "regulars" not in by_name


def test_shop_settings_that_change_the_meaning_of_rules() -> None:
    found = changes(BASE, edited(('"Asia/Tokyo"', '"Asia/Seoul"'), ('"おとく茶舗"', '"新茶舗"')))
    assert [one.label for one in found.blocks[0].lines] == ["timezone", "legal/name"]
    assert [one.kind for one in found.blocks] == ["shop"], "both zones have the same hours"
    utc = changes(BASE, edited(('"Asia/Tokyo"', '"UTC"')))
    assert [(one.kind, one.because) for one in utc.blocks] == [("shop", ()), ("sale", ("shop",))]


def test_an_audience_that_is_gone_is_named_by_nobody() -> None:
    after = edited(
        ('  if customer in audience "regulars"\n', ""),
        ('audience "regulars" {\n  if customer in audience "known"\n}\n\n', ""),
    )
    found = changes(BASE, after)
    assert [(one.kind, one.name, one.change) for one in found.blocks] == [
        ("sale", "spring", ChangeKind.CHANGED),
        ("audience", "regulars", ChangeKind.REMOVED),
    ]


def test_a_budget_that_changes() -> None:
    one = only(changes(BASE, edited(("500,000 JPY", "400,000 JPY"))))
    assert (one.kind, one.lines[0].new) == ("budget", "at most 400,000 JPY every 1 month")


def test_templates_change_line_by_line() -> None:
    before = sources(thanks__ja=MAIL.format(subject="A", text="{{ coupon.code }}\nthis email only\nbye"))
    after = sources(
        thanks__ja=MAIL.format(subject="B", text="{{ coupon.code }}\nthis e-mail only\nbye\nbye"),
        thanks__en=MAIL.format(subject="B", text="{{ coupon.code }}"),
    )
    found = plan_changes(version(before), version(after))
    assert found.blocks == ()
    new, changed = found.templates
    assert (new.change, new.locale) == (ChangeKind.ADDED, "en")
    assert changed.lines == (
        LineChange(label="subject", old="A", new="B"),
        LineChange(label="text", old="this email only", new="this e-mail only"),
        LineChange(label="text", old=None, new="bye"),
    )
    gone = plan_changes(version(after), version(before))
    assert [one.change for one in gone.templates] == [ChangeKind.REMOVED, ChangeKind.CHANGED]


def test_drift_is_the_same_difference_from_the_other_side() -> None:
    live = version(sources(edited(("limit 1000", "limit 900"))))
    files = version(sources(edited(('sale "spring" {', 'sale "summer" {\n  was "spring"'))))
    found = drift_changes(files, live)
    coupon, sale = found.blocks
    assert coupon.lines == (LineChange(label="limit", old="1000", new="900"),)
    assert (sale.change, sale.name, sale.former) == (ChangeKind.RENAMED, "spring", "summer")
    empty = version((SourceFile(path="rules.otoku", text="otoku 1\n"),))
    assert {one.change for one in drift_changes(empty, live).blocks} == {ChangeKind.ADDED}
    assert {one.change for one in drift_changes(empty, live).templates} == {ChangeKind.ADDED}


def test_files_with_errors_have_no_meaning() -> None:
    files = sources('otoku 1\nsale "x" {\n}\n')
    with pytest.raises(ValueError, match="without errors"):
        version_of(compile_files(files), files)


SWAPS = [
    ("500 JPY", "501 JPY"), ("8 digits", "9 digits"), ("14 days", "15 days"), ("uses 1", "uses 2"),
    ("as issued", "as current"), ('"A"', '"AA"'), ("limit 1000", "limit 1000 per customer"),
    ("5,000 JPY", "5,001 JPY"), ("10%", "11%"), ("2026-04-29", "2026-04-30"),
    ("orders at least 3", "orders over 3"), ("at most 500,000", "at most 50,000"), ('"お礼"', '"お禮"'),
    ("rounding down", "rounding up"), ("1 per customer", "1 per email"), ("# to the", "# until the"),
]  # fmt: skip


@given(st.lists(st.sampled_from(SWAPS), unique=True, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=examples(60), deadline=None)
def test_there_are_changes_exactly_when_the_fingerprint_differs(
    swaps: list[tuple[str, str]], random: Random
) -> None:
    after = BASE
    for old, new in swaps:
        after = after.replace(old, new)
    if random.random() < 0.5:
        after, _ = format_text("x", after)
    one, two = version(sources(BASE)), version(sources(after))
    assert bool(plan_changes(one, two)) == (one.program.fingerprint != two.program.fingerprint)
