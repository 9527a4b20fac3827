"""Verbs that run and look after an installation: serve, work, doctor, check-invariants."""

import asyncio
import signal
from pathlib import Path

import click

from engine.cli.opened import settings, with_engine
from engine.service.engine import Engine

DRAIN_SECONDS = 20
"""What is being answered or sent at SIGTERM may take this long to end (reliability D34)."""


@click.command()
@click.option("--host", default=None, help="Address to listen on; loopback unless you say otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), default=None)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Server processes.")
@click.option("--no-work", is_flag=True, help="Answer requests only; `otoku work` sends and fires timers.")
def serve(host: str | None, port: int | None, workers: int, no_work: bool) -> None:
    """Answer the GraphQL APIs, and send messages and fire timers beside it."""
    import uvicorn  # noqa: PLC0415 - only servers need it

    from engine.cli.served import LARGEST_FRAME, free_socket  # noqa: PLC0415 - as above

    given = settings()
    free_socket(host or given.host, given.port if port is None else port).close()
    uvicorn.run(
        "graphql_api.asgi:serving_only" if no_work else "graphql_api.asgi:working",
        factory=True,
        host=host or given.host,
        port=given.port if port is None else port,
        workers=workers,
        log_level=given.log_level.lower(),
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
    )


@click.command()
def work() -> None:
    """Send messages and fire timers, woken by Redis (OTOKU_REDIS_URL); without Redis the tables are swept."""
    asyncio.run(_work())


async def _work() -> None:
    from engine.drivers.arq_worker import WorkerProcess  # noqa: PLC0415 - only workers need arq
    from engine.drivers.change_relay import relaying_changes  # noqa: PLC0415
    from engine.drivers.loop import Loop  # noqa: PLC0415
    from engine.drivers.opt_out_replayer import replaying_opt_outs  # noqa: PLC0415
    from engine.service.waker import LocalWaker  # noqa: PLC0415
    from engine.wiring import open_engine  # noqa: PLC0415

    given, waker = settings(), LocalWaker()
    async with open_engine(given, waker) as engine:
        worker = (
            WorkerProcess(engine=engine, waker=waker, redis_url=given.redis_url)
            if given.redis_url
            else Loop(engine=engine, waker=waker)
        )
        loop = asyncio.get_running_loop()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, worker.stop)
        click.echo("working; Ctrl-C ends in order")
        async with replaying_opt_outs(engine), relaying_changes(engine, listening=False):
            await worker.run()


@click.command()
@click.option(
    "--new-secrets", type=click.Path(path_type=Path), help="Write a fresh secrets file, and nothing else."
)
@click.option("--shop", default="main", envvar="OTOKU_SHOP", show_default=True)
def doctor(new_secrets: Path | None, shop: str) -> None:
    """Look the installation over: settings, database, mail server, Redis, backlog, invariants. Exit 1 on trouble."""
    from engine.cli.examine import examine  # noqa: PLC0415 - needs every driver
    from engine.settings import new_secrets as fresh  # noqa: PLC0415
    from engine.settings import write_secrets  # noqa: PLC0415

    if new_secrets is not None:
        if new_secrets.exists():
            raise click.ClickException(f"{new_secrets} exists; a secrets file is never overwritten")
        write_secrets(new_secrets, fresh())
        click.echo(f"wrote {new_secrets}; keep it with your backups, apart from the database")
        return
    given = settings()
    findings = with_engine(lambda engine: examine(engine, given, shop))
    for finding in findings:
        click.echo(f"{finding.mark} {finding.subject}: {finding.text}")
    if any(finding.bad for finding in findings):
        raise SystemExit(1)


@click.command("check-invariants")
@click.option("--shop", default=None, help="One shop only.")
def check_invariants(shop: str | None) -> None:
    """Check the stored rows against what must always hold; read-only. Exit 1 when something is broken."""
    from engine.service.check_invariants import check_invariants as broken_in  # noqa: PLC0415

    async def act(engine: Engine) -> tuple[str, ...]:
        return await broken_in(engine, shop)

    broken = with_engine(act)
    for line in broken:
        click.echo(line)
    if broken:
        raise SystemExit(1)
    click.echo("all invariants hold")
