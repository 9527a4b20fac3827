"""Whether channels may be used, and requests to use them again, in SQL."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only our own names are put into statements

from datetime import datetime
from typing import Any

from engine.model.channel_state import ChannelState, Reputation, ResumeRequest, ResumeState
from engine.model.records import Actor, Page, Receipt
from engine.model.rule_parts import ChannelName
from engine.store.sql.codec import instant, maybe_instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.standing import CHANNEL_SUSPENDED

REQUEST = (
    "id",
    "channel",
    "content",
    "state",
    "at",
    "requested_by",
    "decided_at",
    "decided_by",
    "note",
)
STATE = "SELECT suspended, advertising_only, reason, since FROM channel_states WHERE shop = ? AND channel = ?"
SET = """
    ON CONFLICT (shop, channel) DO UPDATE SET
        suspended = excluded.suspended, advertising_only = excluded.advertising_only,
        reason = excluded.reason, since = excluded.since
    WHERE channel_states.suspended <> excluded.suspended
        OR (channel_states.advertising_only AND NOT excluded.advertising_only)
    RETURNING channel
"""
REPUTATION = """
    SELECT (
        SELECT COUNT(*) FROM messages WHERE shop = ? AND created_at >= ? AND channel = ? AND NOT test
            AND attempt > 0 AND state IN ('sent', 'failed', 'unknown')
    ), (
        SELECT COUNT(*) FROM suppressions WHERE shop = ? AND channel = ? AND at >= ? AND cause = 'complaint'
    ), (
        SELECT COUNT(*) FROM suppressions WHERE shop = ? AND channel = ? AND at >= ? AND cause = 'hard_bounce'
    )
"""
WAKE = """
    UPDATE messages SET next_at = CASE WHEN due > ? THEN due ELSE ? END, reason = '',
        next_try = CASE WHEN due > ? THEN due ELSE ? END
    WHERE shop = ? AND channel = ? AND state = 'due' AND reason = ?
"""


class ChannelStates(SqlPart):
    """Suspension and resumption."""

    async def channel_state(self, shop: str, channel: ChannelName) -> ChannelState:
        """Whether the channel may be used."""
        found = await self._db.read(STATE, shop, channel)
        if not found:
            return ChannelState(channel=channel)
        suspended, advertising_only, reason, since = found[0]
        return ChannelState(
            channel=channel,
            suspended=bool(suspended),
            advertising_only=bool(advertising_only),
            reason=reason,
            since=instant(since),
        )

    async def set_channel(
        self,
        shop: str,
        channel: ChannelName,
        suspended: bool,
        reason: str,
        actor: Actor,
        now: datetime,
        *,
        advertising_only: bool = False,
    ) -> bool:
        """Suspend or resume."""
        became = ChannelState(
            channel=channel,
            suspended=suspended,
            advertising_only=advertising_only,
            reason=reason,
            since=now,
        )
        return await self._db.write(lambda tx: _set(tx, shop, became, actor, now))

    async def reputation(self, shop: str, channel: ChannelName, since: datetime) -> Reputation:
        """Handed in, complaints, dead addresses."""
        whose = (shop, channel, micros(since))
        found = await self._db.read(REPUTATION, shop, micros(since), channel, *whose, *whose)
        handed_in, complaints, dead = found[0]
        return Reputation(handed_in=handed_in, complaints=complaints, dead_addresses=dead)

    async def request_resume(
        self, shop: str, request: ResumeRequest, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> str | None:
        """Ask that a suspension be lifted."""

        async def ask(tx: Tx) -> str:
            before = await served_before(tx, shop, receipt, request.id.encode(), now)
            if before is not None:
                return (before.answer or b"").decode()
            state = await tx.row(f"{STATE} {{for_update}}", shop, request.channel)
            open_one = await tx.row(
                "SELECT id FROM resume_requests WHERE shop = ? AND channel = ? AND state = 'requested'",
                shop,
                request.channel,
            )
            if state is None or not state[0] or open_one is not None:
                raise NotDone
            asked = (request.id, request.channel, request.content, request.state, micros(request.at))
            row = (shop, *asked, request.requested_by, None, "", "")
            await tx.insert("resume_requests", ("shop", *REQUEST), [row])
            detail = {"channel": request.channel.value}
            await write_audit(tx, shop, now, actor, "channel resume requested", request.id, detail)
            return request.id

        try:
            return await self._db.write(ask)
        except NotDone:
            return None

    async def decide_resume(
        self, shop: str, request_id: str, approved: bool, note: str, actor: Actor, now: datetime
    ) -> ResumeRequest | None:
        """Approve or refuse."""
        became = ResumeState.APPROVED if approved else ResumeState.REFUSED

        async def decide(tx: Tx) -> ResumeRequest | None:
            found = await tx.row(
                "UPDATE resume_requests SET state = ?, decided_at = ?, decided_by = ?, note = ? "
                f"WHERE shop = ? AND id = ? AND state = 'requested' RETURNING {', '.join(REQUEST)}",
                became,
                micros(now),
                actor.id,
                note,
                shop,
                request_id,
            )
            if found is None:
                return None
            request = _request(tuple(found))
            detail = {"channel": request.channel.value, "outcome": became.value}
            await write_audit(tx, shop, now, actor, "channel resume decided", request_id, detail)
            if approved:
                resumed = ChannelState(channel=request.channel, since=now)
                await _set(tx, shop, resumed, actor, now)
            return request

        return await self._db.write(decide)

    async def resume_request(self, shop: str, request_id: str) -> ResumeRequest | None:
        """One request."""
        statement = f"SELECT {', '.join(REQUEST)} FROM resume_requests WHERE shop = ? AND id = ?"
        found = await self._db.read(statement, shop, request_id)
        return _request(tuple(found[0])) if found else None

    async def resume_requests(self, shop: str, page: Page) -> tuple[ResumeRequest, ...]:
        """Requests, newest first."""
        columns = ", ".join(REQUEST)
        found = await page_of(self._db, columns, "resume_requests", ("at", "id"), page, Filter(shop))
        return tuple(_request(tuple(row)) for row in found)


async def _set(tx: Tx, shop: str, became: ChannelState, actor: Actor, now: datetime) -> bool:
    channel, suspended, reason = became.channel, became.suspended, became.reason
    columns = ("shop", "channel", "suspended", "advertising_only", "reason", "since")
    if not suspended and await tx.row(STATE, shop, channel) is None:
        return False
    row = (shop, channel, suspended, became.advertising_only, reason, micros(now))
    if not await tx.insert("channel_states", columns, [row], SET):
        return False
    action = "channel suspended" if suspended else "channel resumed"
    await write_audit(tx, shop, now, actor, action, channel.value, {"reason": reason})
    if not suspended:
        # A clock that ran ahead may have brought them before their time.
        await tx.rows(WAKE, *[micros(now)] * 4, shop, channel, CHANNEL_SUSPENDED)
    return True


def _request(row: tuple[Any, ...]) -> ResumeRequest:
    identity, channel, content, state, at, requested_by, decided_at, decided_by, note = row
    return ResumeRequest(
        id=identity,
        channel=ChannelName(channel),
        content=content,
        state=ResumeState(state),
        at=instant(at),
        requested_by=requested_by,
        decided_at=maybe_instant(decided_at),
        decided_by=decided_by,
        note=note,
    )
