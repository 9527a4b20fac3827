"""Failures of the database as callers above the store know them; nothing was stored when one is raised."""

from engine.store.port import StoreUnavailable, StoreUnusable

__all__ = ["StoreUnavailable", "StoreUnusable"]
