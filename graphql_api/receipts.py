"""Idempotency keys: a repeat gets the first answer, another request a refusal (C23)."""

import dataclasses
import hashlib
from typing import Annotated, Any

import orjson
import strawberry

from engine.model.records import Receipt
from graphql_api.refused import Refused, RequestCode

LONGEST_KEY = 255

IdempotencyKey = Annotated[
    str | None,
    strawberry.argument(
        description="Any text of 1-255 characters, new for each intention; a repeat with the same input gives the first"
        " answer again, with another input IDEMPOTENCY_MISMATCH (C23)."
    ),
]


def receipt(operation: str, arguments: Any, key: str | None) -> Receipt | None:
    """The receipt for a mutation's input, None without a key. Raises Refused for a key that is none.

    Absent and null values do not count: a field that is added later does not turn repeats into mismatches.
    """
    if key is None:
        return None
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise Refused(RequestCode.BAD_VALUE, expected=f"idempotencyKey: 1-{LONGEST_KEY} printable characters")
    text = orjson.dumps([operation, _plain(arguments)], option=orjson.OPT_SORT_KEYS)
    return Receipt(key=key, request_hash=hashlib.sha256(text).digest())


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: _plain(part) for name, part in fields.items() if part is not None}
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
