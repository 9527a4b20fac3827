"""What uvicorn starts by name: each server process makes an engine from the environment and opens it as it starts."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette

from engine.drivers.arq_waker import ArqWaker
from engine.service.waker import LocalWaker
from engine.settings import Settings
from engine.wiring import closed_engine
from graphql_api.app import create_app


def working() -> Starlette:
    """A server that also fires timers and sends messages, the embedded default."""
    return _application(drive=True)


def serving_only() -> Starlette:
    """A server beside `otoku work`: after each commit it sends a hint through Redis, where one is named."""
    return _application(drive=False)


def _application(*, drive: bool) -> Starlette:
    settings = Settings.from_environment()
    logging.basicConfig(level=settings.log_level)
    hints = ArqWaker(url=settings.redis_url) if settings.redis_url and not drive else None
    engine = closed_engine(settings, hints or LocalWaker())
    app = create_app(engine, drive=drive)
    beside = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(application: Starlette) -> AsyncIterator[Mapping[str, Any]]:
        await engine.store.open()
        try:
            async with beside(application) as state:
                yield state or {}
        finally:
            if hints is not None:
                await hints.close()
            await engine.store.close()

    app.router.lifespan_context = lifespan
    return app
