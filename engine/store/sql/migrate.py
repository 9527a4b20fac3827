"""Bringing the tables up to date: one process at a time, never backwards (stack.md §1.1, F9)."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tortoise import Tortoise
from tortoise.migrations.api import migrate as run_migrations

from engine.store.port import StoreUnusable
from engine.store.sql import migrations

APP = "store"


def known_migrations() -> frozenset[str]:
    """Names of the migrations that this program has."""
    return frozenset(migrations.NAMES)


def is_current(applied: Iterable[str]) -> bool:
    """Whether no migration is missing. Raises StoreUnusable when a newer program has changed the tables."""
    there = set(applied)
    unknown = sorted(there - known_migrations())
    if unknown:
        raise StoreUnusable(
            f"the database was changed by a newer Otoku ({unknown[-1]}); install that version or a newer one"
        )
    return there == known_migrations()


def configuration(engine: str, credentials: dict[str, Any]) -> dict[str, Any]:
    """What Tortoise needs to know; `tortoise makemigrations` is given the same."""
    return {
        "connections": {"default": {"engine": engine, "credentials": credentials}},
        "apps": {
            APP: {
                "models": [
                    "engine.store.sql.tables",
                    "engine.store.sql.access_tables",
                    "engine.store.sql.sample_tables",
                    "engine.store.sql.refund_tables",
                    "engine.store.sql.offer_tables",
                    "engine.store.sql.saga_tables",
                    "engine.store.sql.refused_tables",
                    "engine.store.sql.list_tables",
                    "engine.store.sql.job_tables",
                    "engine.store.sql.cart_tables",
                    "engine.store.sql.message_tables",
                    "engine.store.sql.experiment_tables",
                    "engine.store.sql.approval_tables",
                ],
                "migrations": "engine.store.sql.migrations",
                "default_connection": "default",
            }
        },
    }


async def migrate(engine: str, credentials: dict[str, Any]) -> None:
    """Apply what is missing. The caller holds the lock."""
    # In a task of its own: Tortoise keeps its connections in a context variable, which ends with the task.
    await asyncio.create_task(_migrate(configuration(engine, credentials)))


async def _migrate(config: dict[str, Any]) -> None:
    try:
        await run_migrations(config=config)
    finally:
        await Tortoise.close_connections()


@asynccontextmanager
async def file_lock(path: Path) -> AsyncIterator[None]:
    """Keep other processes away from the file `path` while it is being migrated."""
    with path.with_name(path.name + ".migrate.lock").open("w") as file:
        await asyncio.to_thread(fcntl.flock, file, fcntl.LOCK_EX)
        yield
