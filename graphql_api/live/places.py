"""Counts connections, so that nobody takes all of them."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from graphql_api.live.limits import LiveLimits
from graphql_api.refused import Refused, RequestCode


class Places:
    """The connections of one process by who has them."""

    def __init__(self, limits: LiveLimits) -> None:
        self._limits = limits
        self._taken: Counter[str] = Counter()
        self.open = 0

    @contextmanager
    def connection(self, address: str) -> Iterator[None]:
        """A connection from `address` while the block runs. Raises Refused TOO_MANY_CONNECTIONS."""
        if self.open >= self._limits.connections:
            raise Refused(RequestCode.TOO_MANY_CONNECTIONS)
        with self._one(f"address {address}", self._limits.of_address):
            self.open += 1
            try:
                yield
            finally:
                self.open -= 1

    @contextmanager
    def greeting(self, address: str) -> Iterator[None]:
        """A connection whose caller is not known yet. Raises Refused TOO_MANY_CONNECTIONS."""
        with self._one(f"greeting {address}", self._limits.greeting):
            yield

    @contextmanager
    def caller(self, name: str) -> Iterator[None]:
        """A connection of a caller who is known. Raises Refused TOO_MANY_CONNECTIONS."""
        with self._one(f"caller {name}", self._limits.of_caller):
            yield

    @contextmanager
    def _one(self, key: str, limit: int) -> Iterator[None]:
        if self._taken[key] >= limit:
            raise Refused(RequestCode.TOO_MANY_CONNECTIONS)
        self._taken[key] += 1
        try:
            yield
        finally:
            self._taken[key] -= 1
            if not self._taken[key]:
                del self._taken[key]
