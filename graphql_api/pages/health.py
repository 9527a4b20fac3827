"""`/healthz`: the process answers. `/readyz`: the database does too."""

import asyncio

import orjson
from starlette.requests import Request
from starlette.responses import Response

from engine.service import ask
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable, StoreUnusable
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
        """`GET /readyz`: 503 while the database cannot be used."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await ask.shops(self._engine)
        except (StoreUnavailable, StoreUnusable, TimeoutError):
            self._metrics.ready(is_ready=False)
            return _json({"status": "unavailable", "because": "database"}, 503)
        self._metrics.ready(is_ready=True)
        return _json({"status": "ok"}, 200)


def _json(body: dict[str, str], status: int) -> Response:
    return Response(orjson.dumps(body), status_code=status, media_type="application/json")
