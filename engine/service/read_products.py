"""A catalogue file, read line by line: a product or a problem for every row (CSV and JSON Lines)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from engine.model.answers import RowProblem
from engine.model.catalog import Plan, Product
from engine.service.product_rows import (
    REQUIRED,
    SHOPIFY_REQUIRED,
    BadCell,
    Cells,
    ShopifyRows,
    own_product,
    plans_of,
)


class ImportFormat(StrEnum):
    """File formats of a catalogue; the headings of a CSV tell Otoku's columns from Shopify's product export."""

    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFile:
    """What a file is written in; prices are in major units of `currency`, times without a zone in `zone`."""

    format: ImportFormat
    currency: str = "JPY"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Tokyo"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row came to; both None for a row that says nothing new, such as one more image."""

    line: int
    product: Product | None = None
    problem: RowProblem | None = None


def lines_of(text: str) -> Iterable[str]:
    """The lines of a file with their ends; U+2028 and its like are part of a cell and end nothing."""
    return io.StringIO(text, newline="")


def read_products(lines: Iterable[str], file: CatalogFile) -> Iterator[Row]:
    """Read rows lazily, in order; a file whose headings are missing gives one problem and ends. Never raises."""
    seen: dict[str, int] = {}
    rows = _csv_rows(lines, file) if file.format is ImportFormat.CSV else _json_rows(lines, file)
    for row in rows:
        if row.product is None:
            yield row
            continue
        sku = row.product.sku
        if sku in seen:
            repeated = BadCell("sku", "repeated", sku, f"line {seen[sku]}")
            yield Row(line=row.line, problem=repeated.at(row.line))
            continue
        seen[sku] = row.line
        yield row


def _csv_rows(lines: Iterable[str], file: CatalogFile) -> Iterator[Row]:
    reader = csv.reader(_without_mark(lines), strict=True)
    try:
        headings = [heading.strip() for heading in next(reader, [])]
    except csv.Error as error:
        yield _bad(1, "", "not_csv", str(error))
        return
    shopify = "Handle" in headings
    missing = [name for name in (SHOPIFY_REQUIRED if shopify else REQUIRED) if name not in headings]
    if missing:
        yield _bad(1, missing[0], "missing_column", ", ".join(headings)[:100])
        return
    products = ShopifyRows() if shopify else None
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _bad(line, "", "not_csv", str(error))
            continue
        if any(value.strip() for value in values):
            yield _csv_row(line, headings, values, products, file)


def _csv_row(
    line: int, headings: list[str], values: list[str], shopify: ShopifyRows | None, file: CatalogFile
) -> Row:
    if len(values) > len(headings):
        return _bad(line, "", "too_many_cells", str(len(values)), str(len(headings)))
    cells = Cells(values=dict(zip(headings, values, strict=False)), currency=file.currency, zone=file.zone)
    try:
        return Row(line=line, product=own_product(cells) if shopify is None else shopify.product(cells))
    except BadCell as bad:
        return Row(line=line, problem=bad.at(line))


def _json_rows(lines: Iterable[str], file: CatalogFile) -> Iterator[Row]:
    for line, text in enumerate(_without_mark(lines), 1):
        if text.strip():
            yield _json_row(line, text, file)


def _json_row(line: int, text: str, file: CatalogFile) -> Row:
    try:
        # Numbers stay as written: 19.80 must not become 19.800000000000001.
        read = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return _bad(line, "", "not_json", str(error))
    if not isinstance(read, dict):
        return _bad(line, "", "not_an_object", text.strip()[:100])
    try:
        cells = Cells(
            values={str(name): _as_text(value) for name, value in read.items()},
            currency=file.currency,
            zone=file.zone,
            plans=_json_plans(read.get("plans")),
        )
        return Row(line=line, product=own_product(cells))
    except BadCell as bad:
        return Row(line=line, problem=bad.at(line))


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(str(item) for item in value if isinstance(item, str))
        case dict():
            return ""
        case _:
            return str(value)


def _json_plans(written: object) -> tuple[Plan, ...]:
    """`[{"name": "monthly", "cycle": "1 month", "discount": "10%"}]`, or all in one text as in a CSV."""
    if isinstance(written, str):
        return plans_of(written)
    if not isinstance(written, list):
        return ()
    spelled = [_spelled(plan) for plan in written]
    return plans_of("; ".join(spelled))


def _spelled(plan: object) -> str:
    if not isinstance(plan, Mapping):
        raise BadCell("plans", "not_an_object", str(plan), '{"name": "monthly", "cycle": "1 month"}')
    first = f" first {plan['first_order_discount']}" if plan.get("first_order_discount") else ""
    return f"{plan.get('name', '')}: {plan.get('cycle', '')} {plan.get('discount', '')}{first}".strip()


def _bad(line: int, column: str, code: str, value: str = "", expected: str = "") -> Row:
    return Row(line=line, problem=BadCell(column, code, value, expected).at(line))


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """The lines, without the byte order mark that spreadsheets put in front."""
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line
