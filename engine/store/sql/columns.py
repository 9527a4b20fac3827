"""Kinds of columns that many tables have."""

from typing import Any

from tortoise import fields


def short(**options: Any) -> Any:
    """A short text that is compared."""
    return fields.CharField(max_length=320, **options)


def instant(**options: Any) -> Any:
    """Microseconds since 1970, UTC."""
    return fields.BigIntField(**options)
