"""Money that needs a second person, in SQL."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only our own names are put into statements

from collections.abc import Collection
from datetime import datetime

import orjson

from engine.model.approval import Approval, ApprovalKind, ApprovalState
from engine.model.records import Actor, Page
from engine.store.approval_detail import asked_detail
from engine.store.sql.codec import instant, maybe_instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone
from engine.store.sql.session import Row

APPROVAL = (
    *("number", "kind", "subject", "amount", "key", "asked", "requested_by", "requested_at", "expires_at"),
    *("state", "decided_by", "decided_at", "reason"),
)
COLUMNS = ", ".join(APPROVAL)
FIND = f"SELECT {COLUMNS} FROM approvals WHERE shop = ?"
SAME = f"""
    {FIND} AND key = ? AND (state IN ('approved', 'done') OR (state = 'requested' AND expires_at > ?))
    ORDER BY number DESC LIMIT 1
"""
DECIDE = """
    UPDATE approvals SET state = ?, decided_by = ?, decided_at = ?, reason = ?
    WHERE shop = ? AND number = ? AND state = 'requested' AND expires_at > ? AND requested_by <> ? RETURNING number
"""
END = """
    UPDATE approvals SET state = ?, reason = ? WHERE shop = ? AND number = ? AND state = 'approved' RETURNING number
"""


class Approvals(SqlPart):
    """Asking, deciding, looking."""

    async def add_approval(self, shop: str, asked: Approval, actor: Actor, now: datetime) -> Approval:
        """Store a request."""

        async def add(tx: Tx) -> Approval:
            # The shop's row first: two requests get their numbers one after the other, and see each other.
            await tx.rows("UPDATE shops SET audit_number = audit_number WHERE id = ?", shop)
            found = await tx.row(SAME, shop, asked.key, micros(now))
            if found is None:
                last = await tx.row("SELECT COALESCE(MAX(number), 0) FROM approvals WHERE shop = ?", shop)
                number = 1 + (last[0] if last else 0)
                about = number, asked.kind, asked.subject, asked.amount, asked.key
                doc = orjson.dumps(dict(asked.asked)).decode()
                by = doc, asked.requested_by, micros(asked.requested_at), micros(asked.expires_at)
                row = shop, *about, *by, ApprovalState.REQUESTED, "", None, ""
                (found,) = await tx.insert("approvals", ("shop", *APPROVAL), [row], f"RETURNING {COLUMNS}")
                await write_audit(
                    tx, shop, now, actor, "approval requested", str(number), asked_detail(asked)
                )
            return _approval(found)

        return await self._db.write(add)

    async def decide_approval(
        self, shop: str, number: int, *, approve: bool, reason: str, actor: Actor, now: datetime
    ) -> bool:
        """Decide."""
        state = ApprovalState.APPROVED if approve else ApprovalState.REJECTED
        other = actor.id if approve else ""  # who asked may take it back
        decided = state, actor.id, micros(now), reason, shop, number, micros(now), other
        return await self._move(DECIDE, decided, shop, number, f"approval {state}", reason, actor, now)

    async def end_approval(
        self, shop: str, number: int, state: ApprovalState, reason: str, actor: Actor, now: datetime
    ) -> bool:
        """End."""
        ended = state, reason, shop, number
        return await self._move(END, ended, shop, number, f"approval {state}", reason, actor, now)

    async def _move(
        self,
        statement: str,
        parameters: tuple[str | int, ...],
        shop: str,
        number: int,
        action: str,
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> bool:
        async def move(tx: Tx) -> bool:
            if await tx.row(statement, *parameters) is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, action, str(number), {"reason": reason})
            return True

        try:
            return await self._db.write(move)
        except NotDone:
            return False

    async def approval(self, shop: str, number: int) -> Approval | None:
        """One request, or None."""
        rows = await self._db.read(f"{FIND} AND number = ?", shop, number)
        return _approval(rows[0]) if rows else None

    async def approvals(
        self, shop: str, page: Page, *, states: Collection[ApprovalState] | None = None
    ) -> tuple[Approval, ...]:
        """Requests, newest first."""
        wanted = Filter(shop).among("state", None if states is None else sorted(states))
        return tuple(map(_approval, await page_of(self._db, COLUMNS, "approvals", ("number",), page, wanted)))


def _approval(row: Row) -> Approval:
    number, kind, subject, amount, key, asked, asker, asked_at, expires_at, state, decider, at, reason = row
    return Approval(
        number=number,
        kind=ApprovalKind(kind),
        subject=subject,
        amount=amount,
        key=key,
        asked=orjson.loads(asked),
        requested_by=asker,
        requested_at=instant(asked_at),
        expires_at=instant(expires_at),
        state=ApprovalState(state),
        decided_by=decider,
        decided_at=maybe_instant(at),
        reason=reason,
    )
