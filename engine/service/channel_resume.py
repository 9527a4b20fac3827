"""A channel is suspended, asked for again, and resumed; all at once in every process (S2.23-27, D2.e)."""

import hashlib

from engine.model.channel_state import ResumeRequest, ResumeState
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.read_cart import read_text
from engine.store.port import ReceiptMismatch

LONGEST_CONTENT = 2000


async def set_channel(
    engine: Engine, shop: str, channel: ChannelName, *, suspended: bool, reason: str, actor: Actor
) -> Rejection | None:
    """Suspend or resume a channel; STATE_NOT_ALLOWED when it was so already."""
    said = read_text(reason, ("reason",), LONGEST_CONTENT)
    if isinstance(said, Rejection):
        return said
    changed = await engine.store.set_channel(shop, channel, suspended, said, actor, engine.clock.now())
    engine.waker.wake()
    return None if changed else Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("channel",))


async def request_resume(
    engine: Engine,
    shop: str,
    channel: ChannelName,
    content: str,
    *,
    actor: Actor,
    receipt: Receipt | None = None,
) -> ResumeRequest | Rejection:
    """Ask that a suspension be lifted, saying what is going to be sent (S2.25).

    STATE_NOT_ALLOWED when the channel works or a request is open; TEXT_INVALID without a content.
    """
    said = content.strip()
    if not said or len(said) > LONGEST_CONTENT or "\0" in said:
        limit = (("limit", str(LONGEST_CONTENT)),)
        return Rejection(problem=Problem.TEXT_INVALID, path=("content",), args=limit)
    now = engine.clock.now()
    told = f"{channel}\0{now.isoformat()}\0{said}".encode()
    request = ResumeRequest(
        id=hashlib.sha256(told).hexdigest()[:32],
        channel=channel,
        content=said,
        state=ResumeState.REQUESTED,
        at=now,
        requested_by=actor.id,
    )
    try:
        made = await engine.store.request_resume(shop, request, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    found = None if made is None else await engine.store.resume_request(shop, made)
    return found or Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("channel",))


async def decide_resume(
    engine: Engine, shop: str, request_id: str, *, approved: bool, note: str, actor: Actor
) -> ResumeRequest | Rejection:
    """Approve, which lifts the suspension at once, or refuse; STATE_NOT_ALLOWED when it is not open."""
    said = read_text(note, ("note",), LONGEST_CONTENT)
    if isinstance(said, Rejection):
        return said
    decided = await engine.store.decide_resume(shop, request_id, approved, said, actor, engine.clock.now())
    engine.waker.wake()
    return decided or Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("request_id",))
