"""Looking through rows that no index leads to by a person, range by range, in SQL."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from engine.model.data_subject import DataSubject
from engine.store.redaction import Redaction
from engine.store.sql.database import Database, Tx
from engine.store.sql.session import Column, Row

RANGE = 5_000
"""Rows looked through by one statement."""

SWEPT: Mapping[str, tuple[str, ...]] = {
    "events": ("subject", "quote", "price", "uses", "actor_id", "actor_ip"),
    "contracts": ("email", "doc"),
    "offers": ("doc", "progress"),
    "refunds": ("doc",),
    "charges": ("reason",),
    "sagas": ("reason",),
    "webhook_events": ("body",),
    "webhook_deliveries": ("attempts",),
    "receipts": ("key",),
    "jobs": ("asked", "problem"),
    "approvals": ("key", "asked", "reason"),
    "audit": ("subject", "detail"),
}
"""Tables with the texts in which an address, a number or an id may stand."""

ONLY_ADDRESSES = frozenset({"receipts", "approvals", "audit"})
"""Where a short id of a customer would be found in everything: only addresses and numbers are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row with what its texts become; empty: nothing of it is about the person."""

    row: int
    before: Mapping[str, str]  # of what changes: how it stood when it was looked at
    changed: Mapping[str, str]


async def look_through(
    database: Database, shop: str, table: str, redaction: Redaction, looked: tuple[int, int]
) -> tuple[Found, ...]:
    """Rows after `looked[0]`, up to `looked[1]`, in which the person is named, and what they become."""
    after, last = looked
    columns = SWEPT[table]
    emails = redaction.subject.emails
    needles = (*emails, *_needles(redaction.subject, only_addresses=table in ONLY_ADDRESSES))
    if not needles:
        return ()
    # Addresses stand in notes as somebody typed them.
    places = [f"LOWER({column})" for _ in emails for column in columns]
    places += [column for _ in needles[len(emails) :] for column in columns]
    named = " OR ".join(f"{{find}}({place}, ?) > 0" for place in places)
    statement = f"""
        SELECT "row", {", ".join(columns)} FROM {table}
        WHERE "row" > ? AND "row" <= ? AND shop = ? AND ({named}) ORDER BY "row"
    """
    sought = [needle for needle in needles for _ in columns]
    found = await database.read(statement, after, min(after + RANGE, last), shop, *sought)
    return tuple(_redacted(row, columns, redaction) for row in found)


async def change(tx: Tx, table: str, found: Sequence[Found], erasure_id: str) -> int:
    """Write what the rows become; how many changed. One that was changed since the look stays: look again."""
    done = 0
    for one in found:
        if not one.changed:
            continue
        values: dict[str, Column] = dict(one.changed)
        if table == "audit":
            values["erased_by"] = erasure_id
        if table == "contracts" and "doc" in one.changed:
            values |= _next_version(one.changed["doc"])
        assignments = ", ".join(f"{name} = ?" for name in values)
        same = "".join(f" AND {name} = ?" for name in one.before)
        statement = f'UPDATE {table} SET {assignments} WHERE "row" = ?{same} RETURNING "row"'
        done += len(await tx.rows(statement, *values.values(), one.row, *one.before.values()))
    return done


def _next_version(doc: str) -> dict[str, Column]:
    """A renewal that is being decided with the old row finds it changed, and reads it again."""
    contract = orjson.loads(doc)
    contract["version"] += 1
    return {"doc": orjson.dumps(contract).decode(), "version": contract["version"]}


async def last_row(tx: Tx, table: str) -> int:
    """The newest row of a table, of all shops."""
    row = await tx.row(f'SELECT COALESCE(MAX("row"), 0) FROM {table}')
    return int(row[0]) if row else 0


def _needles(subject: DataSubject, *, only_addresses: bool) -> tuple[str, ...]:
    """What stands for the person beside their addresses, letter for letter."""
    ids = (
        ()
        if only_addresses
        else [one for each in subject.external_ids for one in (f'"{each}"', f"id:{each}")]
    )
    return (*subject.phones, *ids)


def _redacted(row: Row, columns: Sequence[str], redaction: Redaction) -> Found:
    identity, *texts = tuple(row)
    changed = {
        column: new
        for column, old in zip(columns, texts, strict=True)
        if old is not None and (new := redacted_text(old, redaction)) != old
    }
    before = {column: old for column, old in zip(columns, texts, strict=True) if column in changed}
    return Found(row=identity, before=before, changed=changed)


def redacted_text(text: str, redaction: Redaction) -> str:
    """A column without the person; JSON is read, so that names beside an address go too."""
    if text[:1] not in ("{", "["):
        return redaction.text(text)
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return redaction.text(text)
    new = redaction.value(value)
    return text if new == value else orjson.dumps(new).decode()
