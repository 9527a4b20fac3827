"""Readers of lists, and messages to whole lists, in SQL."""

# ruff: noqa: PLR0917, S608 - the port's signatures; only our own names are put into statements

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson

from engine.model.effects import StartTimer
from engine.model.list_effects import AdvanceEnrolment, EndEnrolments, EnrolReader
from engine.model.program import MessageClass
from engine.model.reader import (
    Audience,
    Composition,
    Enrolment,
    EnrolmentState,
    ListFigures,
    ReadersWanted,
)
from engine.model.records import Actor, Page, Receipt, StoredMessage
from engine.model.rule_parts import ChannelName
from engine.store.identity import message_id_of
from engine.store.sql import rows
from engine.store.sql.codec import instant, maybe_instant, maybe_micros, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import served_before
from engine.store.sql.session import Column
from engine.store.sql.timers import start_timers

ENROLMENT = (
    "id",
    "list",
    "reader",
    "email",
    "phone",
    "external_id",
    "name",
    "locale",
    "order_id",
    "sku",
    "joined_at",
    "state",
    "ended_at",
    "pending",
    "test",
)
COMPOSITION = ("id", "list", "channel", "message_class", "subject", "text", "created_at", "created_by")

FIGURES = """
    SELECT list, SUM(CASE WHEN best = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN best = 2 THEN 1 ELSE 0 END),
        SUM(CASE WHEN best = 1 THEN 1 ELSE 0 END)
    FROM (
        SELECT list, reader,
            MIN(CASE state WHEN 'active' THEN 0 WHEN 'stopped_by_refund' THEN 1 ELSE 2 END) AS best
        FROM enrolments WHERE shop = ? AND NOT test AND list IN {lists} GROUP BY list, reader
    ) readers GROUP BY list
"""
AUDIENCE = """
    SELECT COUNT(DISTINCT e.reader), COUNT(DISTINCT e.{address}), COUNT(DISTINCT CASE
        WHEN ({advertising} AND s.cause IS NULL AND COALESCE(own.given, TRUE)
                AND (w.given OR own.at > w.at OR (w.at IS NULL AND own.given)))
            OR ({essential} AND COALESCE(s.cause, 'complaint') = 'complaint')
        THEN e.{address} END)
    FROM enrolments e
    LEFT JOIN permissions w ON w.shop = e.shop AND w.channel = ? AND w.address = e.{address} AND w.scope = ''
    LEFT JOIN permissions own ON own.shop = e.shop AND own.channel = ? AND own.address = e.{address} AND own.scope = ?
    LEFT JOIN suppressions s ON s.shop = e.shop AND s.channel = ? AND s.address = e.{address}
    WHERE e.shop = ? AND e.list IN {lists} AND e.state = 'active' AND NOT e.test
"""
ADDRESS = {ChannelName.EMAIL: "email", ChannelName.SMS: "phone"}


class ListReaders(SqlPart):
    """What people look at, and what staff send."""

    async def enrolments(self, shop: str, page: Page, wanted: ReadersWanted) -> tuple[Enrolment, ...]:
        """Enrolments, newest first."""
        narrowed = (
            Filter(shop)
            .equal("list", wanted.list)
            .equal("reader", wanted.reader)
            .equal("state", wanted.state)
        )
        narrowed.clause += " AND NOT test" + (" AND phone IS NOT NULL" if wanted.with_phone else "")
        found = await page_of(
            self._db, ", ".join(ENROLMENT), "enrolments", ("joined_at", "id"), page, narrowed
        )
        return tuple(enrolment(tuple(row)) for row in found)

    async def enrolment(self, shop: str, enrolment_id: str) -> Enrolment | None:
        """One enrolment."""
        statement = f"SELECT {', '.join(ENROLMENT)} FROM enrolments WHERE shop = ? AND id = ?"
        found = await self._db.read(statement, shop, enrolment_id)
        return enrolment(tuple(found[0])) if found else None

    async def list_figures(self, shop: str, lists: Sequence[str]) -> tuple[ListFigures, ...]:
        """Readers by where they stand."""
        if not lists:
            return ()
        found = await self._db.read(FIGURES.replace("{lists}", marks(1, len(lists))), shop, *lists)
        counted = {
            name: ListFigures(list=name, active=active, left=left, stopped=stopped)
            for name, active, left, stopped in found
        }
        return tuple(counted.get(name, ListFigures(list=name)) for name in lists)

    async def audience(
        self,
        shop: str,
        name: str,
        channel: ChannelName,
        message_class: MessageClass,
        *,
        former: Sequence[str] = (),
    ) -> Audience:
        """Whom a message would reach."""
        advertising, names = message_class is MessageClass.ADVERTISING, sorted({name, *former})
        statement = (
            AUDIENCE.replace("{address}", ADDRESS[channel])
            .replace("{advertising}", "TRUE" if advertising else "FALSE")
            .replace("{essential}", "FALSE" if advertising else "TRUE")
            .replace("{lists}", marks(1, len(names)))
        )
        found = await self._db.read(statement, channel, channel, name, channel, shop, *names)
        readers, with_address, allowed = found[0]
        return Audience(readers=readers, with_address=with_address, allowed=allowed)

    async def add_composition(
        self,
        shop: str,
        composition: Composition,
        timer: StartTimer,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> str:
        """Keep a message to a list and start its sending."""

        async def add(tx: Tx) -> str:
            before = await served_before(tx, shop, receipt, composition.id.encode(), now)
            if before is not None:
                return (before.answer or b"").decode()
            one = composition
            what = (one.id, one.list, one.channel, one.message_class, one.subject, one.text)
            row = (shop, *what, micros(one.created_at), one.created_by)
            await tx.insert("compositions", ("shop", *COMPOSITION), [row])
            await start_timers(tx, shop, [timer])
            detail = {"list": one.list, "channel": one.channel.value, "class": one.message_class.value}
            await write_audit(tx, shop, now, actor, "list message sent", one.id, detail)
            return one.id

        return await self._db.write(add)

    async def message_of(self, shop: str, dedupe_key: str) -> StoredMessage | None:
        """The message of a key."""
        statement = f"SELECT {', '.join(rows.MESSAGE)} FROM messages WHERE shop = ? AND id = ?"
        found = await self._db.read(statement, shop, message_id_of(dedupe_key))
        return rows.message(found[0]) if found else None

    async def composition(self, shop: str, composition_id: str) -> Composition | None:
        """One message to a list."""
        statement = f"SELECT {', '.join(COMPOSITION)} FROM compositions WHERE shop = ? AND id = ?"
        found = await self._db.read(statement, shop, composition_id)
        return composition_of(tuple(found[0])) if found else None

    async def compositions(
        self, shop: str, page: Page, lists: Sequence[str] | None = None
    ) -> tuple[Composition, ...]:
        """Messages to lists, newest first."""
        columns = ", ".join(COMPOSITION)
        wanted = Filter(shop).among("list", lists)
        found = await page_of(self._db, columns, "compositions", ("created_at", "id"), page, wanted)
        return tuple(composition_of(tuple(row)) for row in found)


async def enrol_readers(tx: Tx, shop: str, joined: Sequence[EnrolReader]) -> None:
    """Put people on lists; who is on one for the same order stays as they are."""
    if joined:
        rows = [_enrolment_row(shop, one.enrolment) for one in joined]
        await tx.insert("enrolments", ("shop", *ENROLMENT), rows, "ON CONFLICT (shop, id) DO NOTHING")


async def end_enrolments(tx: Tx, shop: str, ends: Sequence[EndEnrolments]) -> None:
    """End active enrolments."""
    for one in ends:
        what = ("reader", one.reader, "list", one.lists)
        if one.reader is None:
            what = ("order_id", one.order_id, "sku", one.skus)
        who, whose, which, named = what
        await tx.rows(
            "UPDATE enrolments SET state = ?, ended_at = ? "
            f"WHERE shop = ? AND {who} = ? AND {which} IN {marks(1, len(named))} AND state = 'active'",
            one.became,
            micros(one.at),
            shop,
            whose,
            *named,
        )


async def advance_enrolments(tx: Tx, shop: str, steps: Sequence[AdvanceEnrolment]) -> None:
    """Replace the steps that are still to come."""
    alike: dict[str, list[str]] = {}
    for one in steps:
        alike.setdefault(_pending(one.pending), []).append(one.enrolment_id)
    for pending, ids in alike.items():
        among = marks(1, len(ids))
        await tx.rows(
            f"UPDATE enrolments SET pending = ? WHERE shop = ? AND id IN {among}", pending, shop, *ids
        )


def enrolment(row: Sequence[Any]) -> Enrolment:
    """What the columns `ENROLMENT` say."""
    identity, name_of_list, reader, email, phone, external_id, name, locale, order_id, sku, *rest = row
    joined_at, state, ended_at, pending, test = rest
    return Enrolment(
        id=identity,
        list=name_of_list,
        reader=reader,
        email=email,
        phone=phone,
        external_id=external_id,
        name=name,
        locale=locale,
        order_id=order_id,
        sku=sku,
        joined_at=instant(joined_at),
        state=EnrolmentState(state),
        ended_at=maybe_instant(ended_at),
        pending=frozenset(orjson.loads(pending)),
        test=bool(test),
    )


def composition_of(row: Sequence[Any]) -> Composition:
    """What the columns `COMPOSITION` say."""
    identity, name_of_list, channel, message_class, subject, text, created_at, created_by = row
    return Composition(
        id=identity,
        list=name_of_list,
        channel=ChannelName(channel),
        message_class=MessageClass(message_class),
        subject=subject,
        text=text,
        created_at=instant(created_at),
        created_by=created_by,
    )


def _enrolment_row(shop: str, one: Enrolment) -> tuple[Column, ...]:
    who = (one.reader, one.email, one.phone, one.external_id, one.name, one.locale)
    where = (one.order_id, one.sku, micros(one.joined_at), one.state, maybe_micros(one.ended_at))
    return (shop, one.id, one.list, *who, *where, _pending(one.pending), one.test)


def _pending(steps: frozenset[str]) -> str:
    return orjson.dumps(sorted(steps)).decode()
