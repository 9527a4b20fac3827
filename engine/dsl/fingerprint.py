"""The hash of what rules mean: comments, formatting and the order of lines do not change it."""

import hashlib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

_PLACES = frozenset({"path", "line", "lines", "variants", "arm"})
"""Where something stands is not part of what it means; variants of a rule have digests of their own."""


def normal(value: Any) -> str:
    """The normal form of a model value: equal meanings give equal texts."""
    if isinstance(value, str):
        return str.__repr__(value)  # of an enumeration its text, which its field gives a meaning
    if isinstance(value, tuple | frozenset):
        # Conditions, limits, openings and messages all hold side by side, so their order says nothing.
        return f"[{','.join(sorted([normal(one) for one in value]))}]" if value else "[]"
    names = _names(type(value))  # type: ignore[arg-type] # mypy confuses the hash of a type with its instances'
    if names:
        parts = [f"{name}={normal(getattr(value, name))}" for name in names]
        return f"{type(value).__name__}({','.join(parts)})"
    return repr(value)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass that carry meaning, sorted; none for other types."""
    if not is_dataclass(kind):
        return ()
    return tuple(sorted(one.name for one in fields(kind) if one.name not in _PLACES))


def digest(value: Any) -> str:
    """The hash of one value's meaning, 64 hexadecimal digits."""
    return hashlib.sha256(normal(value).encode()).hexdigest()


def fingerprint(digests: Iterable[str]) -> str:
    """The hash of a rule set from those of its parts, in any order."""
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()
