"""Whether channels may be used, and requests to use them again, in memory."""

# ruff: noqa: PLR0913, PLR0917 - the signatures are those of the port

from collections import Counter
from dataclasses import replace
from datetime import datetime

from engine.model.channel_state import ChannelState, Reputation, ResumeRequest, ResumeState
from engine.model.consent import SuppressionCause
from engine.model.records import Actor, MessageState, Page, Receipt
from engine.model.rule_parts import ChannelName
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, known_receipt, served_before
from engine.store.memory.state import State
from engine.store.standing import CHANNEL_SUSPENDED

HANDED_IN = (MessageState.SENT, MessageState.FAILED, MessageState.UNKNOWN)


class ChannelStates(MemoryPart):
    """Suspension and resumption."""

    async def channel_state(self, shop: str, channel: ChannelName) -> ChannelState:
        """Whether the channel may be used."""
        return self._state.lists.channels.get((shop, channel)) or ChannelState(channel=channel)

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
        async with self._tx() as state:
            return _set(state, shop, became, actor, now)

    async def reputation(self, shop: str, channel: ChannelName, since: datetime) -> Reputation:
        """Handed in, complaints, dead addresses."""
        messages = (row.message for row in of_shop(self._state.messages, shop))
        handed_in = sum(
            one.order.channel is channel
            and one.created_at >= since
            and one.attempt > 0
            and one.state in HANDED_IN
            and not one.order.test
            for one in messages
        )
        said = Counter(
            one.cause
            for (whose, *_), one in self._state.lists.suppressions.items()
            if whose == shop and one.channel is channel and one.at >= since
        )
        return Reputation(
            handed_in=handed_in,
            complaints=said[SuppressionCause.COMPLAINT],
            dead_addresses=said[SuppressionCause.HARD_BOUNCE],
        )

    async def request_resume(
        self, shop: str, request: ResumeRequest, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> str | None:
        """Ask that a suspension be lifted."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                before = known_receipt(state, shop, receipt)
                return (before.answer or b"").decode() if before else None
            channel = state.lists.channels.get((shop, request.channel))
            waiting = any(
                one.channel is request.channel and one.state is ResumeState.REQUESTED
                for one in of_shop(state.lists.resume_requests, shop)
            )
            if channel is None or not channel.suspended or waiting:
                return None
            served_before(state, shop, receipt, request.id.encode())
            state.lists.resume_requests.put((shop, request.id), request)
            detail = {"channel": request.channel.value}
            write_audit(state, shop, now, actor, "channel resume requested", request.id, **detail)
            return request.id

    async def decide_resume(
        self, shop: str, request_id: str, approved: bool, note: str, actor: Actor, now: datetime
    ) -> ResumeRequest | None:
        """Approve or refuse."""
        async with self._tx() as state:
            request = state.lists.resume_requests.get((shop, request_id))
            if request is None or request.state is not ResumeState.REQUESTED:
                return None
            became = ResumeState.APPROVED if approved else ResumeState.REFUSED
            decided = replace(request, state=became, decided_at=now, decided_by=actor.id, note=note)
            state.lists.resume_requests.put((shop, request_id), decided)
            detail = {"channel": request.channel.value, "outcome": became.value}
            write_audit(state, shop, now, actor, "channel resume decided", request_id, **detail)
            if approved:
                _set(state, shop, ChannelState(channel=request.channel, since=now), actor, now)
            return decided

    async def resume_request(self, shop: str, request_id: str) -> ResumeRequest | None:
        """One request."""
        return self._state.lists.resume_requests.get((shop, request_id))

    async def resume_requests(self, shop: str, page: Page) -> tuple[ResumeRequest, ...]:
        """Requests, newest first."""
        return page_of(of_shop(self._state.lists.resume_requests, shop), page)


def _set(state: State, shop: str, became: ChannelState, actor: Actor, now: datetime) -> bool:
    channel, reason = became.channel, became.reason
    before = state.lists.channels.get((shop, channel)) or ChannelState(channel=channel)
    widened = before.advertising_only and not became.advertising_only
    if before.suspended is became.suspended and not widened:
        return False
    state.lists.channels.put((shop, channel), became)
    action = "channel suspended" if became.suspended else "channel resumed"
    write_audit(state, shop, now, actor, action, channel.value, reason=reason)
    if not became.suspended:
        _wake(state, shop, channel, now)
    return True


def _wake(state: State, shop: str, channel: ChannelName, now: datetime) -> None:
    """Messages that waited for the channel are due at once, unless a clock that ran ahead brought them too early."""
    for key, row in tuple(state.messages.items()):
        message = row.message
        waits = (message.state, message.reason) == (MessageState.DUE, CHANNEL_SUSPENDED)
        if key[0] == shop and message.order.channel is channel and waits:
            at = max(now, message.order.due)
            due = replace(message, next_try=at, reason="")
            state.messages.put(key, replace(row, message=due, next_at=at))
