"""A quote over HTTP: against a GraphQL echo of the same answer, and against the number of rules.

All servers are alive at once and asked in turns by one client. CPU is that of the server process alone.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.client import Server, new_port, running
from bench.shop import ACTOR, SHARED_CODE, SHOP, cart, open_shop, shop_files
from bench.statements import recorded
from bench.table import Bar, Row, figure
from bench.timing import race
from engine.model.records import SourceFile
from engine.service.quote import quote_cart
from engine.service.tokens import TokenKind, create_token
from engine.settings import Settings, new_secrets, read_secrets, write_secrets
from engine.wiring import open_engine
from tests.support import servers

AREA = "a quote over HTTP: five lines and a code, PostgreSQL, one process"
ECHO = "echo"
PATIENCE = 120  # seconds until a server with many rules answers
AUTOMATIC = 300

VENDURE_CPU_MS = {10: 43, 1_000: 106, 10_000: 776}
"""CPU per request with so many promotions, taken on its own (docs/benchmarks.md): no ratio of one run."""

SHARE_OF_VENDURE = {1_000: 20, 10_000: 100}
VENDURE_AUTOMATIC_MS = 208  # 300 promotions that all match


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A shop with so many rules."""

    name: str
    files: tuple[SourceFile, ...]
    rules: int


def measure_http(quick: bool) -> Iterator[Row]:
    """Rows of this area. Raises UnavailableError when there is no PostgreSQL."""
    counts = (10, 1_000) if quick else (10, 1_000, 10_000)
    settings = [
        Setting(name=f"{count:,} rules", files=shop_files(idle=count - 2), rules=count) for count in counts
    ]
    automatic = shop_files(automatic=AUTOMATIC)
    settings.append(
        Setting(name=f"{AUTOMATIC} automatic rules that all match", files=automatic, rules=AUTOMATIC)
    )
    with servers.postgres() as database, tempfile.TemporaryDirectory(prefix="otoku-bench-") as folder:
        secrets = Path(folder) / "secrets.json"
        write_secrets(secrets, new_secrets())
        yield from _measure(settings, database.url, secrets, 100 if quick else 400)


def _measure(settings: list[Setting], url: str, secrets: Path, requests: int) -> Iterator[Row]:
    statements: dict[str, int] = {}
    with contextlib.ExitStack() as stack:
        port = new_port()
        lanes = {ECHO: stack.enter_context(running(("-m", "bench.server", str(port), ECHO), port))}
        for number, setting in enumerate(settings):
            address = f"{url.removesuffix('/postgres')}/shop{number}"
            token, statements[setting.name] = asyncio.run(_prepare(url, address, secrets, setting))
            port = new_port()
            command = ("-m", "bench.server", str(port), address, str(secrets))
            lanes[setting.name] = stack.enter_context(running(command, port, token))
        for server in lanes.values():
            server.wait(PATIENCE)
            _ask(server, 20)
        yield from _rows(settings, lanes, statements, requests)


async def _prepare(url: str, address: str, secrets: Path, setting: Setting) -> tuple[str, int]:
    """Make the shop; its back end's token, and how many statements a quote takes."""
    import asyncpg  # noqa: PLC0415 - with the database only

    admin = await asyncpg.connect(url)
    await admin.execute(f'CREATE DATABASE "{address.rsplit("/", 1)[1]}"')
    await admin.close()
    async with open_engine(Settings(database_url=address, secrets=read_secrets(secrets))) as engine:
        await open_shop(engine, setting.files)
        token = await create_token(engine, SHOP, kind=TokenKind.SECRET, name="bench", actor=ACTOR)
        request = cart(0, [SHARED_CODE])
        await quote_cart(engine, SHOP, request, trusted=True)
        with recorded() as recording:
            await quote_cart(engine, SHOP, request, trusted=True)
            return token.text, len(recording.counted())


def _ask(server: Server, times: int) -> None:
    for _ in range(times):
        server.quote()


def _ask_once(server: Server, _number: int) -> None:
    server.quote()


def _rows(
    settings: list[Setting], lanes: dict[str, Server], statements: dict[str, int], requests: int
) -> Iterator[Row]:
    before = {name: server.cpu_seconds() for name, server in lanes.items()}
    rounds = 3
    timings = race({name: partial(_ask_once, server) for name, server in lanes.items()}, requests, rounds)
    asked = requests * rounds
    cpu = {name: (server.cpu_seconds() - before[name]) / asked * 1e6 for name, server in lanes.items()}
    for setting in settings:
        name = setting.name
        yield Row(
            area=AREA,
            what=f"{name}, against the echo",
            value=cpu[name] / cpu[ECHO],
            bar=Bar(value=2) if setting.rules == 1_000 else None,
            cpu=cpu[name],
            statements=statements[name],
            bytes=lanes[name].memory(),
            beside=(
                f"CPU of the servers; p50 {figure(timings[name].p50 / 1e3)} ms against"
                f" {figure(timings[ECHO].p50 / 1e3)} ms, p99 {figure(timings[name].p99 / 1e3)} ms; bytes are resident"
            ),
        )
        yield from _against_vendure(setting, cpu[name] / 1e3)
    yield from _growth(settings, cpu)
    yield Row(
        area=AREA,
        what="statements of a quote",
        value=max(statements.values()),
        unit="statements",
        bar=Bar(value=2),
        beside="the most of these settings; the token was looked up before",
    )


def _against_vendure(setting: Setting, milliseconds: float) -> Iterator[Row]:
    if setting.rules == AUTOMATIC:
        bound, beside = (
            VENDURE_AUTOMATIC_MS / 8,
            f"an eighth of Vendure's {VENDURE_AUTOMATIC_MS} ms, taken apart",
        )
    elif setting.rules in SHARE_OF_VENDURE:
        theirs, share = VENDURE_CPU_MS[setting.rules], SHARE_OF_VENDURE[setting.rules]
        bound, beside = theirs / share, f"1/{share} of Vendure's {theirs} ms, taken apart"
    else:
        return
    yield Row(
        area=AREA,
        what=f"{setting.name}: CPU",
        value=milliseconds,
        unit="ms",
        bar=Bar(value=bound),
        beside=beside,
    )


def _growth(settings: list[Setting], cpu: dict[str, float]) -> Iterator[Row]:
    few, *_, many = [setting for setting in settings if setting.rules != AUTOMATIC]
    yield Row(
        area=AREA,
        what=f"{many.name} against {few.name}",
        value=cpu[many.name] / cpu[few.name],
        bar=Bar(value=1.15),
        beside="CPU of the servers",
    )
