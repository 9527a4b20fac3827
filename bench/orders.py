"""A paid order, recorded: redeem a coupon and a shared code, issue, schedule, count, audit, against the bare driver.

The bare driver sends the very same statements, in one transaction, to a copy of the database.
"""

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg

from bench.hot import AREA, measure_hot
from bench.shop import SHARED_CODE, earn_code, open_shop, place_order, shop_files
from bench.statements import Recording, Statement, recorded
from bench.table import Bar, Row, figure
from engine.service.engine import Engine
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine
from tests.support import servers

MOST_STATEMENTS = Bar(value=12)
MOST_TIME = Bar(value=2)
WARM_UP = 5


@dataclass(kw_only=True)
class Measured:
    """Nanoseconds of each order: by the engine, by the bare driver; CPU of the engine's; what was sent."""

    ours: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    cpu: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)


Send = Callable[[Sequence[Statement]], Awaitable[None]]


def measure_orders(quick: bool) -> Iterator[Row]:
    """Rows of this area. Raises UnavailableError when there is no PostgreSQL."""
    orders = 40 if quick else 300
    for rules in (1,) if quick else (1, 50):
        with tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
            yield from _rows("SQLite", rules, asyncio.run(_on_sqlite(Path(folder), rules, orders)))
        with servers.postgres() as server:
            yield from _rows("PostgreSQL", rules, asyncio.run(_on_postgres(server.url, rules, orders)))
    yield measure_hot(quick)


def _rows(name: str, rules: int, measured: Measured) -> Iterator[Row]:
    ours, bare = sum(measured.ours), sum(measured.bare)
    matching = "1 coupon rule matches" if rules == 1 else f"{rules} coupon rules match"
    most = max(measured.statements)
    yield Row(
        area=AREA,
        what=f"{name}, {matching}",
        value=ours / bare,
        bar=MOST_TIME,
        cpu=statistics.mean(measured.cpu) / 1e3,
        statements=statistics.mean(measured.statements),
        bytes=statistics.mean(measured.bytes),
        beside=(
            f"p50 {figure(statistics.median(measured.ours) / 1e6)} ms against"
            f" {figure(statistics.median(measured.bare) / 1e6)} ms; {len(measured.ours)} orders"
        ),
    )
    yield Row(
        area=AREA,
        what=f"{name}, {matching}: statements",
        value=most,
        unit="statements",
        bar=MOST_STATEMENTS,
        beside="the most that an order took: once a second one looks whether other rules are live",
    )


async def _on_sqlite(folder: Path, rules: int, orders: int) -> Measured:
    ours, copy = folder / "ours.sqlite3", folder / "copy.sqlite3"
    settings = Settings(database_url=f"sqlite://{ours}", secrets=new_secrets())
    codes = await _prepare(settings, rules, orders)
    shutil.copy(ours, copy)
    async with open_engine(settings) as engine, aiosqlite.connect(copy, isolation_level=None) as bare:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "busy_timeout = 1200",
            "foreign_keys = ON",
        ):
            await bare.execute_fetchall(f"PRAGMA {pragma}")

        async def send(statements: Sequence[Statement]) -> None:
            await bare.execute_fetchall("BEGIN IMMEDIATE")
            for text, values in statements:
                await bare.execute_fetchall(text, values)
            await bare.execute_fetchall("COMMIT")

        return await _race(engine, codes, send)


async def _on_postgres(url: str, rules: int, orders: int) -> Measured:
    base = url.removesuffix("/postgres")
    admin = await asyncpg.connect(url)
    await admin.execute("CREATE DATABASE ours")
    settings = Settings(database_url=f"{base}/ours", secrets=new_secrets())
    codes = await _prepare(settings, rules, orders)
    await admin.execute("CREATE DATABASE bare TEMPLATE ours")
    async with open_engine(settings) as engine, _connected(f"{base}/bare") as bare:

        async def send(statements: Sequence[Statement]) -> None:
            async with bare.transaction():
                for text, values in statements:
                    await bare.fetch(text, *values)

        measured = await _race(engine, codes, send)
    await admin.close()
    return measured


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def _prepare(settings: Settings, rules: int, orders: int) -> list[str]:
    """Open the shop and let every buyer earn a code."""
    async with open_engine(settings) as engine:
        await open_shop(engine, shop_files(coupons=rules))
        return [await earn_code(engine, buyer) for buyer in range(orders)]


async def _race(engine: Engine, codes: Sequence[str], send: Send) -> Measured:
    measured = Measured()
    with recorded() as recording:
        for buyer, code in enumerate(codes):
            ours, cpu = await _one_order(engine, buyer, code, recording)
            statements = recording.counted()
            began = time.perf_counter_ns()
            await send(statements)
            bare = time.perf_counter_ns() - began
            if buyer < WARM_UP:
                continue
            measured.ours.append(ours)
            measured.cpu.append(cpu)
            measured.bare.append(bare)
            measured.statements.append(len(statements))
            measured.bytes.append(recording.bytes())
    return measured


async def _one_order(engine: Engine, buyer: int, code: str, recording: Recording) -> tuple[int, int]:
    recording.start()
    cpu, began = time.process_time_ns(), time.perf_counter_ns()
    await place_order(engine, f"second-{buyer}", buyer, (code, SHARED_CODE))
    return time.perf_counter_ns() - began, time.process_time_ns() - cpu
