"""The scripts that begin a new database hold every migration: an old one makes each first start slow."""

import re

import pytest

from engine.store.sql.blueprint import script_of
from engine.store.sql.dialect import POSTGRESQL, SQLITE, Dialect
from engine.store.sql.migrations import NAMES

RECORDED = re.compile(r"^\('store', '(\w+)', CURRENT_TIMESTAMP\)", re.MULTILINE)


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=lambda dialect: dialect.name)
def test_a_new_database_begins_with_every_migration(dialect: Dialect) -> None:
    recorded = RECORDED.findall(script_of(dialect).read_text(encoding="utf-8"))
    assert sorted(NAMES) == sorted(recorded), "run: make blueprint"
