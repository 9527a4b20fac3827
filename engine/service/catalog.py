"""Products come in: by file or by API."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

from engine.model.answers import ImportReport, RowProblem
from engine.model.catalog import Product
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.read_products import CatalogFile, ImportFormat, Row, read_products

ROWS_AT_ONCE = 2000
MOST_PROBLEMS = 1000
"""Problems that are listed; the rest is counted."""


class ImportMode(StrEnum):
    """What to do about rows that cannot be read."""

    ALL_OR_NOTHING = "all_or_nothing"
    SKIP_BAD = "skip_bad"


async def import_products(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    lines: Iterable[str],
    *,
    format: ImportFormat,  # noqa: A002 - what callers name it
    mode: ImportMode,
    actor: Actor,
    currency: str | None = None,
    progress: Callable[[int], None] | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Read products line by line and store them in one step; every bad row is reported with its line number.

    A dry run reports the same and stores nothing.

    With ALL_OR_NOTHING one bad row keeps everything out. `currency` None means that of the live rules, or of the
    products before. `progress` is told how many rows were read so far.
    """
    file = await catalog_file(engine, shop, format, currency)
    rows = read_products(lines, file)
    products: list[Product] = []
    problems: list[RowProblem] = []
    read = 0
    # In a thread: a hundred thousand rows must not keep quotes waiting.
    while batch := await asyncio.to_thread(_some, rows):
        read += len(batch)
        products.extend(row.product for row in batch if row.product is not None)
        problems.extend(row.problem for row in batch if row.problem is not None)
        if progress is not None:
            progress(read)
    stores = bool(products) and (mode is ImportMode.SKIP_BAD or not problems) and not dry_run
    version = 0
    if stores:
        version = await _save(engine, shop, products, (), file.currency, actor)
    return ImportReport(
        rows=read,
        saved=len(products) if stores else 0,
        problems=tuple(problems[:MOST_PROBLEMS]),
        stored=stores,
        more_problems=max(0, len(problems) - MOST_PROBLEMS),
        catalog_version=version,
    )


async def save_products(
    engine: Engine, shop: str, products: Sequence[Product], *, remove: Sequence[str] = (), actor: Actor
) -> int:
    """Add, change and remove products, all or nothing; returns the new catalogue version."""
    currency = (await catalog_file(engine, shop, ImportFormat.CSV, None)).currency
    return await _save(engine, shop, products, remove, currency, actor)


async def _save(  # noqa: PLR0917 - what the store is given
    engine: Engine,
    shop: str,
    products: Sequence[Product],
    remove: Sequence[str],
    currency: str,
    actor: Actor,
) -> int:
    """Store the change; steps of lists that count from the date of an event are planned anew for its readers."""
    now = engine.clock.now()
    dated = any(product.event_at is not None for product in products)
    timers = [StartTimer(kind=TimerKind.LISTS_PLAN, subject="", due=now)] if dated else []
    version = await engine.store.save_products(shop, products, remove, currency, actor, now, timers)
    engine.programs.forget(shop)
    if timers:
        engine.waker.wake()
    return version


async def catalog_file(
    engine: Engine,
    shop: str,
    format: ImportFormat,  # noqa: A002
    currency: str | None = None,
) -> CatalogFile:
    """How a file of the shop's products is written; `currency` None means that of the live rules."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        raise LookupError(f"there is no shop {shop}")
    settings = prepared.program.settings
    return CatalogFile(format=format, currency=currency or settings.currency, zone=ZoneInfo(settings.zone))


def _some(rows: Iterator[Row]) -> list[Row]:
    return list(islice(rows, ROWS_AT_ONCE))
