"""Reads a request body: capped before parsing, strict JSON, bounded depth, no text a database cannot hold (SEC11)."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request

from graphql_api.limits import Limits
from graphql_api.refused import Refused, RequestCode

JSON_TYPES = ("application/json", "application/graphql-response+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a GraphQL request asks: a document, the operation in it, and its variables."""

    query: str
    operation: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


async def read_call(request: Request, limits: Limits) -> Call:
    """The call in the body of `request`. Raises Refused; never reads more than the cap."""
    if request.method != "POST":
        raise Refused(RequestCode.METHOD_NOT_ALLOWED)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in JSON_TYPES:
        raise Refused(RequestCode.CONTENT_TYPE)
    return parse_call(await read_capped(request, limits.body_bytes), limits)


async def read_capped(request: Request, cap: int) -> bytes:
    """The body of `request`. Raises Refused when it is longer than `cap` bytes."""
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or len(stated) > 12 or int(stated) > cap:
        raise Refused(RequestCode.BODY_TOO_LARGE, limit=cap)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > cap:
                raise Refused(RequestCode.BODY_TOO_LARGE, limit=cap)
    except ClientDisconnect as gone:
        raise Refused(RequestCode.BODY_NOT_JSON) from gone
    return bytes(body)


def parse_call(body: bytes, limits: Limits) -> Call:
    """The call written in `body`. Raises Refused for anything but one well-formed call: batches too (SEC13)."""
    return call_of(read_json(body, limits))


def read_json(body: bytes, limits: Limits) -> object:
    """What is written in `body`. Raises Refused."""
    try:
        # orjson is strict: no NaN, no Infinity, no lone surrogate, no invalid UTF-8, at most 1,024 levels.
        data = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        deep = "depth limit" in str(error)
        raise Refused(
            RequestCode.BODY_TOO_DEEP if deep else RequestCode.BODY_NOT_JSON, limit=limits.json_depth
        ) from None
    _check_values(data, limits)
    return data


def call_of(data: object) -> Call:
    """The call that `data` is. Raises Refused when it is none."""
    if not isinstance(data, dict):
        raise Refused(RequestCode.BODY_FORM)
    query, operation, variables = data.get("query"), data.get("operationName"), data.get("variables")
    if not isinstance(query, str) or not query.strip():
        raise Refused(RequestCode.BODY_FORM)
    if not isinstance(operation, str | None) or not isinstance(variables, dict | None):
        raise Refused(RequestCode.BODY_FORM)
    return Call(query=query, operation=operation or None, variables=variables or {})


def _check_values(data: object, limits: Limits) -> None:
    """Bound depth and number of values without recursion, and refuse NUL, which PostgreSQL cannot store."""
    level, depth, seen = [data], 1, 0
    while level:
        seen += len(level)
        if seen > limits.json_values:
            raise Refused(RequestCode.BODY_TOO_MANY_VALUES, limit=limits.json_values)
        if depth > limits.json_depth + 1:
            raise Refused(RequestCode.BODY_TOO_DEEP, limit=limits.json_depth)
        below: list[object] = []
        for value in level:
            if isinstance(value, str):
                if "\x00" in value:
                    raise Refused(RequestCode.TEXT_NOT_ALLOWED)
            elif isinstance(value, dict):
                below.extend(value.keys())
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        level, depth = below, depth + 1
