"""Erasing people, in SQL: slice by slice, each a transaction, so that a kill loses nothing and holds nobody up."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only our own names are put into statements

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from engine.model.data_subject import (
    DataSubject,
    Erasure,
    ErasureState,
    ErasureStep,
    Tombstone,
    TombstoneKind,
)
from engine.model.records import Actor, Page
from engine.store.chain import AUDIT_ROWS, ERASED_A_PERSON
from engine.store.failpoints import failpoint
from engine.store.redaction import Redaction
from engine.store.sql.codec import from_json, instant, maybe_instant, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.person_files import DROP, END, NEXT_JOB, WORKED_ON, names_them
from engine.store.sql.person_places import PLACES, WAITS, Slice
from engine.store.sql.person_sweep import RANGE, SWEPT, Found, change, last_row, look_through
from engine.store.sql.session import Row

LISTED = ("id", "state", "reason", "actor_kind", "actor_id", "actor_ip", "at", "ended_at", "counts")
JOB_FILES = "job_parts"
STEPS = (*PLACES, JOB_FILES, *SWEPT)
"""Where an erasure goes, one after the other; the audit trail last."""

STANDS = (
    "SELECT state, subject, place, cursor, last, counts FROM erasures WHERE shop = ? AND id = ? {for_update}"
)
TOMBSTONE = ("kind", "address_hash", "erasure_id", "at")
NEWER = """
    ON CONFLICT (shop, kind, address_hash) DO UPDATE SET erasure_id = excluded.erasure_id, at = excluded.at
    WHERE tombstones.at < excluded.at
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far an erasure has come: `place` counts `STEPS`, `cursor` to `last` are rows of a table looked through."""

    subject: DataSubject
    place: int
    cursor: int
    last: int
    counts: Counter[str]

    @property
    def step(self) -> str | None:
        """What comes next; None: nothing."""
        return STEPS[self.place] if self.place < len(STEPS) else None

    def after(self, rows: int, *, is_over: bool, cursor: int = 0, last: int = 0) -> "Standing":
        """How it stands after a slice that changed so many rows."""
        counts = self.counts + Counter({self.step or "": rows})
        if is_over:
            return replace(self, place=self.place + 1, cursor=0, last=0, counts=counts)
        return replace(self, cursor=cursor, last=last, counts=counts)


class Erasures(SqlPart):
    """Erasures and tombstones."""

    async def begin_erasure(
        self,
        shop: str,
        erasure_id: str,
        subject: DataSubject,
        tombstones: Sequence[Tombstone],
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> Erasure:
        """Write down that the person is to be erased."""
        said = Redaction(subject, erasure_id).text(reason)
        begun = Erasure(
            id=erasure_id,
            state=ErasureState.RUNNING,
            reason=said,
            actor_kind=actor.kind,
            actor_id=actor.id,
            actor_ip=actor.ip,
            at=now,
        )

        async def begin(tx: Tx) -> None:
            who = (actor.kind, actor.id, actor.ip)
            row = (shop, erasure_id, "running", to_json(subject), 0, 0, 0, "{}", said, *who, micros(now))
            columns = ("shop", "id", "state", "subject", "place", "cursor", "last", "counts", "reason")
            await tx.insert("erasures", (*columns, "actor_kind", "actor_id", "actor_ip", "at"), [row])
            graves = [
                (shop, one.kind, one.address_hash, one.erasure_id, micros(one.at)) for one in tombstones
            ]
            await tx.insert("tombstones", ("shop", *TOMBSTONE), graves, NEWER)
            await write_audit(tx, shop, now, actor, "erasure begun", erasure_id, {"reason": said})

        await self._db.write(begin)
        return begun

    async def erase_step(self, shop: str, erasure_id: str, now: datetime) -> ErasureStep:
        """Erase a little more."""
        stands = _standing(await self._db.read(STANDS.replace("{for_update}", ""), shop, erasure_id))
        if stands is None:
            return ErasureStep.DONE
        redaction = Redaction(stands.subject, erasure_id)
        found: tuple[Found, ...] = ()
        if stands.step is not None and stands.step in SWEPT and stands.last:
            # Outside the transaction: a look through many rows locks nothing.
            looked = (stands.cursor, stands.last)
            found = await look_through(self._db, shop, stands.step, redaction, looked)

        async def step(tx: Tx) -> ErasureStep:
            now_stands = _standing(await tx.rows(STANDS, shop, erasure_id))
            if now_stands is None:
                return ErasureStep.DONE
            if (now_stands.place, now_stands.cursor) != (stands.place, stands.cursor):
                return ErasureStep.GOES_ON  # another process took this step
            one = Slice(tx=tx, shop=shop, redaction=redaction, now=now)
            after = await _taken(one, stands, found, erasure_id)
            if after is None:
                return ErasureStep.WAITS
            await _keep(tx, shop, erasure_id, after)
            if after.step is None:
                await _end(tx, shop, erasure_id, after, now)
            failpoint("erasure.step.before")
            return ErasureStep.DONE if after.step is None else ErasureStep.GOES_ON

        became = await self._db.write(step)
        failpoint("erasure.step.after")
        return became

    async def erasure(self, shop: str, erasure_id: str) -> Erasure | None:
        """One erasure."""
        found = await self._db.read(
            f"SELECT {', '.join(LISTED)} FROM erasures WHERE shop = ? AND id = ?", shop, erasure_id
        )
        return _erasure(found[0]) if found else None

    async def erasures(self, shop: str, page: Page) -> tuple[Erasure, ...]:
        """Erasures, newest first."""
        found = await page_of(self._db, ", ".join(LISTED), "erasures", ("at", "id"), page, Filter(shop))
        return tuple(map(_erasure, found))

    async def running_erasures(self) -> tuple[tuple[str, str], ...]:
        """Those that are not done."""
        found = await self._db.read("SELECT shop, id FROM erasures WHERE state = 'running' ORDER BY at, id")
        return tuple((shop, identity) for shop, identity in found)

    async def tombstones(self, shop: str) -> tuple[Tombstone, ...]:
        """All of them."""
        found = await self._db.read(
            f"SELECT {', '.join(TOMBSTONE)} FROM tombstones WHERE shop = ? ORDER BY kind, address_hash", shop
        )
        return tuple(map(_tombstone, found))

    async def tombstones_of(self, shop: str, hashes: Sequence[str]) -> tuple[Tombstone, ...]:
        """Those with one of these hashes."""
        if not hashes:
            return ()
        kinds = tuple(TombstoneKind)
        found = await self._db.read(
            # With the kinds, so that the index on (shop, kind, address_hash) leads to them.
            f"SELECT {', '.join(TOMBSTONE)} FROM tombstones WHERE shop = ? AND kind IN {marks(1, len(kinds))} "
            f"AND address_hash IN {marks(1, len(hashes))} ORDER BY kind, address_hash",
            shop,
            *kinds,
            *hashes,
        )
        return tuple(map(_tombstone, found))


async def _taken(one: Slice, stands: Standing, found: Sequence[Found], erasure_id: str) -> Standing | None:
    """How the erasure stands after its next slice; None: it has to wait."""
    step = stands.step
    if step is None:
        return stands
    if step in PLACES:
        rows = await PLACES[step](one)
        return None if rows == WAITS else stands.after(max(rows, 0), is_over=rows == 0)
    if step == JOB_FILES:
        return await _files(one, stands)
    if not stands.last:
        last = await last_row(one.tx, step)
        return stands.after(0, is_over=last == 0, last=last)
    rows = await change(one.tx, step, found, erasure_id)
    if rows < sum(bool(each.changed) for each in found):
        # A renewal, say, was stored since the look: nothing of it may be lost, and the range is looked through again.
        return stands.after(rows, is_over=False, cursor=stands.cursor, last=stands.last)
    reached = stands.cursor + RANGE
    return stands.after(rows, is_over=reached >= stands.last, cursor=reached, last=stands.last)


async def _files(one: Slice, stands: Standing) -> Standing | None:
    """The files of the next job; one that is worked on is looked at when it has ended."""
    job = await one.tx.row(NEXT_JOB, one.shop, stands.cursor)
    if job is None:
        return stands.after(0, is_over=True)
    row, identity, state = job
    if not await names_them(one.tx, one.shop, identity, one.redaction):
        return stands.after(0, is_over=False, cursor=row)
    if state in WORKED_ON:
        return None
    await one.tx.rows(DROP, one.shop, identity)
    await one.tx.rows(END, micros(one.now), one.shop, identity)
    return stands.after(1, is_over=False, cursor=row)


async def _keep(tx: Tx, shop: str, erasure_id: str, stands: Standing) -> None:
    await tx.rows(
        "UPDATE erasures SET place = ?, cursor = ?, last = ?, counts = ? WHERE shop = ? AND id = ?",
        stands.place,
        stands.cursor,
        stands.last,
        orjson.dumps(dict(stands.counts)).decode(),
        shop,
        erasure_id,
    )


async def _end(tx: Tx, shop: str, erasure_id: str, stands: Standing, now: datetime) -> None:
    """Write it down, and forget whom it was about."""
    row = await tx.row(
        "UPDATE erasures SET state = 'done', subject = '', ended_at = ? WHERE shop = ? AND id = ? "
        "RETURNING actor_kind, actor_id, actor_ip, reason",
        micros(now),
        shop,
        erasure_id,
    )
    if row is None:
        raise LookupError(erasure_id)
    kind, identity, ip, reason = row
    blanked = await tx.rows(
        "SELECT number FROM audit WHERE shop = ? AND erased_by = ? ORDER BY number", shop, erasure_id
    )
    detail = {"reason": reason, AUDIT_ROWS: ",".join(str(one[0]) for one in blanked)}
    detail |= {table: str(rows) for table, rows in stands.counts.items() if rows}
    actor = Actor(kind=kind, id=identity, ip=ip)
    await write_audit(tx, shop, now, actor, ERASED_A_PERSON, erasure_id, detail)


def _standing(rows: Sequence[Row]) -> Standing | None:
    """How it stands; None when it is done, or was never begun."""
    if not rows or rows[0][0] == ErasureState.DONE:
        return None
    _, subject, place, cursor, last, counts = rows[0]
    return Standing(
        subject=from_json(subject, DataSubject),
        place=place,
        cursor=cursor,
        last=last,
        counts=Counter(orjson.loads(counts)),
    )


def _tombstone(row: Row) -> Tombstone:
    kind, hashed, erasure, at = row
    return Tombstone(kind=TombstoneKind(kind), address_hash=hashed, erasure_id=erasure, at=instant(at))


def _erasure(row: Row) -> Erasure:
    identity, state, reason, kind, actor_id, ip, at, ended_at, counts = row
    return Erasure(
        id=identity,
        state=ErasureState(state),
        reason=reason,
        actor_kind=kind,
        actor_id=actor_id,
        actor_ip=ip,
        at=instant(at),
        ended_at=maybe_instant(ended_at),
        counts={table: rows for table, rows in orjson.loads(counts).items() if rows},
    )
