"""The HTTP door of one schema: credentials, rates, body, document, execution under a time limit, answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson
from graphql import ExecutionResult, GraphQLError, execute
from starlette.requests import Request
from starlette.responses import Response
from strawberry import Schema
from strawberry.execution import optimized_is_awaitable

from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable
from graphql_api.body import Call, read_call
from graphql_api.caller import Caller, network
from graphql_api.context import Context
from graphql_api.cookies import keep_session
from graphql_api.documents import Documents, Prepared
from graphql_api.errors import shown
from graphql_api.executor import LeafExecutor
from graphql_api.language import Language, preferred
from graphql_api.limits import Limits
from graphql_api.metrics import Metrics
from graphql_api.rates import RateLimited, Turnstile
from graphql_api.refused import STATUS, Refused, RequestCode
from graphql_api.rights import Right, fields_with, require_guards

FindCaller = Callable[[Engine, Request], Awaitable[Caller]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a schema is for: how callers are found, and how much one request may ask."""

    name: str
    schema: Schema
    limits: Limits
    find_caller: FindCaller
    code_fields: frozenset[str] = frozenset()


class Door:
    """Answers POST requests for one schema."""

    def __init__(self, audience: Audience, engine: Engine, turnstile: Turnstile, metrics: Metrics) -> None:
        self._schema = audience.schema._schema  # noqa: SLF001 - Strawberry's only way to the executable schema
        require_guards(self._schema)
        self._open = fields_with(self._schema, Right.ENTER)
        self._audience = audience
        self._limits = audience.limits
        self._engine = engine
        self._turnstile = turnstile
        self._metrics = metrics
        self._documents = Documents(self._schema, audience.limits, audience.code_fields)
        self._running = 0

    async def answer(self, request: Request) -> Response:
        """The endpoint."""
        began = time.perf_counter()
        language = preferred(request.headers.get("accept-language", ""))
        caller: Caller | None = None
        try:
            caller = await self._admit(request)
            call = await read_call(request, self._limits)
            prepared = self._documents.prepare(call.query, may_introspect=Right.EDIT in caller.rights)
            if caller.stranger and not set(prepared.root_fields(call.operation)) <= self._open:
                await self._turnstile.count_stranger(network(request))
                raise Refused(RequestCode.UNAUTHENTICATED)
            context = Context(engine=self._engine, caller=caller, language=language)
            body = await self._when_there_is_room(call, prepared, context)
            response = _response(body, 200, caller)
            if context.session_cookie is not None:
                keep_session(self._engine, response, context.session_cookie)
        except Refused as refused:
            body, response = _refusal(refused, caller, language)
        except StoreUnavailable:
            body, response = _refusal(Refused(RequestCode.UNAVAILABLE), caller, language)
        except Exception as bug:  # noqa: BLE001 - logged with a number, and the caller is told the number
            body = _body(None, [GraphQLError("", original_error=bug)], language)
            response = _response(body, 500, caller)
        self._metrics.answered(self._audience.name, _outcome(body), time.perf_counter() - began)
        return response

    async def _admit(self, request: Request) -> Caller:
        await self._turnstile.check_stranger(network(request))
        try:
            caller = await self._audience.find_caller(self._engine, request)
        except Refused as refused:
            if refused.code is RequestCode.UNAUTHENTICATED:
                await self._turnstile.count_stranger(network(request))
            raise
        await self._turnstile.admit(caller.key)
        return caller

    async def _when_there_is_room(self, call: Call, prepared: Prepared, context: Context) -> dict[str, Any]:
        """Execute, or refuse at once what would only wait: whoever comes too late hears it early and may come again."""
        if self._running >= self._limits.running:
            raise Refused(RequestCode.OVERLOADED)
        self._running += 1
        try:
            return await self._execute(call, prepared, context)
        finally:
            self._running -= 1

    async def _execute(self, call: Call, prepared: Prepared, context: Context) -> dict[str, Any]:
        language = context.language
        if prepared.errors:
            return _body(None, prepared.errors, language)
        for field in prepared.root_fields(call.operation):
            self._metrics.resolved(self._audience.name, field)
        seconds = self._limits.seconds
        try:
            async with asyncio.timeout(seconds):
                result = execute(
                    self._schema,
                    prepared.document,
                    context_value=context,
                    variable_values=call.variables,
                    operation_name=call.operation,
                    executor_class=LeafExecutor,
                    is_awaitable=cast("Any", optimized_is_awaitable),
                    hide_suggestions=True,
                )
                if not isinstance(result, ExecutionResult):
                    result = await result
        except TimeoutError:
            return _body(None, [Refused(RequestCode.TIMEOUT, limit=seconds)], language)
        return _body(result.data, result.errors or (), language)


MOST_ERRORS = 20


def _body(
    data: Mapping[str, Any] | None, errors: Sequence[GraphQLError], language: Language
) -> dict[str, Any]:
    body: dict[str, Any] = {"data": data}
    if errors:
        body["errors"] = [shown(error, language) for error in errors[:MOST_ERRORS]]
    return body


def _outcome(body: Mapping[str, Any]) -> str:
    errors = body.get("errors")
    return str(errors[0]["extensions"]["code"]) if errors else "OK"


def _refusal(refused: Refused, caller: Caller | None, language: Language) -> tuple[dict[str, Any], Response]:
    body: dict[str, Any] = {"errors": [shown(refused, language)]}
    response = _response(body, STATUS.get(refused.code, 400), caller)
    match refused.code:
        case RequestCode.UNAUTHENTICATED:
            response.headers["WWW-Authenticate"] = "Bearer"
        case RequestCode.METHOD_NOT_ALLOWED:
            response.headers["Allow"] = "POST"
        case RequestCode.UNAVAILABLE:
            response.headers["Retry-After"] = "5"
        case RequestCode.OVERLOADED:
            response.headers["Retry-After"] = "1"
        case RequestCode.RATE_LIMITED if isinstance(refused, RateLimited):
            response.headers["Retry-After"] = str(refused.seconds)
            response.headers["RateLimit-Remaining"] = "0"
        case _:
            pass
    return body, response


def _response(body: Mapping[str, Any], status: int, caller: Caller | None) -> Response:
    response = Response(orjson.dumps(body), status_code=status, media_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if caller is not None and caller.origin is not None:
        response.headers["Access-Control-Allow-Origin"] = caller.origin
        response.headers["Vary"] = "Origin"
    return response
