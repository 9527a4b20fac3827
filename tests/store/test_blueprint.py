"""A database that the script began is what the migrations make, to the last index; and the migrations still make it."""

# ruff: noqa: ASYNC240 - small files

import re
import sqlite3
from pathlib import Path

import asyncpg
import pytest
from tortoise.backends.base.config_generator import expand_db_url

from engine.store.connect import open_store
from engine.store.sql.blueprint import begin_database, begin_file
from engine.store.sql.migrate import migrate
from tests.conftest import NewDatabase

SQLITE = "tortoise.backends.sqlite"
POSTGRES_SCHEMA = (
    """SELECT table_name, row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position), column_name,
              data_type, character_maximum_length, is_nullable, column_default, is_identity, identity_generation
       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 2",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    """SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger
       WHERE NOT tgisinternal ORDER BY 1, 2""",
    """SELECT proname, prosrc, prorettype::regtype::text FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace ORDER BY 1""",
    """SELECT sequencename, data_type::text, start_value, increment_by, cycle FROM pg_sequences
       WHERE schemaname = 'public' ORDER BY 1""",
    "SELECT relname, relkind::text, reloptions FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT app, name FROM tortoise_migrations ORDER BY id",
)

CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def of_file(path: Path) -> dict[str, object]:
    """Every table, index and trigger with its text, and which migrations are recorded."""
    connection = sqlite3.connect(path)
    try:
        kept = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2")
        found: dict[str, object] = {f"{kind} {name}": rest for kind, name, *rest in kept.fetchall()}
        found["migrations"] = connection.execute(
            "SELECT app, name FROM tortoise_migrations ORDER BY id"
        ).fetchall()
        return found
    finally:
        connection.close()


def plainly(part: object) -> object:
    """A text without casts and parentheses: PostgreSQL moves them about when it reads a condition it has written."""
    return CASTS.sub("", part) if isinstance(part, str) else part


async def of_database(url: str) -> set[tuple[object, ...]]:
    """The same of PostgreSQL, one row for each thing."""
    connection = await asyncpg.connect(url)
    try:
        return {
            tuple(plainly(part) for part in row)
            for one in POSTGRES_SCHEMA
            for row in await connection.fetch(one)
        }
    finally:
        await connection.close()


@pytest.mark.slow
async def test_a_new_file_has_the_tables_that_the_migrations_make(tmp_path: Path) -> None:
    begun, migrated = tmp_path / "begun.sqlite3", tmp_path / "migrated.sqlite3"
    begin_file(begun)
    await migrate(SQLITE, {"file_path": str(begun)})
    await migrate(SQLITE, {"file_path": str(migrated)})
    assert of_file(migrated) == of_file(begun)


@pytest.mark.slow
async def test_a_new_database_has_the_tables_that_the_migrations_make(new_pg_database: NewDatabase) -> None:
    begun, migrated = await new_pg_database(), await new_pg_database()
    connection = await asyncpg.connect(begun)
    await begin_database(connection)
    await connection.close()
    for url in (begun, migrated):
        address = "asyncpg:" + url.partition(":")[2]
        await migrate("tortoise.backends.asyncpg", expand_db_url(address)["credentials"])
    assert set() == await of_database(migrated) ^ await of_database(begun)


def test_a_file_with_content_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("My notes, kept here for years.\n")
    begin_file(path)
    assert path.read_text() == "My notes, kept here for years.\n"


async def test_what_an_earlier_start_left_half_done_is_begun_afresh(tmp_path: Path) -> None:
    path = tmp_path / "otoku.sqlite3"
    path.with_name("otoku.sqlite3.new").write_bytes(b"SQLite format 3\0 and no more")
    store = open_store(f"sqlite://{path}")
    await store.open()
    await store.close()
    assert [] == list(tmp_path.glob("*.new"))
