"""An engine for the length of one verb, and outages as sentences."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from engine.model.records import Actor
from engine.service.engine import Engine
from engine.settings import Settings, SettingsProblem
from engine.store.port import StoreUnavailable, StoreUnusable
from engine.wiring import open_engine

T = TypeVar("T")

BY_CLI = Actor(kind="cli", id="otoku")

shop_option = click.option(
    "--shop", default="main", envvar="OTOKU_SHOP", show_default=True, help="Which shop, by its id."
)


def settings() -> Settings:
    """The settings of the environment; a bad one ends the verb with a sentence that names it."""
    try:
        return Settings.from_environment()
    except SettingsProblem as problem:
        raise click.ClickException(str(problem)) from None


def with_engine(act: Callable[[Engine], Awaitable[T]]) -> T:
    """Run `act` on an open engine. An unusable database ends the verb with a sentence, never a traceback."""

    async def run() -> T:
        async with open_engine(settings()) as engine:
            return await act(engine)

    try:
        return asyncio.run(run())
    except (StoreUnusable, StoreUnavailable) as trouble:
        raise click.ClickException(str(trouble)) from None


async def require_shop(engine: Engine, shop: str) -> None:
    """End the verb when there is no such shop."""
    if await engine.store.shop(shop) is None:
        known = ", ".join(one.id for one in await engine.store.shops()) or "none yet"
        raise click.ClickException(f"there is no shop `{shop}` (known: {known}); `otoku publish` makes it")
