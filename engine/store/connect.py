"""Opening a store by its address."""

from collections.abc import Callable

from engine.store.memory import MemoryStore
from engine.store.port import Store
from engine.store.sql.database import Database
from engine.store.sql.postgres import PostgresServer
from engine.store.sql.sqlite import SqliteServer
from engine.store.sql.store import SqlStore


def _half() -> float:
    return 0.5


def open_store(url: str, jitter: Callable[[], float] = _half) -> Store:
    """The store at `url`, not yet opened: `memory://`, `sqlite:///path/to/file`, `postgres://user@host/database`.

    `jitter` gives numbers from 0 to 1, by which those who lost a race wait for different times. Raises ValueError for
    any other address.
    """
    scheme, _, rest = url.partition("://")
    match scheme:
        case "memory":
            return MemoryStore()
        case "sqlite":
            return SqlStore(Database(SqliteServer(rest), jitter))
        case "postgres" | "postgresql":
            return SqlStore(Database(PostgresServer(url), jitter))
        case _:
            raise ValueError(f"{scheme} is no kind of store; use memory, sqlite or postgres")
