"""Refunds in bulk, from a file to cards with balance, ledger, timer and mail, against a bare insert of these rows."""

import asyncio
import itertools
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from bench.shop import ACTOR, SHOP, ShopError, open_shop
from bench.table import Bar, Row
from engine.model.job import Job, JobState
from engine.model.records import SourceFile
from engine.service.bulk_refund import CARRIED_OUT_AT_ONCE
from engine.service.bulk_refund_jobs import open_bulk_refund, start_bulk_refund
from engine.service.engine import Engine
from engine.service.hand_in import hand_in
from engine.service.run_jobs import run_job
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine
from tests.support import servers

AREA = "a refund in bulk (1.00 is the same rows by COPY, or executemany on SQLite, in the same transactions)"
MOST_TIME = Bar(value=3)
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

giftcard "refunds" {
  code pattern "GIFT-****-****-****"
  valid 365 days
  send email "card"
}
"""
MAIL = "category: giftcard\nclass: essential\nsubject: {{ giftcard.balance }}\n---\n{{ giftcard.code }}\n"
FILES = (
    SourceFile(path="rules.otoku", text=RULES),
    SourceFile(path="templates/card.ja.liquid", text=MAIL),
)
TABLES = (
    *("customers", "card_publications", "gift_cards", "card_metadata", "ledger_transfers", "ledger_postings"),
    *("card_lots", "timers", "messages"),
)

Rows = Sequence[Sequence[Any]]
NewRows = Callable[[str], Awaitable[tuple[Sequence[str], Rows]]]
"""The columns of a table, and its rows since the last question."""

Insert = Callable[[Mapping[str, tuple[Sequence[str], Rows]]], Awaitable[None]]
"""One transaction with rows of several tables."""


@dataclass(kw_only=True)
class Measured:
    """Seconds by the clock and of CPU of the engine, seconds of the bare driver, rows of the file."""

    ours: float = 0
    cpu: float = 0
    bare: float = 0
    rows: int = 0


def measure_cards(quick: bool) -> Iterator[Row]:
    """Rows of this area. Raises UnavailableError when there is no PostgreSQL."""
    rounds, rows = (2, 2_000) if quick else (5, 10_000)
    with servers.postgres() as server:
        yield _row("PostgreSQL", asyncio.run(_on_postgres(server.url, rounds, rows)))
    with tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
        yield _row("SQLite", asyncio.run(_on_sqlite(Path(folder), rounds, rows)))


def _row(name: str, measured: Measured) -> Row:
    return Row(
        area=AREA,
        what=f"{name}, {measured.rows:,} rows to cards with mails",
        value=measured.ours / measured.bare,
        bar=MOST_TIME,
        cpu=measured.cpu / measured.rows * 1e6,
        beside=(
            f"{measured.rows / measured.ours:,.0f} rows/s against {measured.rows / measured.bare:,.0f};"
            f" ten rows in nine tables each"
        ),
    )


async def _on_postgres(url: str, rounds: int, rows: int) -> Measured:
    base = url.removesuffix("/postgres")
    admin = await asyncpg.connect(url)
    await admin.execute("CREATE DATABASE ours")
    settings = Settings(database_url=f"{base}/ours", secrets=new_secrets())
    async with open_engine(settings) as engine:
        await open_shop(engine, FILES)
    await admin.execute("CREATE DATABASE bare TEMPLATE ours")
    await admin.close()
    source, bare = await asyncpg.connect(f"{base}/ours"), await asyncpg.connect(f"{base}/bare")

    seen = dict.fromkeys(TABLES, 0)  # transactions

    async def new_rows(table: str) -> tuple[Sequence[str], Rows]:
        statement = (
            f"SELECT xmin::text::bigint, * FROM {table} WHERE xmin::text::bigint > {seen[table]} ORDER BY 1"
        )
        found = await source.fetch(statement)
        seen[table] = found[-1][0]
        return list(found[0].keys())[1:], [tuple(one)[1:] for one in found]

    async def insert(parts: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
        async with bare.transaction():
            for table, (columns, records) in parts.items():
                await bare.copy_records_to_table(table, records=records, columns=columns)

    try:
        return await _measure(settings, rounds, rows, new_rows, insert)
    finally:
        await source.close()
        await bare.close()


async def _on_sqlite(folder: Path, rounds: int, rows: int) -> Measured:
    ours, copy = folder / "ours.sqlite3", folder / "bare.sqlite3"
    settings = Settings(database_url=f"sqlite://{ours}", secrets=new_secrets())
    async with open_engine(settings) as engine:
        await open_shop(engine, FILES)
    source, bare = sqlite3.connect(ours), sqlite3.connect(copy, isolation_level=None)
    source.backup(bare)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        bare.execute(f"PRAGMA {pragma}")

    seen = dict.fromkeys(TABLES, 0)  # rows

    async def new_rows(table: str) -> tuple[Sequence[str], Rows]:
        statement = f"SELECT * FROM {table} ORDER BY rowid LIMIT -1 OFFSET {seen[table]}"
        found = source.execute(statement)
        rows = found.fetchall()
        seen[table] += len(rows)
        return [column[0] for column in found.description], rows

    async def insert(parts: Mapping[str, tuple[Sequence[str], Rows]]) -> None:
        bare.execute("BEGIN IMMEDIATE")
        for table, (columns, records) in parts.items():
            marks = ", ".join("?" * len(columns))
            bare.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", records)
        bare.execute("COMMIT")

    try:
        return await _measure(settings, rounds, rows, new_rows, insert)
    finally:
        source.close()
        bare.close()


async def _measure(settings: Settings, rounds: int, rows: int, new_rows: NewRows, insert: Insert) -> Measured:
    """A job of `rows` rows, then the bare insert of what it wrote, `rounds` times."""
    measured = Measured()
    async with open_engine(settings) as engine:
        for number in range(rounds):
            job = await _looked_through(engine, number, rows)
            cpu, began = time.process_time(), time.perf_counter()
            await run_job(engine)
            measured.ours += time.perf_counter() - began
            measured.cpu += time.process_time() - cpu
            measured.rows += rows
            done = await engine.store.job(SHOP, job.id)
            if done is None or (done.state, done.done) != (JobState.DONE, rows):
                raise ShopError(f"the job did not do its work: {done}")
            new = {table: await new_rows(table) for table in TABLES}
            measured.bare += await _bare(new, rows, insert)
    return measured


async def _bare(new: Mapping[str, tuple[Sequence[str], Rows]], rows: int, insert: Insert) -> float:
    """Seconds to insert what a job wrote, as many rows of the file at once as it did."""
    batches = []
    for start in range(0, rows, CARRIED_OUT_AT_ONCE):
        part = {}
        for table, (columns, records) in new.items():
            each = len(records) // rows
            part[table] = columns, records[start * each : (start + CARRIED_OUT_AT_ONCE) * each]
        batches.append(part)
    began = time.perf_counter()
    for part in batches:
        await insert(part)
    return time.perf_counter() - began


async def _looked_through(engine: Engine, number: int, rows: int) -> Job:
    """A job with a file of `rows` rows that nobody sent before, ready to be carried out."""
    job = await open_bulk_refund(engine, SHOP, "refunds", ACTOR)
    if not isinstance(job, Job):
        raise ShopError(f"no job: {job}")
    await hand_in(engine, SHOP, job.id, _file(number, rows))
    await start_bulk_refund(engine, SHOP, job.id, ACTOR, check=True)
    await run_job(engine)
    started = await start_bulk_refund(engine, SHOP, job.id, ACTOR, check=False)
    if not isinstance(started, Job):
        raise ShopError(f"the file was refused: {started}")
    return started


async def _file(number: int, rows: int) -> AsyncIterator[bytes]:
    yield b"customer,email,booking,amount\n"
    lines = (
        f"c{number}-{row},c{number}-{row}@shop.example,B{number}-{row},{1000 + row}\n" for row in range(rows)
    )
    while part := "".join(itertools.islice(lines, 1_000)):
        yield part.encode()
