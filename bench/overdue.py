"""A day of downtime is over: thousands of reminders and steps are due at once, and are decided before anything else."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.shop import ACTOR, SHOP, ShopError, cart, open_shop, place_order
from bench.table import Bar, Row, figure
from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page
from engine.model.records import SourceFile
from engine.model.saved_cart import CartStep
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.save_cart import save_cart
from engine.service.tick import tick
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine
from tests.support import servers

AREA = "after a day's downtime"
OVERDUE = 10_000
MOST_SECONDS = Bar(value=60)
LEFT = datetime(2026, 5, 20, 1, tzinfo=UTC)  # 10:00 in Tokyo
BACK = LEFT + timedelta(hours=25)
AT_ONCE = 250

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  cart lifetime unlimited
  sender email "shop@example.com"
  legal {
    name "X"
    address "Y"
    contact "shop@example.com"
  }
}

reminder "left" {
  when confirm abandoned
  after 1 hours
  rearm after 3 days
  link cart
  send email "left"
}

list "sample" {
  title "Bought a sample"
  when order paid with product "SAMPLE-1"
  segment buyers
  step 1 hour send email "tips"
  step 7 days send email "tips"
}
"""
LEGAL = "{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}"
TEMPLATES = {
    "left": f"category: abandonment\nclass: advertising\nsubject: Your cart\n---\n{{{{ cart.url }}}}\n{LEGAL}\n",
    "tips": f"category: follow\nclass: advertising\nsubject: Tips\n---\n{LEGAL}\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtUp:
    """How long it took to decide on all that was overdue, in seconds; `cpu` is that of this process."""

    timers: int
    seconds: float
    cpu: float


def overdue_files() -> tuple[SourceFile, ...]:
    """A reminder of a cart that was left, and a list with steps."""
    texts = {f"templates/{name}.en.liquid": text for name, text in TEMPLATES.items()}
    return tuple(SourceFile(path=path, text=text) for path, text in {"rules.otoku": RULES, **texts}.items())


async def leave_behind(engine: Engine, overdue: int) -> Engine:
    """The engine a day later, with so many timers due: half of carts that were left, half of steps of a list."""
    before = replace(engine, clock=VirtualClock(LEFT))
    await open_shop(before, overdue_files())
    for start in range(0, overdue, AT_ONCE):
        async with before.store.transaction():
            for number in range(start, min(start + AT_ONCE, overdue)):
                await (_leave_cart if number % 2 else _join_list)(before, number)
    while await tick(before):
        pass
    return replace(engine, clock=VirtualClock(BACK))


async def _leave_cart(engine: Engine, number: int) -> None:
    left = replace(cart(number, ()), token=f"left-{number}")
    request = CartSaveRequest(cart=left, step=CartStep.CONFIRM, page=Page.SHOP)
    saved = await save_cart(engine, SHOP, request, reporter=Reporter(trusted=True), actor=ACTOR)
    if isinstance(saved, Rejection):
        raise ShopError(f"cart {number} was refused: {saved}")


async def _join_list(engine: Engine, number: int) -> None:
    await place_order(engine, f"order-{number}", number, (), ("SAMPLE-1",))


async def catch_up(engine: Engine) -> CaughtUp:
    """Decide on everything that is due, as the loop of a server does; nothing is sent."""
    timers, cpu, began = 0, time.process_time(), time.perf_counter()
    while fired := await tick(engine):
        timers += fired
    return CaughtUp(timers=timers, seconds=time.perf_counter() - began, cpu=time.process_time() - cpu)


def measure_overdue(quick: bool) -> Iterator[Row]:
    """Rows of this area. Raises UnavailableError when there is no PostgreSQL."""
    overdue = 1_000 if quick else OVERDUE
    with tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
        yield _row(
            "SQLite", asyncio.run(_measured(f"sqlite://{Path(folder) / 'shop.sqlite3'}", overdue)), overdue
        )
    with servers.postgres() as server:
        yield _row("PostgreSQL", asyncio.run(_measured(server.url, overdue)), overdue)


async def _measured(url: str, overdue: int) -> CaughtUp:
    async with open_engine(Settings(database_url=url, secrets=new_secrets())) as engine:
        return await catch_up(await leave_behind(engine, overdue))


def _row(name: str, caught: CaughtUp, overdue: int) -> Row:
    if caught.timers < overdue:
        raise ShopError(f"{caught.timers} of {overdue} timers came")
    return Row(
        area=AREA,
        what=f"{name}: {overdue:,} overdue reminders and steps, decided by one process",
        value=caught.seconds * OVERDUE / overdue,
        unit="s for 10,000",
        bar=MOST_SECONDS,
        cpu=caught.cpu / caught.timers * 1e6,
        beside=f"{figure(caught.timers / caught.seconds)} timers a second",
    )
