"""Enums of the schema, each value with its description (Strawberry itself describes values of plain enums only)."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

import strawberry

Kind = TypeVar("Kind", bound=type[StrEnum])


def described(description: str, **values: str) -> Callable[[Kind], Kind]:
    """Show a StrEnum in the schema; `values` describe its members by name, all of them. Raises ValueError otherwise."""

    def show(kind: Kind) -> Kind:
        if set(values) != set(kind.__members__):
            raise ValueError(f"{kind.__name__}: describe {set(values) ^ set(kind.__members__)}")
        strawberry.enum(kind, description=description)
        for value in kind.__strawberry_definition__.values:  # type: ignore[attr-defined]
            value.description = values[value.name]
        return kind

    return show
