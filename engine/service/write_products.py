"""A catalogue written as a file that can be read again: what a rule repository checks against with `--catalog`."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from fractions import Fraction

from engine.model.catalog import Catalog, Plan, Product
from engine.service.read_products import ImportFormat
from engine.values.money import decimal_text


def write_products(catalog: Catalog, form: ImportFormat) -> Iterator[str]:
    """The lines of the file, each with its line end, products in the order of their sku; prices in major units."""
    columns: dict[str, Callable[[Product], str]] = {
        "sku": lambda one: one.sku,
        "name": lambda one: one.name,
        "price": lambda one: _major(one.price, catalog.currency),
        "kind": lambda one: one.kind.value,
        "sold": lambda one: one.sold.value,
        "tax_rate": lambda one: _percent(one.tax_rate),
        "plans": lambda one: "; ".join(_plan(plan) for plan in one.plans),
        "category": lambda one: one.category,
        "tags": lambda one: ", ".join(sorted(one.tags)),
        "requires_shipping": lambda one: _yes(one.requires_shipping),
        "cost": lambda one: "" if one.cost is None else _major(one.cost, catalog.currency),
        "coupon_entry": lambda one: _yes(one.coupon_entry),
        "coupon_discount": lambda one: _yes(one.coupon_discount),
        "sandbox": lambda one: _yes(one.sandbox),
        "in_stock": lambda one: _yes(one.in_stock),
        "event_at": lambda one: "" if one.event_at is None else one.event_at.isoformat(),
        "image_url": lambda one: one.image_url,
        "description": lambda one: one.description,
    }
    if form is ImportFormat.CSV:
        yield _csv_line(list(columns))
    for _, product in sorted(catalog.products.items()):
        values = {name: value(product) for name, value in columns.items()}
        if form is ImportFormat.CSV:
            yield _csv_line(list(values.values()))
        else:
            yield json.dumps({name: text for name, text in values.items() if text}, ensure_ascii=False) + "\n"


def _csv_line(values: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()


def _major(amount: int, currency: str) -> str:
    return decimal_text(amount, currency).replace(",", "")


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _percent(rate: Fraction) -> str:
    return f"{float(rate * 100):.10g}%"


def _plan(plan: Plan) -> str:
    discount = f" {_percent(plan.discount)}" if plan.discount or plan.first_order_discount is not None else ""
    first = "" if plan.first_order_discount is None else f" first {_percent(plan.first_order_discount)}"
    return f"{plan.name}: {plan.cycle}{discount}{first}"
