"""What staff do with a message."""

from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.store.port import ReceiptMismatch


async def resolve_message(
    engine: Engine,
    shop: str,
    message_id: str,
    *,
    send_again: bool,
    actor: Actor,
    receipt: Receipt | None = None,
) -> Rejection | None:
    """Settle a message of unknown fate: send it again, or take it as sent. STATE_NOT_ALLOWED when it is not unknown.

    The receipt with which it was settled settles nothing again and is no error (C23).
    """
    now = engine.clock.now()
    try:
        resolved = await engine.store.resolve_message(shop, message_id, send_again, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    if not resolved:
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("message_id",))
    if send_again:
        engine.waker.wake()
    return None
