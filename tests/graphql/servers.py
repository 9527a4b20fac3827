"""Real server processes over a prepared shop, for races and for the ASGI entry."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2

from engine.service.tokens import TokenKind, create_token
from engine.settings import Settings, new_secrets, read_settings, write_secrets
from engine.wiring import open_engine
from tests.graphql.client import ALL_SCOPES, TEST
from tests.service.shop import open_shop

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def environment(database_url: str, folder: Path, port: int) -> dict[str, str]:
    """The `OTOKU_…` variables of a server on `database_url`, with secrets of its own."""
    secrets = folder / "secrets.json"
    if not secrets.exists():
        write_secrets(secrets, new_secrets())
    return {
        "OTOKU_DATABASE_URL": database_url,
        "OTOKU_SECRETS_FILE": str(secrets),
        "OTOKU_PORT": str(port),
        "OTOKU_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


async def prepare(settings: Settings) -> dict[str, str]:
    """Open the example shop, and return a secret and an admin token."""
    async with open_engine(settings) as engine:
        await open_shop(engine)
        made = {
            kind.value: await create_token(
                engine,
                "tea",
                kind=kind,
                name=kind.value,
                actor=TEST,
                scopes=ALL_SCOPES if kind is TokenKind.ADMIN else frozenset(),
            )
            for kind in (TokenKind.SECRET, TokenKind.ADMIN)
        }
    return {name: token.text for name, token in made.items()}


@asynccontextmanager
async def served(variables: dict[str, str], processes: int, entry: str = "working") -> AsyncIterator[str]:
    """The base address of a server with so many processes; it is stopped, in order, at the end."""
    port = variables["OTOKU_PORT"]
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "uvicorn", "--factory", f"graphql_api.asgi:{entry}", "--port", port),
        *("--workers", str(processes), "--log-level", "warning"),
        cwd=ROOT,
        env={**os.environ, **variables},
    )
    base = f"http://127.0.0.1:{port}"
    try:
        await _ready(base, server)
        yield base
    finally:
        if server.returncode is None:
            server.terminate()
        await asyncio.wait_for(server.wait(), 30)


async def _ready(base: str, server: asyncio.subprocess.Process) -> None:
    async with httpx2.AsyncClient(base_url=base) as http:
        for _ in range(START_SECONDS * 10):
            if server.returncode is not None:
                raise RuntimeError(f"the server stopped with {server.returncode}")
            try:
                if (await http.get("/readyz")).status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError(base)


def settings_of(variables: dict[str, str]) -> Settings:
    """The settings that a server with these variables has."""
    return read_settings(variables)
