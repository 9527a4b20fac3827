"""One server for the tests of a process, whose application is exchanged: to start and stop one takes long."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

GRACE_SECONDS = 2
CLOSED: ASGIApp = PlainTextResponse("between two shops", status_code=503)


class Server:
    """Answers on loopback with the application that is being served at the moment."""

    def __init__(self, base: str) -> None:
        self.base = base
        """Its address, the same for all applications."""
        self._app = CLOSED
        self._answering: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application."""
        task = asyncio.current_task()
        assert task is not None
        self._answering.add(task)
        try:
            await self._app(scope, receive, send)
        finally:
            self._answering.discard(task)

    @asynccontextmanager
    async def serving(self, app: Starlette, outermost: ASGIApp) -> AsyncIterator[None]:
        """Answer with `outermost`, which wraps `app`, while the block runs; then let go of what it still does."""
        async with app.router.lifespan_context(app):
            self._app = outermost
            try:
                yield
            finally:
                self._app = CLOSED
                await self._finish()

    async def _finish(self) -> None:
        if not self._answering:
            return
        _, late = await asyncio.wait(self._answering, timeout=GRACE_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


@asynccontextmanager
async def running_server() -> AsyncIterator[Server]:
    """A server on a free port while the block runs."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    served = Server(f"http://127.0.0.1:{listening.getsockname()[1]}")
    config = uvicorn.Config(
        served, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=GRACE_SECONDS
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    try:
        yield served
    finally:
        server.should_exit = True
        await task
