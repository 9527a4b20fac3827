"""Engines and stores that plans are counted on."""

from tests.service.conftest import engine, migrated, tea
from tests.store.conftest import migrated_file, sql_store, store

__all__ = ["engine", "migrated", "migrated_file", "sql_store", "store", "tea"]
