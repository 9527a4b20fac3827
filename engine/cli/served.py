"""The GraphQL application behind a verb. It stands above the engine, so it is found by name, as uvicorn finds it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import click
import uvicorn

from engine.service.engine import Engine

LARGEST_FRAME = 64 * 1024
"""Bytes of a WebSocket message; ours are a tenth of it. None is packed, which could grow a thousandfold."""


def free_socket(host: str, port: int) -> socket.socket:
    """A listening address; a taken port ends the verb with a sentence."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as trouble:
        bound.close()
        raise click.ClickException(
            f"{host}:{port} cannot be used ({trouble.strerror}); name another with OTOKU_PORT=8001"
        ) from None
    return bound


def server_over(engine: Engine) -> uvicorn.Server:
    """A server of the whole application over an open engine, working beside it."""
    app: Any = import_module("graphql_api.app").create_app(engine, drive=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
    )
    return uvicorn.Server(config)


@asynccontextmanager
async def serving(engine: Engine, listening: socket.socket) -> AsyncIterator[asyncio.Task[None]]:
    """Serve while the block runs; entered when the first request can be answered."""
    server = server_over(engine)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.02)
    try:
        yield task
    finally:
        server.should_exit = True
        await task
