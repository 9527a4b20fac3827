"""What a million live codes cost: a quote with a card or coupon, and the order that uses it, against 1,000 of them."""

import asyncio
import hashlib
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from bench.shop import ACTOR, SHOP, ShopError, cart, earn_code, open_shop, shop_files
from bench.table import Bar, Row, figure
from engine.model.card_requests import PublicationRequest
from engine.model.cart import OrderState
from engine.model.decision import Rejection
from engine.model.records import SourceFile
from engine.model.requests import BuyerRequest, CartRequest, OrderRequest
from engine.service.card_codes import card_code
from engine.service.engine import Engine
from engine.service.publish_cards import publish_cards
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine
from tests.support import servers

AREA = "live codes (1.00 is the same shop with 1,000 cards and 1,000 coupons)"
MOST_TIME = Bar(value=1.2)
FEW, MILLION = 1_000, 1_000_000
SKUS = ("PACK-1", "PACK-2", "PACK-3", "PACK-4")  # earn nothing
WARM_UP = 20
CARDS = """otoku 1

giftcard "cards" {
  code pattern "GIFT-****-****-****"
  valid 365 days
}
"""

CARD, LOT = "'g_' || md5('card ' || n)", "'t_' || md5('lot ' || n)"
CLONES = (
    (
        "gift_cards",
        {
            "id": CARD,
            "publication_id": "'p_' || md5('card ' || n)",
            "lookup": "md5('one ' || n) || md5('two ' || n)",
            "owner_email": "'owner-' || n || '@example.com'",
        },
    ),
    ("card_lots", {"id": LOT, "card_id": CARD}),
    ("ledger_transfers", {"id": LOT, "key": "'credit:clone ' || n", "card_id": CARD}),
    (
        "ledger_postings",
        {
            "transfer_id": LOT,
            "lot_id": f"CASE WHEN t.lot_id IS NULL THEN NULL ELSE {LOT} END",
            "account": f"CASE WHEN t.lot_id IS NULL THEN t.account ELSE 'card/' || {CARD} END",
        },
    ),
    (
        "coupons",
        {
            "id": "'c_' || md5('coupon ' || n)",
            "lookup": "md5('three ' || n) || md5('four ' || n)",
            "owner_email": "'owner-' || n || '@example.com'",
            "order_id": "'order ' || n",
        },
    ),
)
"""What makes each copy of a card, or of a coupon, one of its own; `t` is the row that it is a copy of."""

FIRST = {
    "ledger_postings": "transfer_id = (SELECT MIN(id) FROM ledger_transfers WHERE key LIKE 'credit:publication%')"
}


ServerCpu = Callable[[int], Awaitable[float]]
"""CPU seconds that the database server has spent on the shop of a number so far."""


async def no_server(_: int) -> float:
    """SQLite runs in the process whose CPU is measured."""
    return 0.0


@dataclass(kw_only=True)
class Measured:
    """Nanoseconds of each operation, and CPU seconds of all of them, the server's included: few codes, and many."""

    few: list[int] = field(default_factory=list)
    many: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=lambda: [0.0, 0.0])


def measure_codes(quick: bool) -> Iterator[Row]:
    """Rows of this area. Raises UnavailableError when there is no PostgreSQL."""
    many, used = (20_000, 60) if quick else (MILLION, 400)
    with servers.postgres() as server:
        yield from _rows("PostgreSQL", many, asyncio.run(_on_postgres(server.url, many, used)))
    with tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
        yield from _rows("SQLite", many, asyncio.run(_on_sqlite(Path(folder), many, used)))


def _rows(name: str, many: int, measured: dict[str, Measured]) -> Iterator[Row]:
    for what, one in measured.items():
        few, lots = (statistics.median(times) / 1e6 for times in (one.few, one.many))
        slow_few, slow_lots = (statistics.quantiles(times, n=100)[-1] / 1e6 for times in (one.few, one.many))
        yield Row(
            area=AREA,
            what=f"{name}, {many:,} cards and as many coupons: {what}",
            # CPU: a wait for the disk, or for whoever else uses the machine, is longer than all that codes could cost.
            value=one.cpu[1] / one.cpu[0],
            bar=MOST_TIME,
            cpu=one.cpu[1] / len(one.many) * 1e6,
            beside=(
                f"by the clock {figure(lots / few)}×: p50 {figure(lots)} ms against {figure(few)};"
                f" p99 {figure(slow_lots)} against {figure(slow_few)};"
                f" {len(one.few)} each"
            ),
        )


async def _on_postgres(url: str, many: int, used: int) -> dict[str, Measured]:
    base = url.removesuffix("/postgres")
    admin = await asyncpg.connect(url)
    shops = []
    for name in ("few", "many"):
        await admin.execute(f"CREATE DATABASE {name}")
        shops.append(Settings(database_url=f"{base}/{name}", secrets=new_secrets()))
    await admin.close()

    async def clone(statement: str, number: int) -> None:
        connection = await asyncpg.connect(shops[number].database_url)
        await connection.execute(statement)
        await connection.close()

    async def columns(table: str) -> Sequence[str]:
        connection = await asyncpg.connect(shops[0].database_url)
        row = await connection.fetchrow(f"SELECT * FROM {table} LIMIT 1")
        await connection.close()
        return list(row.keys())

    async def server_cpu(number: int) -> float:
        connection = await asyncpg.connect(url)
        backends = "SELECT pid FROM pg_stat_activity WHERE datname = $1"
        found = await connection.fetch(backends, shops[number].database_url.rsplit("/", 1)[1])
        await connection.close()
        return sum(_cpu_of(row["pid"]) for row in found)

    series = "generate_series(1, {count}) AS s(n)"
    return await _measure(shops, (FEW, many), used, series, columns, clone, server_cpu)


async def _on_sqlite(folder: Path, many: int, used: int) -> dict[str, Measured]:
    files = [folder / f"{name}.sqlite3" for name in ("few", "many")]
    shops = [Settings(database_url=f"sqlite://{path}", secrets=new_secrets()) for path in files]

    async def clone(statement: str, number: int) -> None:
        with sqlite3.connect(files[number]) as connection:
            connection.create_function("md5", 1, _md5, deterministic=True)
            connection.execute(statement)
        connection.close()

    async def columns(table: str) -> Sequence[str]:
        connection = sqlite3.connect(files[0])
        found = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        connection.close()
        return found

    series = "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s) AS s"
    return await _measure(shops, (FEW, many), used, series, columns, clone, no_server)


def _cpu_of(pid: int) -> float:
    """CPU seconds of a process so far, in hundredths as a rule."""
    fields = (
        Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


async def _measure(  # noqa: PLR0913, PLR0917
    shops: Sequence[Settings],
    counts: tuple[int, int],
    used: int,
    series: str,
    columns: Callable[[str], Awaitable[Sequence[str]]],
    clone: Callable[[str, int], Awaitable[None]],
    server_cpu: ServerCpu,
) -> dict[str, Measured]:
    """Prepare two shops that differ in the number of codes, and ask both the same, in turns."""
    async with AsyncExitStack() as opened:
        engines = [await opened.enter_async_context(open_engine(one)) for one in shops]
        held = []
        for number, (engine, count) in enumerate(zip(engines, counts, strict=True)):
            held.append(await _codes(engine, used + WARM_UP))
            for table, own in CLONES:
                names = [name for name in await columns(table) if name != "row"]
                await clone(_statement(table, own, names, series.format(count=count)), number)
            await engine.store.refresh_statistics()
        return await _race(engines, held, used, server_cpu)


def _statement(table: str, own: dict[str, str], names: Sequence[str], series: str) -> str:
    first = FIRST.get(table, f"{names[1]} = (SELECT MIN({names[1]}) FROM {table})")
    return (
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(own.get(name, f't.{name}') for name in names)} "
        f"FROM (SELECT * FROM {table} WHERE {first}) AS t, {series}"
    )


async def _codes(engine: Engine, count: int) -> list[tuple[str, str]]:
    """The codes of a card and of a coupon for each of `count` buyers."""
    await open_shop(engine, (*shop_files(), SourceFile(path="cards.otoku", text=CARDS)))
    asked = [
        PublicationRequest(
            source_id=f"card {buyer}",
            buyer=BuyerRequest(email=f"buyer-{buyer}@example.com"),
            amount=5_000,
            notify=False,
        )
        for buyer in range(count)
    ]
    given = await publish_cards(engine, SHOP, "cards", asked, actor=ACTOR)
    if isinstance(given, Rejection):
        raise ShopError(f"there are no cards: {given}")
    cards = [card_code(engine, SHOP, one.cards[0]) for one in given]
    return [(card, await earn_code(engine, buyer)) for buyer, card in enumerate(cards)]


async def _race(
    engines: Sequence[Engine], held: Sequence[list[tuple[str, str]]], used: int, server_cpu: ServerCpu
) -> dict[str, Measured]:
    asked: dict[str, Callable[[Engine, int, str, str], Awaitable[None]]] = {
        "quote with a card": _quote_card,
        "quote with a coupon": _quote_coupon,
        "order paid with a card": _order_card,
        "order with a coupon": _order_coupon,
    }
    measured = {what: Measured() for what in asked}
    for what, ask in asked.items():
        found = measured[what]
        for buyer in range(used + WARM_UP):
            if buyer == WARM_UP:
                found.cpu = [-await server_cpu(place) for place in (0, 1)]
            for place in (0, 1) if buyer % 2 else (1, 0):
                card, coupon = held[place][buyer]
                cpu, began = time.process_time(), time.perf_counter_ns()
                await ask(engines[place], buyer, card, coupon)
                took = time.perf_counter_ns() - began
                if buyer >= WARM_UP:
                    found.cpu[place] += time.process_time() - cpu
                    (found.many if place else found.few).append(took)
        found.cpu = [found.cpu[place] + await server_cpu(place) for place in (0, 1)]
    return measured


async def _quote_card(engine: Engine, buyer: int, card: str, _: str) -> None:
    quoted = await quote_cart(engine, SHOP, _with_card(buyer, card), trusted=True)
    if isinstance(quoted, Rejection) or not quoted.tenders:
        raise ShopError(f"the card was not taken: {quoted}")


async def _quote_coupon(engine: Engine, buyer: int, _: str, coupon: str) -> None:
    quoted = await quote_cart(engine, SHOP, cart(buyer, (coupon,), SKUS), trusted=True)
    if isinstance(quoted, Rejection) or quoted.refusals:
        raise ShopError(f"the coupon was not taken: {quoted}")


async def _order_card(engine: Engine, buyer: int, card: str, _: str) -> None:
    await _order(engine, f"card {buyer}", _with_card(buyer, card))


async def _order_coupon(engine: Engine, buyer: int, _: str, coupon: str) -> None:
    await _order(engine, f"coupon {buyer}", cart(buyer, (coupon,), SKUS))


async def _order(engine: Engine, name: str, asked: CartRequest) -> None:
    answer = await record_order(
        engine, SHOP, OrderRequest(id=name, state=OrderState.PAID, cart=asked), actor=ACTOR
    )
    if isinstance(answer, Rejection) or answer.quote.refusals:
        raise ShopError(f"order {name} was refused: {answer}")


def _with_card(buyer: int, card: str) -> CartRequest:
    return CartRequest(
        lines=cart(buyer, (), SKUS).lines,
        buyer=BuyerRequest(email=f"buyer-{buyer}@example.com"),
        gift_cards=(card,),
    )
