"""The hash chain of audit rows: an edited, dropped, swapped or inserted row breaks it (SEC34, I33)."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC

import orjson

from engine.model.records import AuditEntry

GENESIS = "0" * 64
"""What the first row of a shop is chained to."""


def digest(previous: str, shop: str, entry: AuditEntry) -> str:
    """SHA-256 over the row before and everything this row says, as 64 hex digits."""
    said = orjson.dumps(
        [
            previous,
            shop,
            entry.number,
            entry.at.astimezone(UTC).isoformat(),
            entry.actor.kind,
            entry.actor.id,
            entry.actor.ip,
            entry.action,
            entry.subject,
            dict(entry.detail),
        ],
        option=orjson.OPT_SORT_KEYS,
    )
    return hashlib.sha256(said).hexdigest()


def broken_links(shop: str, rows: Iterable[tuple[AuditEntry, str]]) -> Iterator[int]:
    """Numbers of rows, given in order with their stored digests, that do not follow from the row before."""
    previous, expected = GENESIS, 1
    for entry, stored in rows:
        if entry.number != expected or stored != digest(previous, shop, entry):
            yield entry.number
        previous, expected = stored, entry.number + 1
