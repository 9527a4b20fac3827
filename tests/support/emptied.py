"""Empties a PostgreSQL database between tests, on a connection that stays: to connect takes ten times as long."""

import asyncpg

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'"

_kept: dict[str, asyncpg.Connection] = {}
"""The last one, by its address."""


async def emptied(url: str) -> None:
    """Remove all rows, in the loop of the session; who has a loop of their own calls `empty` on their connection."""
    try:
        await empty(_kept[url])
    except (KeyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        let_go()  # there is none yet, or a test has ended it
        _kept[url] = await asyncpg.connect(url)
        await empty(_kept[url])


async def empty(connection: asyncpg.Connection) -> None:
    """Remove all rows; superusers may switch off the triggers that keep history."""
    rows = await connection.fetch(TABLES)
    deletions = "; ".join(f'DELETE FROM "{row["tablename"]}"' for row in rows)
    await connection.execute(f"SET session_replication_role = replica; {deletions}")


def let_go() -> None:
    """Drop the connection, whether or not there is anybody at its other end."""
    for connection in _kept.values():
        connection.terminate()
    _kept.clear()
