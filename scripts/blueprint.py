"""Write the scripts that begin a new database, from databases that the migrations made; needs PostgreSQL."""

import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
from tortoise.backends.base.config_generator import expand_db_url

from engine.store.sql.blueprint import script_of
from engine.store.sql.dialect import POSTGRESQL, SQLITE
from engine.store.sql.migrate import APP, migrate
from tests.support import servers

HEADER = "-- All tables, as the migrations leave them; written by `make blueprint`.\n"
APPLIED = "SELECT name FROM tortoise_migrations ORDER BY id"
OF_DUMPING = ("--", "SET ", "SELECT pg_catalog.set_config", "\\restrict", "\\unrestrict")
"""How lines begin that say nothing of tables."""


async def of_sqlite() -> str:
    """What SQLite itself keeps of its tables."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "migrated.sqlite3"
        await migrate("tortoise.backends.sqlite", {"file_path": str(path)})
        connection = sqlite3.connect(path)
        kept = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        ).fetchall()
        applied = connection.execute(APPLIED).fetchall()
        connection.close()
    return HEADER + "".join(f"{text};\n" for (text,) in kept) + _recorded(applied)


async def of_postgres() -> str:
    """What pg_dump writes, for whichever schema is the current one."""
    with servers.postgres() as server:
        address = "asyncpg:" + server.url.partition(":")[2]
        await migrate("tortoise.backends.asyncpg", expand_db_url(address)["credentials"])
        connection = await asyncpg.connect(server.url)
        applied = await connection.fetch(APPLIED)
        await connection.close()
        said = await asyncio.to_thread(_dumped, server)
    lines = [line for line in said.splitlines() if line and not line.startswith(OF_DUMPING)]
    return HEADER + "\n".join(lines).replace("public.", "") + "\n" + _recorded(applied)


def _dumped(server: servers.Server) -> str:
    dump = Path(server.command[0]).with_name("pg_dump")
    command = (dump, "--schema-only", "--no-owner", "--no-privileges", server.url)
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _recorded(applied: Iterable[Sequence[str]]) -> str:
    rows = ",\n".join(f"('{APP}', '{name}', CURRENT_TIMESTAMP)" for (name,) in applied)
    return f"INSERT INTO tortoise_migrations (app, name, applied_at) VALUES\n{rows};\n"


async def main() -> None:
    """Write both."""
    for dialect, text in ((SQLITE, await of_sqlite()), (POSTGRESQL, await of_postgres())):
        path = script_of(dialect)
        path.with_suffix(".new").write_text(text, encoding="utf-8")
        shutil.move(
            path.with_suffix(".new"), path
        )  # who begins a database meanwhile reads the old one or the new


if __name__ == "__main__":
    asyncio.run(main())
