"""Past orders under today's rules: state grows from order to order, and dirty rows are counted and named."""

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from bench.replay.files import write_files
from engine.cli.replay import replay as replay_verb
from engine.dsl.compile import compile_files, compile_text
from engine.model.catalog import Catalog, Product
from engine.model.decision import Problem
from engine.model.program import Program
from engine.model.quote import RefusalReason
from engine.model.records import SourceFile
from engine.service.replay import ReplayReport, replay
from tests.bench.test_retail_files import WIDE, SmallTown

CATALOG = Catalog(
    currency="JPY",
    products={
        sku: Product(sku=sku, name=sku, price=price) for sku, price in (("SAMPLE-1", 980), ("PACK-1", 3800))
    },
)
THANKS = """
coupon "thanks-coupon" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 1
  discount 500 JPY
  for product "PACK-1" as issued
}
"""


def program(rules: str) -> Program:
    compiled = compile_text(f"otoku 1\n{rules}", CATALOG)
    assert compiled.program is not None, compiled.diagnostics
    return compiled.program


def order(number: int, sku: str = "PACK-1", day: int = 1, who: str = "a@example.com", **more: Any) -> bytes:
    row = {
        "id": str(number),
        "at": f"2026-05-{day:02d}T10:00:00+09:00",
        "customer": {"email": who},
        "lines": [{"sku": sku, "quantity": 1}],
    }
    return orjson.dumps(row | more)


def run(rules: str, *rows: bytes, stateful: bool = True) -> ReplayReport:
    return replay(program(rules), rows, stateful=stateful)


def test_a_limit_holds_from_one_order_to_the_next() -> None:
    sale = 'sale "welcome" {\n  code "HELLO"\n  discount 10%\n  limit 1 per customer\n}\n'
    report = run(
        sale,
        order(1, codes=["hello"]),
        order(2, codes=["HELLO"]),
        order(3, who="b@example.com", codes=["HELLO"]),
    )
    assert (3, 2) == (report.codes, report.codes_accepted)
    assert {RefusalReason.LIMIT_REACHED: 1} == report.codes_refused
    assert {"welcome": 2} == report.matched
    assert 2 * 380 == report.discount


def test_without_state_every_order_is_the_first() -> None:
    sale = 'sale "welcome" {\n  code "HELLO"\n  discount 10%\n  limit 1 per customer\n}\n'
    rows = (order(1, codes=["HELLO"]), order(2, codes=["HELLO"]))
    assert 2 == run(sale, *rows, stateful=False).codes_accepted


def test_a_budget_is_spent_and_a_new_month_begins_afresh() -> None:
    sale = (
        'budget "may" {\n  spend at most 600 JPY every 1 month\n}\n'
        'sale "spring" {\n  discount 10%\n  budget "may"\n}\n'
    )
    june = order(3, at="2026-06-01T10:00:00+09:00")
    report = run(sale, order(1), order(2, day=2), june)
    assert (2, 760) == (report.discounted_orders, report.discount)


def test_a_buyers_history_counts_his_earlier_orders() -> None:
    sale = 'sale "third" {\n  if customer.orders is 2\n  discount 10%\n}\n'
    report = run(sale, order(1), order(2), order(3), order(4))
    assert {"third": 1} == report.matched


def test_what_the_shop_knew_of_the_buyer_is_in_the_row() -> None:
    sale = 'sale "gold" {\n  if customer.tags has "gold"\n  discount 10%\n}\n'
    gold = {"id": "7", "tags": ["gold"]}
    for stateful in (True, False):
        assert 1 == run(sale, order(1), order(2, customer=gold), stateful=stateful).discounted_orders


def test_a_coupon_is_earned_used_once_and_not_again() -> None:
    own = ["thanks-coupon"]
    report = run(
        THANKS,
        order(1, "SAMPLE-1"),
        order(2, day=3, coupons=own),
        order(3, day=4, coupons=own),
        order(4, day=5),
    )
    assert (1, 1, 500) == (report.coupons_issued, report.coupons_redeemed, report.discount)
    assert {RefusalReason.USED_UP: 1} == report.codes_refused


def test_a_coupon_that_was_never_earned_is_an_unknown_code() -> None:
    report = run(THANKS, order(1, coupons=["thanks-coupon"]))
    assert {RefusalReason.UNKNOWN_CODE: 1} == report.codes_refused


def test_a_coupon_expires_when_its_day_has_passed() -> None:
    own = ["thanks-coupon"]
    report = run(THANKS, order(1, "SAMPLE-1", day=1), order(2, day=16, coupons=own))
    assert (1, 1) == (report.coupons_issued, report.coupons_expired)
    assert {RefusalReason.EXPIRED: 1} == report.codes_refused


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (b"{", "", "not_json"),
        (b"\xff\xfe", "", "not_json"),
        (b"[]", "", "not_an_object"),
        (order(1, id=None), "id", "missing"),
        (order(1, id=7), "id", "not_a_text"),
        (order(1, at="yesterday"), "at", "not_a_time"),
        (order(1, lines=None), "lines", "missing"),
        (order(1, lines=["PACK-1"]), "lines", "not_an_object"),
        (order(1, lines=[{"quantity": 1}]), "lines.sku", "missing"),
        (order(1, lines=[{"sku": "PACK-1", "quantity": "1"}]), "lines.quantity", "not_a_number"),
        (order(1, lines=[{"sku": "PACK-1", "quantity": 1, "price": 1.5}]), "lines.price", "not_a_number"),
        (order(1, customer=[1]), "customer", "not_an_object"),
        (order(1, customer={"email": "nobody"}), "customer.email", "not_an_email"),
        (order(1, customer={"tags": "gold"}), "customer.tags", "not_a_list"),
        (order(1, codes="HELLO"), "codes", "not_a_list"),
        (order(1, shipping=True), "shipping", "not_a_number"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_the_others_are_decided(
    row: bytes, column: str, code: str
) -> None:
    report = run(THANKS, order(10), row, order(11))
    assert [(2, column, code)] == [(bad.line, bad.column, bad.code) for bad in report.problems]
    assert (2, 1) == (report.decided, report.bad_rows)


def test_what_the_core_refuses_is_counted_by_its_reason() -> None:
    report = run(
        THANKS, order(1, "NOBODY-1"), order(2, lines=[]), order(3, lines=[{"sku": "PACK-1", "quantity": -1}])
    )
    assert {
        Problem.UNKNOWN_PRODUCT: 1,
        Problem.EMPTY_CART: 1,
        Problem.QUANTITY_OUT_OF_RANGE: 1,
    } == report.refused


def test_lines_of_quantity_zero_are_left_out_and_counted() -> None:
    lines = [{"sku": "PACK-1", "quantity": 0, "price": 0}, {"sku": "PACK-1", "quantity": 2}]
    report = run(THANKS, order(1, lines=lines))
    assert (1, 1, 2, 7600) == (report.decided, report.lines_without_quantity, report.lines, report.goods)


def test_a_repeated_order_is_counted_and_decided_once() -> None:
    report = run(THANKS, order(1), order(1))
    assert (1, 1) == (report.decided, report.repeated)


def test_orders_out_of_time_order_are_counted() -> None:
    assert 1 == run(THANKS, order(1, day=9), order(2, day=8), order(3, day=9)).out_of_order


def test_a_time_without_an_offset_is_of_the_shop() -> None:
    sale = 'sale "may" {\n  begins 2026-05-01 00:00\n  discount 10%\n}\n'
    report = run(sale, order(1, at="2026-05-01T00:00:00"), order(2, at="2026-04-30T23:59:59"))
    assert {"may": 1} == report.matched


def test_progress_is_told() -> None:
    told: list[int] = []
    replay(program(THANKS), (order(number) for number in range(1200)), progress=told.append)
    assert [500, 1000] == told


def test_the_files_of_a_retailers_year_compile_and_replay(tmp_path: Path) -> None:
    write_files(SmallTown(), tmp_path)
    skus = ["10", "11", "12", *map(str, WIDE)]
    tag = frozenset({"coupon-1-502"})
    products = {
        sku: Product(sku=sku, name=sku, price=1, tags=tag if int(sku) in WIDE else frozenset())
        for sku in skus
    }
    files = [
        SourceFile(path=path.name, text=path.read_text(encoding="utf-8"))
        for path in sorted((tmp_path / "rules").iterdir())
    ]
    compiled = compile_files(files, Catalog(currency="USD", products=products))
    assert compiled.program is not None, compiled.diagnostics
    with (tmp_path / "orders.jsonl").open("rb") as rows:
        report = replay(compiled.program, rows)
    assert (3, 1) == (report.codes, report.codes_accepted)
    assert {RefusalReason.NO_TARGET_IN_CART: 1, RefusalReason.NOT_STARTED: 1} == report.codes_refused
    assert {Problem.EMPTY_CART: 1} == report.refused


def test_the_verb_reports_for_people_and_for_programs(tmp_path: Path) -> None:
    rows = [order(1, "SAMPLE-1"), order(2, coupons=["thanks-coupon"]), b"nonsense"]
    (tmp_path / "orders.jsonl").write_bytes(b"\n".join(rows))
    command = [str(tmp_path / "orders.jsonl"), "--rules", "rules/examples/01-thank-you-coupon"]
    text = CliRunner().invoke(replay_verb, command)
    figures = json.loads(CliRunner().invoke(replay_verb, [*command, "--format", "json"]).output)
    assert "1 rows that cannot be read\n    line 3: the row: not_json" in text.output
    assert (2, 1, 1, 1) == (
        figures["decided"], figures["bad_rows"], figures["coupons_issued"], figures["coupons_redeemed"]
    )  # fmt: skip
    assert (0, "") == (text.exit_code, text.stderr)


def test_the_verb_shows_what_is_wrong_with_the_rules(tmp_path: Path) -> None:
    (tmp_path / "rules.otoku").write_text('otoku 1\nsale "x" {\n  discount 10% off\n}\n', encoding="utf-8")
    (tmp_path / "catalog.csv").write_text("sku,name,price\nA,A,1\n", encoding="utf-8")
    (tmp_path / "orders.jsonl").write_bytes(order(1))
    shown = CliRunner().invoke(replay_verb, [str(tmp_path / "orders.jsonl"), "--rules", str(tmp_path)])
    assert 1 == shown.exit_code
    assert "rules.otoku:3" in shown.stderr
