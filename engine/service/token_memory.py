"""Tokens seen in the last seconds, so that a busy shop does not ask the database for each request."""

from datetime import datetime

from engine.model.records import TokenRecord

LARGEST = 4096


class TokenMemory:
    """Live tokens by the hash of their text, each until an instant."""

    def __init__(self) -> None:
        self._tokens: dict[bytes, tuple[TokenRecord, datetime]] = {}

    def recall(self, digest: bytes, now: datetime) -> TokenRecord | None:
        """The token of `digest`, if it was remembered for longer than `now`."""
        record, until = self._tokens.get(digest, (None, now))
        return record if now < until else None

    def remember(self, digest: bytes, record: TokenRecord, until: datetime) -> None:
        """Keep `record`; the oldest is dropped when there are too many."""
        if len(self._tokens) >= LARGEST:
            del self._tokens[next(iter(self._tokens))]
        self._tokens[digest] = (record, until)

    def forget(self, token_id: str) -> None:
        """Drop a token by its id."""
        for digest in [digest for digest, (record, _) in self._tokens.items() if record.id == token_id]:
            del self._tokens[digest]
