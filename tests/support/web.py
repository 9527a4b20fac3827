"""A real HTTP server on a loopback port that keeps what it is sent and answers as told, or badly."""

import asyncio
import contextlib
import ssl
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request; header names are lower-case. `at` is on the monotonic clock, in seconds."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to answer, and how: `wait` before the status, `trickle` between the bytes of the body, `drop` at once."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    wait: float = 0.0
    trickle: float = 0.0
    drop: bool = False
    raw: bytes = b""  # sent as it is, instead of all the rest


@dataclass(kw_only=True)
class WebServer:
    """Answers every request with the next of `answers`, else with `otherwise`; `received` is oldest first."""

    port: int = 0
    tls: bool = False
    otherwise: Answer = field(default_factory=Answer)
    received: list[Received] = field(default_factory=list)
    answers: deque[Answer] = field(default_factory=deque)
    connections: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """The address of the server, without a path."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    async def wait_for(self, count: int, *, seconds: float = 5) -> list[Received]:
        """The requests, when there are at least `count`. Raises TimeoutError when fewer came in time."""
        deadline = time.monotonic() + seconds
        while len(self.received) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.received)} of {count} requests came within {seconds} s")
            await asyncio.sleep(0.01)
        return self.received

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection; each carries one request."""
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass  # the caller went away, as callers do
        finally:
            self._tasks.discard(task)
            writer.close()

    async def stop(self) -> None:
        """End what is still being answered."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        path = head[0].split(" ")[1]
        self.received.append(Received(path=path, headers=headers, body=body, at=time.monotonic()))
        answer = self.answers.popleft() if self.answers else self.otherwise
        if answer.wait:
            await asyncio.sleep(answer.wait)
        if answer.drop:
            return
        if answer.raw:
            writer.write(answer.raw)
            await writer.drain()
            return
        lines = [f"HTTP/1.1 {answer.status} Told", f"Content-Length: {len(answer.body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        writer.write("\r\n".join((*lines, "", "")).encode())
        for part in _parts(answer):
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(answer.trickle)


def _parts(answer: Answer) -> list[bytes]:
    if not answer.trickle:
        return [answer.body]
    return [answer.body[at : at + 1] for at in range(len(answer.body))]


@contextlib.asynccontextmanager
async def web_server(*, tls: ssl.SSLContext | None = None) -> AsyncIterator[WebServer]:
    """Lend a web server on a free port of this machine."""
    server = WebServer(tls=tls is not None)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await server.stop()
        await listening.wait_closed()
