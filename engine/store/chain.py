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


ERASED_A_PERSON = "person erased"
"""The action of the row that an erasure ends with; its `AUDIT_ROWS` names the rows whose words it blanked."""

AUDIT_ROWS = "audit_rows"


def broken_links(shop: str, rows: Iterable[tuple[AuditEntry, str]]) -> Iterator[int]:
    """Numbers of rows, given in order with their stored digests, that do not follow from the row before.

    A row that an erasure blanked no longer gives its digest; it counts as whole when a later row of the chain, which
    nobody can write without breaking it, says that this erasure blanked it.
    """
    previous, expected = GENESIS, 1
    blanked: dict[int, str] = {}
    for entry, stored in rows:
        if entry.number != expected:
            yield entry.number
        elif entry.erased_by:
            blanked[entry.number] = entry.erased_by
        elif stored != digest(previous, shop, entry):
            yield entry.number
        elif entry.action == ERASED_A_PERSON:
            named = entry.detail.get(AUDIT_ROWS, "").split(",")
            blanked = {one: by for one, by in blanked.items() if by != entry.subject or str(one) not in named}
        previous, expected = stored, entry.number + 1
    yield from blanked
