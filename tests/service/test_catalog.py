"""Catalogue files: Otoku's columns, Shopify's export, JSON Lines; every bad row is reported with its line."""

from collections.abc import Iterable

import pytest

from engine.model.answers import ImportReport
from engine.model.catalog import ProductKind, Sold
from engine.model.records import Shop
from engine.service import ask
from engine.service.catalog import ImportMode, import_products
from engine.service.engine import Engine
from engine.service.read_products import CatalogFile, ImportFormat, Row, read_products
from engine.values.duration import Duration, Unit
from tests.service.shop import TEST

HEADINGS = "sku,name,price,kind,tax_rate,tags,requires_shipping,coupon_entry,sandbox"


def read(text: str, format: ImportFormat = ImportFormat.CSV, currency: str = "JPY") -> list[Row]:  # noqa: A002
    """All rows of a text."""
    return list(read_products(text.splitlines(keepends=True), CatalogFile(format=format, currency=currency)))


async def load(
    engine: Engine, lines: Iterable[str], mode: ImportMode = ImportMode.ALL_OR_NOTHING
) -> ImportReport:
    """Import CSV into a new shop."""
    await engine.store.add_shop(Shop(id="new", name="New", created_at=engine.clock.now()))
    return await import_products(engine, "new", lines, format=ImportFormat.CSV, mode=mode, actor=TEST)


def test_own_columns_become_a_product() -> None:
    (row,) = read(f'{HEADINGS}\nA-1,煎茶,"1,980",download,8%,"new, green",no,hidden,yes\n')

    product = row.product
    assert product is not None
    assert (product.sku, product.price, product.kind) == ("A-1", 1980, ProductKind.DOWNLOAD)
    assert (float(product.tax_rate), product.tags) == (0.08, {"new", "green"})
    assert (product.requires_shipping, product.coupon_entry, product.sandbox) == (False, False, True)


def test_what_is_sold_out_says_so_and_what_says_nothing_is_in_stock() -> None:
    rows = read("sku,name,price,in_stock\nA,Tea,100,no\nB,Cup,100,yes\nC,Pot,100,\n")
    found = [one.product.in_stock for one in rows if one.product is not None]
    assert [False, True, True] == found


def test_prices_are_major_units_of_the_currency() -> None:
    (row,) = read("sku,name,price\nA,Tea,19.80\n", currency="USD")

    assert row.product is not None
    assert row.product.price == 1980


def test_plans_are_read_from_a_cell_and_from_json() -> None:
    cell = read("sku,name,price,plans,sold\nA,Tea,1000,monthly: 1 month 10%; weekly: 7 days,subscription\n")
    line = read(
        '{"sku":"A","name":"Tea","price":1000,"sold":"subscription","plans":[{"name":"monthly","cycle":"1 month",'
        '"discount":"10%"},{"name":"weekly","cycle":"7 days"}]}\n',
        ImportFormat.JSONL,
    )

    assert cell[0].product is not None
    assert cell[0].product == line[0].product
    assert cell[0].product.sold is Sold.SUBSCRIPTION
    assert [plan.cycle for plan in cell[0].product.plans] == [
        Duration(count=1, unit=Unit.MONTH),
        Duration(count=7, unit=Unit.DAY),
    ]


def test_the_mark_of_a_spreadsheet_and_a_quoted_line_break_are_no_trouble() -> None:
    rows = read('\ufeffsku,name,price,description\nA,Tea,1,"two\nlines"\n\nB,Tea,2,\n')

    assert [(row.line, row.product.sku if row.product else None) for row in rows] == [(2, "A"), (5, "B")]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",Tea,1,,,,,,", "sku", "missing"),
        ("A,,1,,,,,,", "name", "missing"),
        ("A,Tea,,,,,,,", "price", "missing"),
        ("A,Tea,abc,,,,,,", "price", "not_a_number"),
        ("A,Tea,NaN,,,,,,", "price", "not_a_number"),
        ("A,Tea,1e30,,,,,,", "price", "not_a_number"),
        ("A,Tea,-1,,,,,,", "price", "out_of_range"),
        ("A,Tea,10000000000000000,,,,,,", "price", "out_of_range"),
        ("A,Tea,1.5,,,,,,", "price", "too_many_decimals"),
        ("A,Tea,1,gadget,,,,,", "kind", "unknown_value"),
        ("A,Tea,1,,200%,,,,", "tax_rate", "out_of_range"),
        ("A,Tea,1,,,,maybe,,", "requires_shipping", "unknown_value"),
        ("A,Te\x00a,1,,,,,,", "name", "control_character"),
        (f"{'A' * 256},Tea,1,,,,,,", "sku", "too_long"),
        ("A,Tea,1,,,,,,,,,", "", "too_many_cells"),
        ('A,"Tea" x,1,,,,,,', "", "not_csv"),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_column(row: str, column: str, code: str) -> None:
    found = [one.problem for one in read(f"{HEADINGS}\nGOOD,Tea,1,,,,,,\n{row}\n") if one.problem]

    assert [(one.line, one.column, one.code) for one in found] == [(3, column, code)]


def test_a_sku_that_comes_twice_names_the_first_line() -> None:
    rows = read("sku,name,price\nA,Tea,1\nB,Tea,1\nA,Tea,2\n")

    problem = rows[2].problem
    assert problem is not None
    assert (problem.line, problem.code, problem.expected) == (4, "repeated", "line 2")


@pytest.mark.parametrize("text", ["", "name,price\nTea,1\n", "\n", '"sku,name'])
def test_a_file_without_its_headings_is_one_problem(text: str) -> None:
    (row,) = read(text)

    assert row.problem is not None
    assert row.line == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "not_json"),
        ("[1]", "not_an_object"),
        ('{"sku":"A"}', "missing"),
        ('{"sku":"A","name":"T","price":true}', "not_a_number"),
        ('{"sku":"A","name":"T","price":1,"plans":[1]}', "not_an_object"),
        ("[" * 100_000, "not_json"),
    ],
)
def test_a_bad_json_line_is_reported_with_its_line(line: str, code: str) -> None:
    rows = read(f'{{"sku":"G","name":"Good","price":1}}\n{line}\n', ImportFormat.JSONL)

    assert rows[0].product is not None
    assert rows[1].problem is not None
    assert (rows[1].problem.line, rows[1].problem.code) == (2, code)


def test_a_json_price_is_exact() -> None:
    (row,) = read('{"sku":"A","name":"T","price":19.80}\n', ImportFormat.JSONL, "USD")

    assert row.product is not None
    assert row.product.price == 1980


SHOPIFY_HEADINGS = (
    "Handle,Title,Body (HTML),Type,Tags,Option1 Value,Variant SKU,Variant Price,Variant Requires Shipping,"
    "Image Src,Gift Card"
)
SHOPIFY = f"""{SHOPIFY_HEADINGS}
tea,Green tea,<p>Fresh &amp; <b>green</b></p>,Tea,"new, spring",100g,TEA-100,12.50,true,https://cdn.example/1.jpg,false
tea,,,,,200g,TEA-200,20.00,true,,
tea,,,,,,,,,https://cdn.example/2.jpg,
card,Gift card,,Gift,,Default Title,,50.00,false,,true
"""


def test_a_shopify_export_gives_one_product_per_variant() -> None:
    products = [row.product for row in read(SHOPIFY, currency="USD") if row.product]

    assert [(one.sku, one.name, one.price) for one in products] == [
        ("TEA-100", "Green tea / 100g", 1250),
        ("TEA-200", "Green tea / 200g", 2000),
        ("card", "Gift card", 5000),
    ]
    assert products[0].description == "Fresh & green"
    assert products[1].tags == {"new", "spring"}
    assert products[2].kind is ProductKind.GIFT_CARD


async def test_one_bad_row_keeps_everything_out_or_only_itself_as_asked(engine: Engine) -> None:
    lines = ["sku,name,price\n", "A,Tea,1\n", "B,Tea,x\n", "C,Tea,3\n"]

    nothing = await load(engine, lines)
    before = await ask.catalog(engine, "new")
    rest = await load(engine, lines, ImportMode.SKIP_BAD)
    after = await ask.catalog(engine, "new")

    assert (nothing.rows, nothing.saved, nothing.stored) == (3, 0, False)
    assert [problem.line for problem in nothing.problems] == [3]
    assert before.products == {}
    assert (rest.saved, rest.stored) == (2, True)
    assert set(after.products) == {"A", "C"}


async def test_a_dry_run_reports_the_same_and_stores_nothing(engine: Engine) -> None:
    lines = ["sku,name,price\n", "A,Tea,100\n", "B,Tea,dear\n"]
    await load(engine, [lines[0]])
    looked = await import_products(
        engine,
        "new",
        lines,
        format=ImportFormat.CSV,
        mode=ImportMode.SKIP_BAD,
        actor=TEST,
        dry_run=True,
    )
    assert (looked.rows, looked.stored, [one.line for one in looked.problems]) == (2, False, [3])
    assert (await ask.catalog(engine, "new")).products == {}


async def test_a_large_file_is_read_as_a_stream_and_tells_its_progress(engine: Engine) -> None:
    await engine.store.add_shop(Shop(id="new", name="New", created_at=engine.clock.now()))
    lines = (f"S-{n},Tea {n},{n}\n" if n else "sku,name,price\n" for n in range(5001))
    told: list[int] = []

    report = await import_products(
        engine,
        "new",
        lines,
        format=ImportFormat.CSV,
        mode=ImportMode.ALL_OR_NOTHING,
        actor=TEST,
        progress=told.append,
    )

    assert (report.saved, told) == (5000, [2000, 4000, 5000])
    assert len((await ask.catalog(engine, "new")).products) == 5000


async def test_thousands_of_problems_are_counted_and_the_first_ones_listed(engine: Engine) -> None:
    report = await load(engine, ["sku,name,price\n", *("A,Tea,x\n" for _ in range(1500))])

    assert (len(report.problems), report.more_problems, report.stored) == (1000, 500, False)
