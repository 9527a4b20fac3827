"""Plans are read by people: the same in English and Japanese."""

import pytest
from syrupy.assertion import SnapshotAssertion

from engine.dsl.plan import plan_changes
from engine.dsl.planning.labels import KINDS, LABELS, kind_text, label_text
from engine.dsl.planning.words import plan_text
from engine.model.rule_plan import ChangeKind, Changes, RuleEffect, RulePlan
from engine.vocabulary.registry import LINE_BY_LABEL
from tests.plan.comparing import BASE, MAIL, changes, edited, sources, told, version

LANGUAGES = ("en", "ja")

AFTER = (
    edited(
        ("discount 500 JPY", "discount 20% up to 2,000 JPY"),
        ('product "B", "C" as issued', 'product "D" as current'),
        ("  uses 1\n", ""),
        ('sale "spring" {', 'sale "summer" {\n  was "spring"'),
        ("customer.orders at least 3", "customer.orders at least 4"),
        ('name "おとく茶舗"', 'name "新茶舗"'),
        ("  limit 1000\n", "  limit 1000\n  limit 2 per customer\n  uses unlimited\n"),
    )
    + '\nsale "new" {\n  discount free shipping\n  limit 5 per customer every 30 days\n}\n'
)
EFFECTS = {
    "thanks": RuleEffect(
        rule="thanks", coupons=1320, following=12, messages=7, targets=('product "B", "C"', 'product "D"')
    ),
    "summer": RuleEffect(rule="summer", coupons=0, following=0, messages=3),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_with_everything_in_it(language: str, snapshot: SnapshotAssertion) -> None:
    assert told(changes(BASE, AFTER), language, EFFECTS) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back(language: str, snapshot: SnapshotAssertion) -> None:
    effects = {"new": RuleEffect(rule="new", coupons=2, following=2, messages=0)}
    assert told(changes(AFTER, BASE), language, effects) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_as_drift(language: str, snapshot: SnapshotAssertion) -> None:
    assert told(changes(BASE, AFTER), language, drift=True) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_message_texts(language: str, snapshot: SnapshotAssertion) -> None:
    before = sources(thanks__ja=MAIL.format(subject="A", text="{{ coupon.code }}"))
    after = sources(
        thanks__ja=MAIL.format(subject="B", text="{{ coupon.code }}\n" + "x\n" * 20),
        thanks__en=MAIL.format(subject="B", text="{{ coupon.code }}"),
    )
    assert told(plan_changes(version(before), version(after)), language) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_publication(language: str, snapshot: SnapshotAssertion) -> None:
    assert told(plan_changes(None, version(sources())), language) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing(language: str, snapshot: SnapshotAssertion) -> None:
    plan = RulePlan(base=1, fingerprint="f", changes=Changes(), text_only=("a.otoku", "b.otoku"))
    assert plan_text(plan, language) == snapshot


def test_every_product_is_named_when_a_line_had_none() -> None:
    found = changes(BASE, edited(("limit 1000", "limit 2")))
    effect = RuleEffect(rule="thanks", coupons=1, following=1, messages=0, targets=("", 'product "D"'))
    assert "promised for any product" in told(found, "en", {"thanks": effect})
    assert "お客様への案内は すべての商品" in told(found, "ja", {"thanks": effect})


def test_an_effect_is_told_of_the_rule_and_not_of_what_is_called_like_it() -> None:
    found = changes(BASE, edited(("500,000 JPY", "400,000 JPY")))
    effect = RuleEffect(rule="spring", coupons=1, following=0, messages=0)
    assert "!" not in told(found, "en", {"spring": effect})


def test_a_rule_that_changes_for_no_reason_that_is_seen_says_so() -> None:
    (block,) = changes(BASE, edited(("limit 1000", "limit 2"))).blocks
    bare = type(block)(change=ChangeKind.AFFECTED, kind=block.kind, name=block.name)
    assert "through what it leans on" in told(Changes(blocks=(bare,)), "en")


def test_labels_have_names_in_both_languages() -> None:
    assert set(LINE_BY_LABEL) - set(LABELS) <= {"at", "customer", "do", "given", "wait", "expect"}, (
        "tests are not published"
    )
    for said in (*LABELS.values(), *KINDS.values()):
        assert said.en
        assert said.ja


@pytest.mark.parametrize(
    ("label", "en", "ja"),
    [
        ("discount", "discount", "割引 (discount)"),
        ("for", "products (for)", "対象商品 (for)"),
        ("legal/address", "legal display: address", "法定表示: 住所 (address)"),
        ('variant "B" 45%/discount', 'variant "B" 45%: discount', 'バリエーション "B" 45%: 割引 (discount)'),
        ("brand new", "brand new", "brand new"),
    ],
)
def test_labels(label: str, en: str, ja: str) -> None:
    assert (label_text(label, "en"), label_text(label, "ja")) == (en, ja)


def test_kinds() -> None:
    assert kind_text("coupon", "a", "en") == 'coupon "a"'
    assert kind_text("coupon", "a", "ja") == "クーポン「a」"
    assert kind_text("shop", "", "ja") == "お店の設定"
    assert kind_text("brand", "a", "en") == 'brand "a"'
