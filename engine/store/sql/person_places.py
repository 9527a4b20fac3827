"""The places where a person is found by an index, and what an erasure makes of the rows there, in SQL."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from engine.model.data_subject import PERSON_ERASED, DataSubject
from engine.model.events import TimerKind
from engine.store.redaction import Redaction
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.session import Column, Row

AT_ONCE = 200
"""Rows of one transaction."""

WAITS = -1
"""Instead of a number of rows: somebody works on one, the erasure tries again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One transaction of an erasure."""

    tx: Tx
    shop: str
    redaction: Redaction
    now: datetime

    @property
    def subject(self) -> DataSubject:
        """Who is erased."""
        return self.redaction.subject


Place = Callable[[Slice], Awaitable[int]]
"""Erases up to `AT_ONCE` rows; how many there were, 0 when nothing is left, `WAITS`."""


def whose(subject: DataSubject, **columns: str) -> tuple[str, list[Column]]:
    """A condition that a row is the person's: `email`, `phone`, `external_id` and `key` name its columns.

    A number alone counts only in rows without address and id: two people may share it.
    """
    alternatives: list[str] = []
    parameters: list[Column] = []
    groups = {
        "email": subject.emails,
        "external_id": subject.external_ids,
        "key": subject.keys,
        "phone": subject.phones,
    }
    for kind, values in groups.items():
        column = columns.get(kind)
        if column is None or not values:
            continue
        alone = " AND ".join(
            f"{columns[other]} IS NULL" for other in ("email", "external_id") if other in columns
        )
        clause = f"{column} IN {marks(1, len(values))}"
        alternatives.append(f"({clause} AND {alone})" if kind == "phone" and alone else clause)
        parameters += values
    return f"({' OR '.join(alternatives)})" if alternatives else "(1 = 0)", parameters


async def _rows(
    one: Slice, table: str, columns: str, where: tuple[str, Sequence[Column]], limit: int = AT_ONCE
) -> Sequence[Row]:
    clause, parameters = where
    statement = f"SELECT {columns} FROM {table} WHERE shop = ? AND {clause} LIMIT ? {{for_update}}"
    return await one.tx.rows(statement, one.shop, *parameters, limit)


async def _set(one: Slice, table: str, key: Mapping[str, Column], values: Mapping[str, Column]) -> None:
    changed = ", ".join(f"{name} = ?" for name in values)
    found = " AND ".join(f"{name} = ?" for name in key)
    await one.tx.rows(
        f"UPDATE {table} SET {changed} WHERE shop = ? AND {found}", *values.values(), one.shop, *key.values()
    )


async def _timers(one: Slice) -> int:
    """What waits for the person, under a key or address of theirs; the plan of all customers is only passing by."""
    found = await _rows(one, "timers", "kind, subject, next_at", whose(one.subject, key="subject"))
    for kind, subject, next_at in found:
        if kind == TimerKind.CUSTOMERS_PLAN and next_at is not None:
            return WAITS
        new = one.redaction.text(subject)
        key = {"kind": kind, "subject": subject}
        await _set(one, "timers", key, {"subject": new, "next_at": None, "id": f"erased {kind} {new}"[:320]})
    return len(found)


async def _messages(one: Slice) -> int:
    """What waits is stopped, with the reason; of what was sent only the receiver is forgotten."""
    theirs, parameters = whose(one.subject, key="recipient")
    bought, who = whose(one.subject, email="o.email", external_id="o.external_id")
    # A number that another customer has too is not the person's own: what their orders sent there is.
    where = (
        (
            f"id IN (SELECT id FROM messages WHERE shop = ? AND {theirs} UNION SELECT m.id FROM orders o "
            "JOIN messages m ON m.shop = o.shop AND m.order_id = o.id AND m.recipient = o.phone "
            f"WHERE o.shop = ? AND {bought})"
        ),
        [one.shop, *parameters, one.shop, *who],
    )
    columns = "id, recipient, state, reason"
    found = await _rows(one, "messages", columns, (f"{where[0]} AND state <> 'handover'", where[1]))
    for identity, recipient, state, reason in found:
        instead = one.redaction.text(recipient)
        new: dict[str, Column] = {
            "recipient": one.redaction.number if instead == recipient else instead,
            "dedupe_key": "",
            "locale": "",
            "reason": one.redaction.text(reason),
        }
        if state in {"due", "claimed"}:
            new |= {"state": "cancelled", "reason": PERSON_ERASED, "next_at": None, "lease_until": None}
        await _set(one, "messages", {"id": identity}, new)
    return len(found) or (WAITS if await _rows(one, "messages", "id", where, 1) else 0)


async def _mails(one: Slice) -> int:
    clause, parameters = whose(one.subject, key="recipient")
    gone = await one.tx.rows(
        f"DELETE FROM mails WHERE shop = ? AND id IN "
        f"(SELECT id FROM mails WHERE shop = ? AND {clause} LIMIT ?) RETURNING id",
        one.shop,
        one.shop,
        *parameters,
        AT_ONCE,
    )
    return len(gone)


async def _carts(one: Slice) -> int:
    """A cart keeps its goods for the figures; nobody is reminded of it, and no old tick in it counts any more."""
    where = whose(one.subject, email="email", phone="phone", external_id="external_id")
    found = await _rows(one, "carts", "token, life, version, state, email, external_id, doc", where)
    for token, life, version, state, email, identity, text in found:
        doc = one.redaction.value(orjson.loads(text))
        ended = {"state": "expired", "due": None} if state in {"open", "abandoned"} else {}
        doc = doc | ended | {"version": version + 1, "consent": None}
        columns: dict[str, Column] = {
            "email": None if email is None else one.redaction.text(email),
            "external_id": one.redaction.id(identity),
            "phone": None,
            "state": doc["state"],
            "version": version + 1,
            "doc": orjson.dumps(doc).decode(),
        }
        await _set(one, "carts", {"token": token, "life": life}, columns)
        await _stop(one, TimerKind.CART, token)
    return len(found)


async def _enrolments(one: Slice) -> int:
    where = whose(one.subject, email="email", phone="phone", external_id="external_id", key="reader")
    found = await _rows(one, "enrolments", "id, reader, email, external_id, state, ended_at", where)
    for identity, reader, email, external_id, state, ended_at in found:
        columns: dict[str, Column] = {
            "reader": one.redaction.text(reader),
            "email": None if email is None else one.redaction.text(email),
            "external_id": one.redaction.id(external_id),
            "phone": None,
            "name": "",
            "pending": "[]",
            "state": "left" if state == "active" else state,
            "ended_at": micros(one.now) if ended_at is None else ended_at,
        }
        await _set(one, "enrolments", {"id": identity}, columns)
        await _stop(one, TimerKind.LIST_STEP, identity)
    return len(found)


async def _consents(one: Slice) -> int:
    """The proof stays as a keyed hash, for three years and more (J2); what it allows ends."""
    clause, parameters = whose(one.subject, key="address")
    for table in ("permissions", "suppressions"):
        await one.tx.rows(f"DELETE FROM {table} WHERE shop = ? AND {clause}", one.shop, *parameters)
    blanked = await one.tx.rows(
        f"UPDATE consents SET address = '', ip = '' WHERE shop = ? AND {clause} RETURNING id",
        one.shop,
        *parameters,
    )
    return len(blanked)


async def _counters(one: Slice) -> int:
    found = await _rows(one, "counters", "area, name, subject", whose(one.subject, key="subject"))
    for area, name, subject in found:
        key = {"area": area, "name": name, "subject": subject}
        await _set(one, "counters", key, {"subject": one.redaction.text(subject)})
    return len(found)


async def _customers(one: Slice) -> int:
    """How often and for how much somebody bought stays, without who it was."""
    where = whose(one.subject, email="email", phone="phone", external_id="external_id", key="key")
    found = await _rows(one, "customers", "key, email, external_id", where)
    for key, email, external_id in found:
        columns: dict[str, Column] = {
            "key": one.redaction.text(key),
            "email": None if email is None else one.redaction.text(email),
            "external_id": one.redaction.id(external_id),
            **dict.fromkeys(("phone", "name", "locale", "birthday", "tags", "tier")),
        }
        await _set(one, "customers", {"key": key}, columns)
    return len(found)


async def _coupons(one: Slice) -> int:
    """Nobody could use them any more: those that are live end, so that they are no open promise."""
    where = whose(one.subject, email="owner_email", external_id="owner_id", key="issued_to")
    found = await _rows(one, "coupons", "id, owner_email, owner_id, issued_to, state, held", where)
    for identity, email, owner, issued_to, state, held in found:
        theirs = email in one.subject.emails or owner in one.subject.external_ids
        columns: dict[str, Column] = {
            "owner_email": None if email is None else one.redaction.text(email),
            "owner_id": one.redaction.id(owner),
            "issued_to": None if issued_to is None else one.redaction.text(issued_to),
            "state": "revoked" if theirs and state == "issued" and not held else state,
        }
        await _set(one, "coupons", {"id": identity}, columns)
    return len(found)


async def _gift_cards(one: Slice) -> int:
    """Balances stay: whoever has the code can spend them."""
    where = whose(one.subject, email="owner_email", external_id="owner_id")
    found = await _rows(one, "gift_cards", "id, owner_email, owner_id, metadata", where)
    for identity, email, owner, metadata in found:
        columns: dict[str, Column] = {**_owner(one, email, owner), "metadata": _json(one, metadata)}
        await _set(one, "gift_cards", {"id": identity}, columns)
        await _metadata(one, identity)
    return len(found)


async def _metadata(one: Slice, card_id: str) -> None:
    """What the shop and staff wrote beside a card."""
    kept = await one.tx.rows(
        "SELECT name, value FROM card_metadata WHERE shop = ? AND card_id = ?", one.shop, card_id
    )
    for name, value in kept:
        new = "" if value in one.subject.names else one.redaction.id(one.redaction.text(value))
        if new != value:
            await _set(one, "card_metadata", {"card_id": card_id, "name": name}, {"value": new})
    paid = await one.tx.row(
        "SELECT note, reference FROM card_cash_outs WHERE shop = ? AND card_id = ?", one.shop, card_id
    )
    if paid is not None:
        said = {"note": one.redaction.text(paid[0]), "reference": one.redaction.text(paid[1])}
        await _set(one, "card_cash_outs", {"card_id": card_id}, said)


async def _publications(one: Slice) -> int:
    where = whose(one.subject, email="owner_email", external_id="owner_id")
    columns = "id, owner_email, owner_id, source_id, metadata"
    found = await _rows(one, "card_publications", columns, where)
    for identity, email, owner, source, metadata in found:
        said = one.redaction.text(source)
        # What made them may be a moment of the person's, named by the shop's own id of them.
        named = said != source or any(source.endswith(f" {one_id}") for one_id in one.subject.external_ids)
        changed: dict[str, Column] = {
            **_owner(one, email, owner),
            "source_id": f"erased {identity}" if named else source,
            "metadata": _json(one, metadata),
        }
        await _set(one, "card_publications", {"id": identity}, changed)
    return len(found)


async def _orders(one: Slice) -> int:
    """What they hold is in their events; here stands only who bought."""
    where = whose(one.subject, email="email", phone="phone", external_id="external_id")
    found = await _rows(one, "orders", "id, email, external_id", where)
    for identity, email, external_id in found:
        columns: dict[str, Column] = {
            "email": None if email is None else one.redaction.text(email),
            "external_id": one.redaction.id(external_id),
            "phone": None,
        }
        await _set(one, "orders", {"id": identity}, columns)
    return len(found)


async def _stop(one: Slice, kind: TimerKind, subject: str) -> None:
    await one.tx.rows(
        "UPDATE timers SET next_at = NULL WHERE shop = ? AND kind = ? AND subject = ?",
        one.shop,
        kind,
        subject,
    )


def _owner(one: Slice, email: str | None, owner: str | None) -> dict[str, Column]:
    return {
        "owner_email": None if email is None else one.redaction.text(email),
        "owner_id": one.redaction.id(owner),
    }


def _json(one: Slice, text: str) -> str:
    value: Any = orjson.loads(text)
    new = one.redaction.value(value)
    return text if new is value else orjson.dumps(new).decode()


PLACES: Mapping[str, Place] = {
    "timers": _timers,
    "messages": _messages,
    "mails": _mails,
    "carts": _carts,
    "enrolments": _enrolments,
    "consents": _consents,
    "counters": _counters,
    "coupons": _coupons,
    "gift_cards": _gift_cards,
    "card_publications": _publications,
    "customers": _customers,
    "orders": _orders,
}
"""In this order: what would still reach the person first, what they are found by last."""
