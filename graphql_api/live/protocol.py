"""The protocol of Strawberry, with our documents, limits, errors and loaders inside it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from graphql import ExecutionResult, GraphQLError, GraphQLSchema, subscribe
from strawberry import Schema
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import SubscribeMessage

from graphql_api.context import Context
from graphql_api.documents import Documents
from graphql_api.errors import shown
from graphql_api.executor import LeafExecutor
from graphql_api.live.limits import LiveLimits
from graphql_api.live.session import LiveSession
from graphql_api.live.socket import BoundedSocket
from graphql_api.metrics import Metrics
from graphql_api.refused import Refused, RequestCode

MOST_ERRORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What all connections share."""

    schema: Schema
    documents: Documents
    metrics: Metrics
    limits: LiveLimits


class Refusals(Exception):
    """A subscription that ends with `errors`."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__()
        self.errors = errors


class LiveProtocol(BaseGraphQLTransportWSHandler[LiveSession, None]):
    """One connection. Strawberry keeps the protocol's order; what is executed, and how much of it, is decided here."""

    def __init__(self, served: Served, socket: BoundedSocket, greeter: Any, session: LiveSession) -> None:
        super().__init__(
            view=greeter,
            websocket=socket,
            context=session,
            root_value=None,
            schema=served.schema,
            connection_init_wait_timeout=timedelta(seconds=served.limits.greeting_seconds),
        )
        self._core: GraphQLSchema = served.schema._schema  # noqa: SLF001 - Strawberry's only way to it
        self._documents = served.documents
        self._metrics = served.metrics
        self._limits = served.limits

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Begin a subscription, unless there are enough."""
        most = self._limits.subscriptions
        if self.connection_acknowledged and len(self.operations) >= most:
            refused = Refused(RequestCode.TOO_MANY_SUBSCRIPTIONS, limit=most)
            await self._tell_errors(message["id"], (refused,))
            return
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[LiveSession, None]) -> None:
        """Send what a subscription yields, each state after the one before was taken."""
        with contextlib.suppress(WebSocketDisconnected):
            try:
                async with aclosing(self._bodies(operation)) as bodies:
                    async for body in bodies:
                        await operation.send_operation_message(
                            {"id": operation.id, "type": "next", "payload": cast("Any", body)}
                        )
                await operation.send_operation_message({"id": operation.id, "type": "complete"})
            except Refusals as refusals:
                await self._end(operation, refusals.errors)
            except GraphQLError as refused:
                await self._end(operation, (refused,))
            except WebSocketDisconnected:
                raise
            except Exception as bug:  # noqa: BLE001 - logged with a number, and the caller is told the number
                await self._end(operation, (GraphQLError("", original_error=bug),))

    async def _bodies(self, operation: Operation[LiveSession, None]) -> AsyncGenerator[dict[str, Any], None]:
        """The payloads of a subscription. Raises Refusals, Refused."""
        caller = self.context.caller
        if caller is None:
            raise Refused(RequestCode.UNAUTHENTICATED)
        await self.context.turnstile.admit(caller.key)
        prepared = self._documents.prepare(operation.query)
        if prepared.errors:
            raise Refusals(*prepared.errors)
        for name in prepared.root_fields(operation.operation_name):
            self._metrics.resolved("admin", name)
        context = Context(engine=self.context.engine, caller=caller, language=self.context.language)
        async with asyncio.timeout(self._limits.document.seconds):
            begun = subscribe(
                self._core,
                prepared.document,
                context_value=context,
                variable_values=operation.variables,
                operation_name=operation.operation_name,
                executor_class=LeafExecutor,
                hide_suggestions=True,
            )
            results = begun if isinstance(begun, ExecutionResult | AsyncIterator) else await begun
        if isinstance(results, ExecutionResult):
            raise Refusals(*(results.errors or ()))
        async with aclosing(cast("AsyncGenerator[ExecutionResult, None]", results)) as states:
            async for state in states:
                yield self._body(state)

    def _body(self, result: ExecutionResult) -> dict[str, Any]:
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [shown(one, self.context.language) for one in result.errors[:MOST_ERRORS]]
        return body

    async def _end(self, operation: Operation[LiveSession, None], errors: tuple[GraphQLError, ...]) -> None:
        if operation.id in self.operations and not operation.completed:
            operation.completed = True
            self.forget_id(operation.id)
            await self._tell_errors(operation.id, errors)

    async def _tell_errors(self, name: str, errors: tuple[GraphQLError, ...]) -> None:
        told = [shown(one, self.context.language) for one in errors[:MOST_ERRORS]]
        await self.send_message({"id": name, "type": "error", "payload": cast("Any", told)})
