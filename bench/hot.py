"""Everybody redeems the same code out of the same budget, against everybody redeeming a coupon of his own."""

import asyncio
import time
from collections.abc import Sequence

import asyncpg

from bench.shop import HEAD, PRICES, earn_code, open_shop, place_order, template
from bench.table import Bar, Row
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine
from tests.support import servers

AREA = "a paid order (1.00 is the same statements sent by the bare driver)"
CLIENTS = 8
LINES = tuple(sku for sku in PRICES if sku != "SAMPLE-1")  # earns nothing
HOT_CODE = "WELCOME10"
OWN = """
coupon "own" {
  when order paid with product "SAMPLE-1"
  code 10 digits
  valid 14 days
  uses 1
  discount 100 JPY
  for product "PACK-1" as issued
  send email "thanks"
}
"""


def measure_hot(quick: bool) -> Row:
    """Orders per second, hot over distinct. Raises UnavailableError when there is no PostgreSQL."""
    rounds, orders = (2, 60) if quick else (4, 250)
    with servers.postgres() as server:
        hot, distinct = asyncio.run(_measure(server.url, rounds, orders))
    return Row(
        area=AREA,
        what=f"PostgreSQL, {CLIENTS} clients at once: one hot code and budget, against coupons of their own",
        value=hot / distinct,
        bar=Bar(value=0.6, least=True),
        cpu=1e6 / hot,
        beside=f"{hot:,.0f} orders/s against {distinct:,.0f}; one process; CPU is wall time per order",
    )


async def _measure(url: str, rounds: int, orders: int) -> tuple[float, float]:
    admin = await asyncpg.connect(url)
    await admin.execute("CREATE DATABASE hot")
    await admin.close()
    address = f"{url.removesuffix('/postgres')}/hot"
    async with open_engine(Settings(database_url=address, secrets=new_secrets())) as engine:
        files = (SourceFile(path="rules.otoku", text=HEAD + OWN), template())
        await open_shop(engine, files)
        codes = [await earn_code(engine, buyer) for buyer in range(rounds * orders)]
        seconds = {"hot": 0.0, "own": 0.0}
        for turn in range(rounds):
            part = range(turn * orders, (turn + 1) * orders)
            seconds["hot"] += await _seconds(engine, "hot", part, [HOT_CODE] * orders)
            seconds["own"] += await _seconds(engine, "own", part, codes[part.start : part.stop])
    return rounds * orders / seconds["hot"], rounds * orders / seconds["own"]


async def _seconds(engine: Engine, name: str, buyers: Sequence[int], codes: Sequence[str]) -> float:
    """Record an order of each buyer, several at once."""
    waiting = list(zip(buyers, codes, strict=True))

    async def client() -> None:
        while waiting:
            buyer, code = waiting.pop()
            await place_order(engine, f"{name}-{buyer}", buyer, (code,), LINES)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return time.perf_counter() - began
