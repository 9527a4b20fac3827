"""What all parts of the SQL stores share: the database, pages, the audit chain."""

# ruff: noqa: PLR0913, PLR0917, S608 - only marks and our own names are put into statements

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime

import orjson

from engine.model.cursor import read_cursor
from engine.model.records import Actor, AuditEntry, Page
from engine.model.saved_cart import YesNo
from engine.store.chain import digest
from engine.store.sql.codec import micros
from engine.store.sql.database import Database, Tx
from engine.store.sql.dialect import marks
from engine.store.sql.session import Column, Row


class SqlPart:
    """Base of the parts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Make many commits one transaction."""
        return self._db.bulk()


class Filter:
    """A WHERE clause that grows; what is None is not asked for."""

    def __init__(self, shop: str) -> None:
        self.clause = "shop = ?"
        self.parameters: list[Column] = [shop]

    def equal(self, column: str, value: Column) -> "Filter":
        """`column = value`."""
        if value is not None:
            self.clause += f" AND {column} = ?"
            self.parameters.append(value)
        return self

    def between(self, column: str, since: datetime | None, until: datetime | None) -> "Filter":
        """`since <= column < until`, where they are given."""
        for sign, bound in ((">=", since), ("<", until)):
            if bound is not None:
                self.clause += f" AND {column} {sign} ?"
                self.parameters.append(micros(bound))
        return self

    def among(self, column: str, values: Sequence[Column] | None) -> "Filter":
        """`column` is one of `values`."""
        if values is not None:
            self.clause += f" AND {column} IN {marks(1, len(values))}" if values else " AND NOT (1 = 1)"
            self.parameters += values
        return self


def holding(wanted: YesNo, rows: str) -> str:
    """A condition that there are, or are not, such `rows`; empty when it is all the same."""
    return {YesNo.ANY: "", YesNo.YES: f" AND EXISTS ({rows})", YesNo.NO: f" AND NOT EXISTS ({rows})"}[wanted]


async def page_of(
    database: Database, columns: str, table: str, key: tuple[str, ...], page: Page, wanted: Filter
) -> list[Row]:
    """The wanted part of a table, newest first, by the sort key `key`. Raises ValueError on a cursor that is none."""
    clause, parameters = wanted.clause, list(wanted.parameters)
    if page.cursor is not None:
        first, identity = read_cursor(page.cursor, numbered=key == ("number",))
        at = first if isinstance(first, int) else micros(first)
        clause += f" AND ({', '.join(key)}) {'>' if page.backwards else '<'} {marks(1, len(key))}"
        parameters += (at, identity)[: len(key)]
    order = ", ".join(f"{column} {'ASC' if page.backwards else 'DESC'}" for column in key)
    rows = list(
        await database.read(
            f"SELECT {columns} FROM {table} WHERE {clause} ORDER BY {order} LIMIT ?", *parameters, page.limit
        )
    )
    return rows[::-1] if page.backwards else rows


async def write_audit(
    tx: Tx, shop: str, now: datetime, actor: Actor, action: str, subject: str, detail: Mapping[str, str]
) -> None:
    """Add a row to the shop's chain, whose head is on the shop's row: writers of one shop's chain wait for each other.

    Raises LookupError when there is no such shop.
    """
    head = await tx.row(
        "UPDATE shops SET audit_number = audit_number + 1 WHERE id = ? RETURNING audit_number, audit_digest",
        shop,
    )
    if head is None:
        raise LookupError(f"no shop {shop!r}")
    number, previous = head
    entry = AuditEntry(number=number, at=now, actor=actor, action=action, subject=subject, detail=detail)
    link = digest(previous, shop, entry)
    columns = (
        "shop",
        "number",
        "at",
        "actor_kind",
        "actor_id",
        "actor_ip",
        "action",
        "subject",
        "detail",
        "digest",
    )
    said = orjson.dumps(dict(detail)).decode()
    who = actor.kind, actor.id, actor.ip
    await tx.insert("audit", columns, [(shop, number, micros(now), *who, action, subject, said, link)])
    await tx.rows("UPDATE shops SET audit_digest = ? WHERE id = ?", link, shop)
