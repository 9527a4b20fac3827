"""The engines of the use cases, for edits that are stored."""

from tests.service.conftest import engine, migrated, tea

__all__ = ["engine", "migrated", "tea"]
