"""Past orders under two sets of rules: what differs is told to the yen, with its reason, state and all."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engine.cli.backtest import backtest as verb
from engine.dsl.compile import compile_text
from engine.model.catalog import Catalog, Product
from engine.model.decision import Problem, Verdict
from engine.service.backtest import MOST_TOLD, Backtest, OrderChange, backtest
from tests.bench.test_replay import THANKS, order

PRODUCTS = {
    "PACK-1": Product(sku="PACK-1", name="PACK-1", price=3800, cost=2000),
    "SAMPLE-1": Product(sku="SAMPLE-1", name="SAMPLE-1", price=980),
}
TEN = 'sale "all" {\n  discount 10%\n}\n'
TWENTY = 'sale "all" {\n  discount 20%\n}\n'
ONCE = 'sale "all" {\n  discount 10%\n  limit 1 per customer\n}\n'


def compared(old: str, new: str, *rows: bytes, **options: Any) -> Backtest:
    programs = [
        compile_text(f"otoku 1\n{text}", Catalog(currency="JPY", products=PRODUCTS)).program
        for text in (old, new)
    ]
    assert programs[0] is not None
    assert programs[1] is not None
    return backtest(programs[0], programs[1], rows, **options)


def test_the_same_rules_change_nothing() -> None:
    result = compared(TEN, f"# another comment\n{TEN}", *(order(one) for one in range(5)))
    assert (5, 0, 0, ()) == (result.new.decided, result.changed, result.extra, result.largest)
    assert {} == result.rules


def test_every_order_that_changes_is_told_with_totals_margin_and_rules() -> None:
    told: list[OrderChange] = []
    result = compared(TEN, TWENTY, order(1), order(2, "SAMPLE-1"), changes=told.append)
    assert ["1", "2"] == [one.id for one in told]
    assert [(3420, 3040), (882, 784)] == [(one.old.total, one.new.total) for one in told]
    assert (2, 2, 0, 478) == (result.changed, result.cheaper, result.dearer, result.extra)
    assert {"all": 478} == result.rules
    assert (1420, 1040) == result.margins  # of what has a cost
    assert 1 == result.pieces_without_cost
    assert ["1", "2"] == [one.id for one in result.largest]


def test_limits_grow_on_each_side_by_themselves() -> None:
    result = compared(TEN, ONCE, *(order(one) for one in range(3)))
    assert ["1", "2"] == [one.id for one in result.largest]
    assert (2, 0, 2, -760) == (result.changed, result.cheaper, result.dearer, result.extra)


def test_what_changes_most_says_why_line_by_line() -> None:
    (change,) = compared(TEN, f"{TEN[:-2]}  if cart.total at least 5,000 JPY\n}}\n", order(1)).largest
    assert [Verdict.APPLIED] == [step.verdict for step in change.old.trace]
    (step,) = (one for one in change.new.trace if one.verdict is Verdict.FAILS)
    assert ("all", "cart.total at least 5,000 JPY", "3,800 JPY") == (step.rule, step.expected, step.found)


def test_the_largest_come_first_and_of_equal_ones_the_earlier() -> None:
    small = [order(one, "SAMPLE-1") for one in range(MOST_TOLD + 3)]
    result = compared(TEN, TWENTY, *small, order(99))
    assert ["99", *map(str, range(MOST_TOLD - 1))] == [one.id for one in result.largest]


def test_a_renamed_rule_is_no_difference() -> None:
    assert 0 == compared(TEN, 'sale "new-name" {\n  discount 10%\n  was "all"\n}\n', order(1)).changed


def test_a_coupon_that_the_new_rules_no_longer_give_is_missed_later() -> None:
    coupon = THANKS.replace("thanks-coupon", "thanks")
    (change,) = compared(coupon, "", order(1, "SAMPLE-1"), order(2, day=3, coupons=["thanks"])).largest
    assert ("2", 500, {"thanks": 500}, {}) == (change.id, change.dearer, change.old.rules, change.new.rules)


def test_an_order_that_cannot_be_taken_any_more_is_a_difference() -> None:
    old = compile_text(f"otoku 1\n{TEN}", Catalog(currency="JPY", products=PRODUCTS)).program
    less = {"PACK-1": PRODUCTS["PACK-1"]}
    new = compile_text(f"otoku 1\n{TEN}", Catalog(currency="JPY", products=less)).program
    assert old is not None
    assert new is not None
    row = order(1, "SAMPLE-1", lines=[{"sku": "SAMPLE-1", "quantity": 1, "price": 980}])
    (change,) = backtest(old, new, [row]).largest
    assert (None, Problem.UNKNOWN_PRODUCT) == (change.old.refused, change.new.refused)


def folder(path: Path, rules: str) -> Path:
    path.mkdir()
    (path / "rules.otoku").write_text(f"otoku 1\n{rules}", encoding="utf-8")
    (path / "catalog.csv").write_text("sku,name,price,cost\nPACK-1,茶,3800,2000\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 orders decided, 1 of them differently"),
        ("ja", "注文 1 件のうち 1 件の結果が変わります"),
    ],
)
def test_the_verb_tells_people_and_stops_ci(tmp_path: Path, language: str, said: str) -> None:
    old, new = folder(tmp_path / "old", TEN), folder(tmp_path / "new", TWENTY)
    (tmp_path / "orders.jsonl").write_bytes(order(1))
    command = [str(old), str(new), "--orders", str(tmp_path / "orders.jsonl"), "--lang", language]
    shown = CliRunner().invoke(verb, [*command, "--most-extra", "380"])
    assert (0, said) == (shown.exit_code, shown.output.splitlines()[0])
    assert "-380 JPY" in shown.output
    assert 1 == CliRunner().invoke(verb, [*command, "--most-extra", "379"]).exit_code


def test_programs_read_the_report_and_every_change(tmp_path: Path) -> None:
    old, new = folder(tmp_path / "old", TEN), folder(tmp_path / "new", TWENTY)
    (tmp_path / "orders.jsonl").write_bytes(b"\n".join(order(one) for one in range(12)))
    changes = tmp_path / "changes.jsonl"
    command = [str(old), str(new), "--orders", str(tmp_path / "orders.jsonl"), "--format", "json"]
    shown = CliRunner().invoke(verb, [*command, "--changes", str(changes)])
    report = json.loads(shown.output)
    assert (12, 12 * 380, {"old": 12 * 1420, "new": 12 * 1040}) == (
        report["changed"], report["extra_discount"], report["margin"]
    )  # fmt: skip
    lines = [json.loads(line) for line in changes.read_text(encoding="utf-8").splitlines()]
    assert [(str(one), -380) for one in range(12)] == [(line["id"], line["dearer"]) for line in lines]
