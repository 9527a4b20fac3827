"""Staff send reminders themselves (S3.20)."""

import hashlib

from engine.model.decision import Problem, Rejection
from engine.model.events import ReminderRequested
from engine.model.program import ChannelName
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.take import take


async def remind_by_hand(  # noqa: PLR0913 - who is reminded of what, by whom
    engine: Engine,
    shop: str,
    cart_id: str,
    *,
    template: str,
    channel: ChannelName,
    actor: Actor,
    receipt: Receipt | None = None,
) -> Rejection | None:
    """Queue one message of `template` to whoever left the cart; the law of every reminder holds for it (S3.20).

    Problems: NOT_FOUND (no such cart, or no template of the category that its point has), STATE_NOT_ALLOWED (bought,
    emptied or expired), EMAIL_INVALID (no address of the channel). A repeat with the key of `receipt` sends nothing.
    """
    found = await engine.store.carts_by_id(shop, [cart_id])
    if not found:
        return Rejection(problem=Problem.NOT_FOUND, path=("carts",))
    now = engine.clock.now()
    intention = now.isoformat() if receipt is None else receipt.key
    told = hashlib.sha256(f"{intention}\0{cart_id}\0{channel}\0{template}".encode()).hexdigest()[:32]
    event = ReminderRequested(
        id=f"reminder:{told}", at=now, token=found[0].token, channel=channel, template=template
    )
    taken = await take(engine, shop, event, actor)
    return taken if isinstance(taken, Rejection) else None
