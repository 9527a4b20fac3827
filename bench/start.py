"""From nothing to the first answer: the server, the command line, and what a server holds while it waits."""

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.client import ROOT, ServerError, new_port, running
from bench.shop import ACTOR, SHOP, open_shop, shop_files
from bench.table import Bar, Row, figure
from engine.service.tokens import TokenKind, create_token
from engine.settings import Settings
from engine.wiring import open_engine

AREA = "start"
EXAMPLE = "rules/examples/01-thank-you-coupon"
PATIENCE = 40
IDLE_SECONDS = 2.0
MIB = 2**20


def measure_start(quick: bool) -> Iterator[Row]:
    """Rows of this area."""
    rounds = 3 if quick else 7
    yield _check_from_shell(rounds)
    yield from _server("the example-sized shop", 0, rounds, 1.5)
    if not quick:
        yield from _server("10,000 rules", 10_000, 1, 3)


def _check_from_shell(rounds: int) -> Row:
    command = [sys.executable, "-m", "engine", "check", EXAMPLE]
    seconds, cpu = [], []
    for _ in range(rounds):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        seconds.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Row(
        area=AREA,
        what="`otoku check` from the shell",
        value=statistics.median(seconds),
        unit="s",
        bar=Bar(value=0.6),
        cpu=statistics.median(cpu) * 1e6,
        beside=f"median of {rounds}; a Python that does nothing takes {figure(_bare_python(rounds))} s",
    )


def _bare_python(rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _server(what: str, rules: int, rounds: int, bound: float) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
        environment = {"OTOKU_DATABASE_URL": f"sqlite://{folder}/otoku.sqlite3"}
        token = asyncio.run(_prepare(environment, rules))
        seconds, cpu, memory = [], [], 0
        for _ in range(rounds):
            port = new_port()
            command = ("-m", "engine", "serve", "--port", str(port))
            with running(command, port, token, environment) as server:
                try:
                    seconds.append(server.wait(PATIENCE))
                except ServerError as error:
                    yield _gave_up(what, bound, str(error))
                    return
                cpu.append(server.cpu_seconds())
                time.sleep(IDLE_SECONDS)
                memory = server.memory()
    yield Row(
        area=AREA,
        what=f"server with {what}: to the first price",
        value=statistics.median(seconds),
        unit="s",
        bar=Bar(value=bound),
        cpu=statistics.median(cpu) * 1e6,
        beside=f"median of {rounds}, SQLite, fresh interpreter",
    )
    yield Row(
        area=AREA,
        what=f"server with {what}: idle memory",
        value=memory / MIB,
        unit="MiB",
        bar=Bar(value=120) if rules == 0 else None,
        beside="Vendure 220 MB, Medusa 600 MB, Saleor 277 MB, taken apart" if rules == 0 else "",
    )


def _gave_up(what: str, bound: float, reason: str) -> Row:
    return Row(
        area=AREA,
        what=f"server with {what}: to the first price",
        value=PATIENCE,
        unit="s",
        bar=Bar(value=bound),
        beside=f"gave up: {reason.replace('|', '/')[:150]}",
    )


async def _prepare(environment: dict[str, str], rules: int) -> str:
    settings = Settings.from_environment(os.environ | environment)
    Path(settings.database_url.removeprefix("sqlite://")).parent.mkdir(parents=True, exist_ok=True)
    async with open_engine(settings) as engine:
        await open_shop(engine, shop_files(idle=rules))
        token = await create_token(engine, SHOP, kind=TokenKind.SECRET, name="bench", actor=ACTOR)
        return token.text
