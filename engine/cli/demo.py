"""`otoku demo`: the example shop, served on SQLite, or its story played once."""

import asyncio
import socket
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from engine.cli.files import read_sources
from engine.cli.opened import BY_CLI, settings
from engine.cli.served import free_socket, serving
from engine.cli.story import Story
from engine.cli.surprise import Surprise
from engine.model.answers import Published
from engine.model.records import SourceFile
from engine.service.catalog import ImportMode, import_products
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.example_shops import THANK_YOU
from engine.service.links import make_link
from engine.service.manual import starter_rules
from engine.service.open_shop import open_shop
from engine.service.publish import publish
from engine.service.read_products import ImportFormat
from engine.service.sample_week import create_sample_week
from engine.service.tokens import TokenKind, create_token
from engine.service.waker import LocalWaker
from engine.settings import Settings, new_secrets
from engine.store.port import StoreUnavailable, StoreUnusable
from engine.wiring import open_engine

SHOP = "main"
SHOP_NAME = "おとく茶舗"
STORY_BEGINS = datetime(2026, 5, 20, 10, tzinfo=ZoneInfo("Asia/Tokyo"))


@click.command()
@click.option("--once", is_flag=True, help="Play the story step by step, and exit.")
@click.option("--serve", "serve_it", is_flag=True, help="Serve it (the default).")
def demo(once: bool, serve_it: bool) -> None:
    """Serve the example shop, or play its story once: a purchase earns a coupon, the coupon is used."""
    if once and serve_it:
        raise click.UsageError("either --once or --serve")
    try:
        asyncio.run(_play() if once else _serve(settings()))
    except (StoreUnusable, StoreUnavailable) as trouble:
        raise click.ClickException(str(trouble)) from None
    except Surprise as surprise:
        click.echo(f"  ✗ {surprise}")
        sys.exit(1)


async def _serve(given: Settings) -> None:
    listening = free_socket(given.host, given.port)
    waker = LocalWaker()
    async with open_engine(given, waker) as engine:
        await _load_example(engine, with_week=True)
        link = await make_link(engine, SHOP)
        async with serving(engine, listening) as server:
            click.echo(
                f"Otoku is ready: {given.public_url}  sign in once: {given.public_url}/sign-in/{link.secret}"
            )
            await server


async def _load_example(
    engine: Engine, *, with_week: bool = False, more: tuple[SourceFile, ...] = ()
) -> None:
    """The example shop, unless this database has one with live rules already; `with_week` adds a sample week."""
    shop = await open_shop(engine, SHOP, SHOP_NAME)
    if shop.live_revision is not None:
        return
    rows = (THANK_YOU / "catalog.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    await import_products(
        engine,
        SHOP,
        rows,
        format=ImportFormat.CSV,
        mode=ImportMode.ALL_OR_NOTHING,
        actor=BY_CLI,
        currency="JPY",
    )
    outcome = await publish(
        engine, SHOP, (*read_sources((THANK_YOU,)), *more), expected=None, actor=BY_CLI, note="example"
    )
    if not isinstance(outcome, Published):
        raise click.ClickException("the example shop does not compile; run `otoku check` on it")
    if with_week:
        await create_sample_week(engine, SHOP, actor=BY_CLI)


async def _play() -> None:
    listening = free_socket("127.0.0.1", 0)
    address = f"http://127.0.0.1:{_port(listening)}"
    with tempfile.TemporaryDirectory(prefix="otoku-story-") as folder:
        given = Settings(
            database_url=f"sqlite://{folder}/shop.sqlite3", secrets=new_secrets(), public_url=address
        )
        waker, clock = LocalWaker(), VirtualClock(STORY_BEGINS)
        async with open_engine(given, waker) as opened:
            engine = replace(opened, clock=clock)
            await _load_example(engine, more=(_offer(),))
            async with serving(engine, listening):
                await Story(
                    address=address,
                    clock=clock,
                    wake=waker.wake,
                    zone=STORY_BEGINS.tzinfo or ZoneInfo("UTC"),
                    secret_token=await _token(engine, TokenKind.SECRET),
                    publishable_token=await _token(engine, TokenKind.PUBLISHABLE),
                    admin_token=await _token(engine, TokenKind.ADMIN),
                ).play()


def _offer() -> SourceFile:
    """One more product after payment: a starter of the admin app, as it is."""
    starter = next(one for one in starter_rules("en") if one.name == "offer-one-more")
    return SourceFile(path="one-more.otoku", text=f"otoku 1\n\n{starter.text}")


async def _token(engine: Engine, kind: TokenKind) -> str:
    scopes = frozenset({"read", "pii"}) if kind is TokenKind.ADMIN else frozenset[str]()
    return (await create_token(engine, SHOP, kind=kind, name="demo", actor=BY_CLI, scopes=scopes)).text


def _port(listening: socket.socket) -> int:
    return int(listening.getsockname()[1])
