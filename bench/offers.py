"""What the choice of an offer adds to a paid order, at 1,000 live offers, against the same order without any.

In CPU time, the quarter of the orders that took least: what else the machine does moves that least.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.shop import OTHERS, open_shop, place_order, shop_files
from bench.table import Bar, Row, figure
from engine.model.answers import OrderRecordedAnswer
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine

AREA = "offers, CPU time (1.00 is the same paid order in a shop without offers)"
MOST_TIME = Bar(value=1.1)
OFFERS = 1_000
STARTED = 10
WARM_UP = 20

OFFER = """
offer "offer-{number}" {{
  when order paid with product "{trigger}"
  if cart.total at least 100 JPY
  pattern {bought} to once
  show product "OTHER-{other}"
  discount 20%
  priority {number}
}}
"""


@dataclass(kw_only=True)
class Measured:
    """Nanoseconds of each order by the clock and of CPU, and its statements."""

    wall: list[int] = field(default_factory=list)
    cpu: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    made: int = 0


def measure_offers(quick: bool) -> Iterator[Row]:
    """Rows of this area: no offer starts, ten start and none fits, ten start and one is made.

    The bar is on the decision; a made offer also writes a row of its own, one statement of twelve.
    """
    orders = 120 if quick else 600
    with tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
        without, idle, unfit, making = asyncio.run(_race(Path(folder), orders))
    yield _row("1,000 live offers, none starts", idle, without, MOST_TIME)
    yield _row(f"1,000 live offers, {STARTED} start and none fits", unfit, without, MOST_TIME)
    yield _row(f"1,000 live offers, {STARTED} start and one is made and stored", making, without, None)


def _row(what: str, measured: Measured, without: Measured, bar: Bar | None) -> Row:
    ours, base = (statistics.quantiles(one.cpu, n=4)[0] for one in (measured, without))
    return Row(
        area=AREA,
        what=f"SQLite, {what}",
        value=ours / base,
        bar=bar,
        cpu=statistics.mean(measured.cpu) / 1e3,
        statements=statistics.mean(measured.statements),
        beside=(
            f"p50 {figure(statistics.median(measured.wall) / 1e6)} ms against"
            f" {figure(statistics.median(without.wall) / 1e6)} ms by the clock;"
            f" {statistics.mean(without.statements):.1f} statements without; {measured.made} offers"
        ),
    )


def _files(started: int, bought: str = "once") -> tuple[SourceFile, ...]:
    """The usual rules and 1,000 offers, of which `started` begin with a product of the order, `bought` so."""
    rules = [
        OFFER.format(
            number=number,
            bought=bought if number < started else "once",
            trigger="PACK-1" if number < started else f"OTHER-{number % OTHERS}",
            other=(number + 1) % OTHERS,
        )
        for number in range(OFFERS)
    ]
    return (*shop_files(), SourceFile(path="offers.otoku", text="otoku 1\n" + "".join(rules)))


async def _race(folder: Path, orders: int) -> tuple[Measured, ...]:
    """The same orders in four shops, one after the other each time, so that the machine is the same for all."""
    shops = (shop_files(), _files(0), _files(STARTED, "subscription"), _files(STARTED))
    measured = tuple(Measured() for _ in shops)
    async with AsyncExitStack() as opened:
        engines: list[Engine] = []
        for number, files in enumerate(shops):
            settings = Settings(
                database_url=f"sqlite://{folder / str(number)}.sqlite3", secrets=new_secrets()
            )
            engine = await opened.enter_async_context(open_engine(settings))
            await open_shop(engine, files)
            engines.append(engine)
        for buyer in range(orders + WARM_UP):
            for turn in range(len(engines)):
                place = (buyer + turn) % len(engines)  # who comes first finds the disk in another state
                one = measured[place] if buyer >= WARM_UP else Measured()
                await _order(engines[place], buyer, one)
    return measured


async def _order(engine: Engine, buyer: int, measured: Measured) -> OrderRecordedAnswer:
    before = _statements(engine)
    began, cpu = time.perf_counter_ns(), time.process_time_ns()
    answer = await place_order(engine, f"order-{buyer}", buyer, ())
    measured.wall.append(time.perf_counter_ns() - began)
    measured.cpu.append(time.process_time_ns() - cpu)
    measured.statements.append(_statements(engine) - before)
    measured.made += answer.offer is not None
    return answer


def _statements(engine: Engine) -> int:
    count: int = getattr(engine.store, "statements", 0)
    return count
