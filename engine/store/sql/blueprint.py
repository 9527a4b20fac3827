"""The tables of a new database in one script, as all migrations together leave them.

Migrating from nothing takes seconds of computing, the script some hundredths of one. `make blueprint` writes it for
both databases; a migration that it does not hold yet is applied after it, so an old script makes a start slow and never
wrong.
"""

import sqlite3
from pathlib import Path

import asyncpg

from engine.store.sql.dialect import POSTGRESQL, SQLITE, Dialect


def script_of(dialect: Dialect) -> Path:
    """Where the script of a dialect is kept."""
    return Path(__file__).with_name(f"blueprint.{dialect.name}.sql")


def begin_file(path: Path) -> None:
    """Give the new or empty SQLite file `path` its tables; a file with content is left alone."""
    if path.exists() and path.stat().st_size > 0:
        return
    # Beside it first: a file that was only begun would count as damaged.
    begun = path.with_name(path.name + ".new")
    begun.unlink(missing_ok=True)
    connection = sqlite3.connect(begun, isolation_level=None)
    try:
        connection.executescript(f"BEGIN;\n{_read(SQLITE)}COMMIT;")
    finally:
        connection.close()
    begun.replace(path)


async def begin_database(connection: asyncpg.Connection) -> None:
    """Give an empty PostgreSQL database its tables, all or none; the caller holds the lock of migrations."""
    async with connection.transaction():
        await connection.execute(_read(POSTGRESQL))


def _read(dialect: Dialect) -> str:
    return script_of(dialect).read_text(encoding="utf-8")
