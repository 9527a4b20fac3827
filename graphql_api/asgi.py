"""What uvicorn starts by name: each server process makes an engine from the environment and opens it as it starts."""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send

from engine.drivers.arq_waker import ArqWaker
from engine.service.engine import Engine
from engine.service.outage import StoreUnavailable, StoreUnusable
from engine.service.waker import LocalWaker
from engine.settings import Settings
from engine.wiring import closed_engine
from graphql_api.app import create_app


class Opening:
    """Opens the engine before the application starts, and closes it after the application has stopped."""

    def __init__(self, app: ASGIApp, engine: Engine) -> None:
        self._app = app
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application. A database that cannot be used stops the start with its reason."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        try:
            await self._engine.store.open()
        except (StoreUnusable, StoreUnavailable) as reason:
            await receive()
            await send({"type": "lifespan.startup.failed", "message": str(reason)})
            return
        try:
            await self._app(scope, receive, send)
        finally:
            if isinstance(self._engine.waker, ArqWaker):
                await self._engine.waker.close()
            await self._engine.store.close()


def application(settings: Settings, *, drive: bool) -> ASGIApp:
    """A server for `settings`; with `drive` it also fires timers and sends messages."""
    logging.basicConfig(level=settings.log_level)
    logging.getLogger("tortoise").setLevel(
        logging.WARNING
    )  # its "shutdown" after a migration reads like trouble
    # With Redis, `otoku work` is told at once; without it, the next sweep finds the work.
    waker = ArqWaker(url=settings.redis_url) if settings.redis_url and not drive else LocalWaker()
    engine = closed_engine(settings, waker)
    return Opening(create_app(engine, drive=drive), engine)


def working() -> ASGIApp:
    """A server that also fires timers and sends messages, the embedded default."""
    return application(Settings.from_environment(), drive=True)


def serving_only() -> ASGIApp:
    """A server beside `otoku work`: after each commit it sends a hint through Redis, where one is named."""
    return application(Settings.from_environment(), drive=False)
