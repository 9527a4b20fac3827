"""Opening a store by its address."""

from engine.store.memory import MemoryStore
from engine.store.port import Store


def open_store(url: str) -> Store:
    """The store at `url`, not yet opened: `memory://`, `sqlite:///path/to/file`, `postgres://user@host/database`.

    Raises ValueError for any other address.
    """
    scheme = url.partition(":")[0]
    if scheme == "memory":
        return MemoryStore()
    raise ValueError(f"no store for {scheme}: addresses")
