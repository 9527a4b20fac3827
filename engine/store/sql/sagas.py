"""Sagas in SQL: begun and moved by events, claimed with a lease between them."""

# ruff: noqa: S608 - only our own names are put into statements

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from engine.model.records import Actor
from engine.model.saga import SagaKind, SagaState, SagaStep, StoredSaga
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.store.failpoints import failpoint
from engine.store.port import Conflict
from engine.store.sql.codec import instant, maybe_instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, write_audit
from engine.store.sql.session import Row

STATE = ("id", "kind", "subject", "step", "reason")
COLUMNS = ("shop", *STATE, "attempt", "began_at", "next_at")

CLAIM = f"""
    WITH waiting AS MATERIALIZED (
        SELECT "row" FROM sagas WHERE next_at <= ? ORDER BY next_at, id LIMIT ? {{skip_locked}}
    )
    UPDATE sagas SET attempt = attempt + 1, next_at = ? WHERE "row" IN (SELECT "row" FROM waiting)
    RETURNING {", ".join(COLUMNS)}
"""
POSTPONE = """
    UPDATE sagas SET next_at = ?, reason = ?
    WHERE shop = ? AND id = ? AND step = ? AND attempt = ? AND next_at IS NOT NULL RETURNING id
"""
HURRY = "UPDATE sagas SET next_at = ? WHERE shop = ? AND id = ? AND next_at IS NOT NULL RETURNING id"
MOVE = """
    UPDATE sagas SET step = ?, reason = ?, attempt = 0, began_at = ?, next_at = ?
    WHERE shop = ? AND id = ? AND step = ? RETURNING id
"""


class Sagas(SqlPart):
    """What the runner claims, and what people look at."""

    async def claim_sagas(self, now: datetime, lease_until: datetime, limit: int) -> tuple[StoredSaga, ...]:
        """Claim sagas that are due, and claimed ones whose lease ran out."""
        # A look that locks nothing: most rounds find nothing.
        if not await self._db.read("SELECT 1 FROM sagas WHERE next_at <= ? LIMIT 1", micros(now)):
            return ()
        found = await self._db.write(lambda tx: tx.rows(CLAIM, micros(now), limit, micros(lease_until)))
        failpoint("saga.claimed")
        return tuple(sorted(map(_saga, found), key=lambda saga: (saga.began_at, saga.state.id)))

    async def postpone_saga(self, saga: StoredSaga, next_try: datetime, reason: str) -> bool:
        """Try the step again later."""
        fence = saga.shop, saga.state.id, saga.state.step, saga.attempt
        return bool(await self._db.write(lambda tx: tx.rows(POSTPONE, micros(next_try), reason, *fence)))

    async def sagas_of(self, shop: str, subjects: Sequence[str]) -> tuple[StoredSaga, ...]:
        """The sagas of these offers and contracts."""
        wanted = Filter(shop).among("subject", subjects)
        statement = f"SELECT {', '.join(COLUMNS)} FROM sagas WHERE {wanted.clause} ORDER BY id"
        return tuple(map(_saga, await self._db.read(statement, *wanted.parameters)))

    async def stuck_sagas(self, shop: str, since: datetime, limit: int) -> tuple[StoredSaga, ...]:
        """Steps that go on for long."""
        statement = f"""
            SELECT {", ".join(COLUMNS)} FROM sagas
            WHERE shop = ? AND next_at IS NOT NULL AND began_at < ? ORDER BY began_at, id LIMIT ?
        """
        return tuple(map(_saga, await self._db.read(statement, shop, micros(since), limit)))

    async def hurry_saga(self, shop: str, saga_id: str, actor: Actor, now: datetime) -> bool:
        """Due now."""

        async def hurry(tx: Tx) -> bool:
            if not await wake_saga(tx, shop, saga_id, now):
                return False
            await write_audit(tx, shop, now, actor, "payment tried again", saga_id, {})
            return True

        return await self._db.write(hurry)


async def wake_saga(tx: Tx, shop: str, saga_id: str, now: datetime) -> bool:
    """Make a saga due; False when there is none that goes on."""
    return await tx.row(HURRY, micros(now), shop, saga_id) is not None


async def start_sagas(tx: Tx, shop: str, sagas: Sequence[StartSaga]) -> None:
    """Begin sagas; one that was begun before is a conflict."""
    for saga in sagas:
        at = micros(saga.at)
        row = (shop, saga.saga_id, saga.kind, saga.subject, saga.step, "", 0, at, at)
        then = "ON CONFLICT (shop, id) DO NOTHING RETURNING id"
        if not await tx.insert("sagas", COLUMNS, [row], then):
            raise Conflict(saga.saga_id)


async def move_sagas(tx: Tx, shop: str, sagas: Sequence[MoveSaga]) -> None:
    """Move sagas on from the step at which the decision saw them."""
    for saga in sagas:
        due = None if saga.step is SagaStep.DONE else micros(saga.due)
        where = shop, saga.saga_id, saga.after
        if await tx.row(MOVE, saga.step, saga.reason, micros(saga.at), due, *where) is None:
            raise Conflict(saga.saga_id)


def saga_state(row: Sequence[Any]) -> SagaState:
    """What the columns `STATE` say."""
    identity, kind, subject, step, reason = row
    return SagaState(id=identity, kind=SagaKind(kind), subject=subject, step=SagaStep(step), reason=reason)


def _saga(row: Row) -> StoredSaga:
    shop, *state, attempt, began_at, next_at = row
    return StoredSaga(
        shop=shop,
        state=saga_state(state),
        attempt=attempt,
        began_at=instant(began_at),
        next_at=maybe_instant(next_at),
    )
