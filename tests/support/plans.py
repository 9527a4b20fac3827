"""A shop whose products can be bought on plans: what tests of offers sell."""

from pathlib import Path

from engine.model.records import Actor
from engine.service.catalog import ImportMode, import_products
from engine.service.engine import Engine
from engine.service.read_products import ImportFormat

CATALOG = (
    Path(__file__).resolve().parents[2] / "rules" / "examples" / "04-upsell-after-payment" / "catalog.csv"
)
"""Samples, packs and a teapot that are bought once; two teas on monthly plans, one of them weekly, too."""


async def sell_on_plans(engine: Engine, shop: str = "tea") -> None:
    """Import the catalogue of the offers' example beside what the shop sells."""
    with CATALOG.open(encoding="utf-8", newline="") as lines:
        report = await import_products(
            engine,
            shop,
            lines,
            format=ImportFormat.CSV,
            mode=ImportMode.ALL_OR_NOTHING,
            actor=Actor(kind="cli", id="test"),
        )
    assert report.problems == ()
