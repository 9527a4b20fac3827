"""`/healthz`: the process answers. `/readyz`: the database does too, and the live rules are compiled."""

import asyncio

import orjson
from starlette.requests import Request
from starlette.responses import Response

from engine.service import ask
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable, StoreUnusable
from engine.service.warm_up import warm_up
from graphql_api.metrics import Metrics

PATIENCE_SECONDS = 2.0


class HealthPages:
    """For load balancers."""

    def __init__(self, engine: Engine, metrics: Metrics) -> None:
        self._engine = engine
        self._metrics = metrics

    async def alive(self, request: Request) -> Response:  # noqa: ARG002
        """`GET /healthz`."""
        return _json({"status": "ok"}, 200)

    async def ready(self, request: Request) -> Response:  # noqa: ARG002
        """`GET /readyz`: 503 while the database cannot be used or the live rules are being compiled."""
        because = await self._hindrance()
        self._metrics.ready(is_ready=because is None)
        if because is not None:
            return _json({"status": "unavailable", "because": because}, 503)
        return _json({"status": "ok"}, 200)

    async def metrics(self, request: Request) -> Response:  # noqa: ARG002
        """`GET /metrics`; while the database cannot be used, what waits is shown as it was seen last."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                self._metrics.waiting(await ask.backlog(self._engine), self._engine.clock.now())
        except (StoreUnavailable, StoreUnusable, TimeoutError):
            self._metrics.ready(is_ready=False)
        return self._metrics.show()

    async def _hindrance(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await ask.shops(self._engine)
        except (StoreUnavailable, StoreUnusable, TimeoutError):
            return "database"
        try:
            # Whoever asks too early begins the compilation, and it goes on without them.
            async with asyncio.timeout(PATIENCE_SECONDS):
                await warm_up(self._engine)
        except (StoreUnavailable, TimeoutError):
            return "rules"
        return None


def _json(body: dict[str, str], status: int) -> Response:
    return Response(orjson.dumps(body), status_code=status, media_type="application/json")
