"""An SMTP server that follows a script: any reply, silence or hang-up at any of the eight stages (F27)."""

import asyncio
import contextlib
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

HANG = "hang"
DROP = "drop"


@dataclass(kw_only=True)
class ScriptedServer:
    """Answers 250 to everything except at `stage`, where it answers `reply`, HANGs or DROPs the connection."""

    stage: str = ""
    reply: str = ""
    extensions: tuple[str, ...] = ("8BITMIME",)
    tls: ssl.SSLContext | None = None
    port: int = 0
    commands: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._answer(writer, "connect", "220 ready")
        while line := await reader.readline():
            command = line.decode().strip()
            self.commands.append(command)
            verb = command.split(" ")[0].split(":")[0].upper()
            if verb == "EHLO":
                offered = [*self.extensions, "SIZE"]
                lines = [f"250-{name}" for name in offered[:-1]] + [f"250 {offered[-1]}"]
                await self._answer(writer, "ehlo", "\r\n".join(["250-me", *lines]))
            elif verb == "STARTTLS":
                await self._answer(writer, "starttls", "220 go")
                if self.tls is not None:
                    await writer.start_tls(self.tls)
            elif verb == "AUTH":
                await self._answer(writer, "auth", "235 ok")
            elif verb == "DATA":
                await self._answer(writer, "data", "354 go")
                self.bodies.append(await reader.readuntil(b"\r\n.\r\n"))
                await self._answer(writer, "dot", "250 2.0.0 queued")
            elif verb == "QUIT":
                await self._answer(writer, "quit", "221 bye")
                return
            else:
                await self._answer(writer, verb.lower(), "250 2.1.0 ok")

    async def _answer(self, writer: asyncio.StreamWriter, stage: str, usual: str) -> None:
        reply = self.reply if stage == self.stage else usual
        if reply == HANG:
            await asyncio.sleep(60)
        if reply == DROP:
            raise ConnectionResetError
        writer.write(f"{reply}\r\n".encode())
        await writer.drain()
        if stage == self.stage and stage == "data" and not reply.startswith("354"):
            # A refused DATA is followed by commands again, not by a message.
            raise ConnectionResetError


@contextlib.asynccontextmanager
async def scripted_server(server: ScriptedServer) -> AsyncIterator[ScriptedServer]:
    """Lend the server on a free loopback port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        server._tasks.add(task)
        try:
            await server._serve(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            server._tasks.discard(task)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in list(server._tasks):
            task.cancel()
        await asyncio.gather(*server._tasks, return_exceptions=True)
        await listening.wait_closed()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server context for `localhost` with a certificate nobody signed, and the file that vouches for it."""
    key, made = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", str(key), "-out", str(made), "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made
