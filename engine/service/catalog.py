"""Products come in: by file or by API."""

from collections.abc import AsyncIterable, Callable, Iterable, Sequence
from enum import StrEnum

from engine.model.answers import ImportReport
from engine.model.catalog import Product
from engine.model.records import Actor
from engine.service.engine import Engine


class ImportFormat(StrEnum):
    """File formats of a catalogue; CSV headings tell Otoku's columns from Shopify's product export."""

    CSV = "csv"
    JSONL = "jsonl"


class ImportMode(StrEnum):
    """What to do about rows that cannot be read."""

    ALL_OR_NOTHING = "all_or_nothing"
    SKIP_BAD = "skip_bad"


async def import_products(
    engine: Engine,
    shop: str,
    lines: Iterable[str] | AsyncIterable[str],
    *,
    format: ImportFormat,
    mode: ImportMode,
    actor: Actor,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Read products line by line and store them; every bad row is reported with its line number."""
    raise NotImplementedError


async def save_products(
    engine: Engine, shop: str, products: Sequence[Product], *, remove: Sequence[str] = (), actor: Actor
) -> int:
    """Add, change and remove products, all or nothing; returns the new catalogue version."""
    raise NotImplementedError
