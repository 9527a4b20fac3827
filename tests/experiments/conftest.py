"""Engines on memory and on the SQL dialect of this run, as the use cases have them."""

from tests.service.conftest import engine, migrated

__all__ = ["engine", "migrated"]
