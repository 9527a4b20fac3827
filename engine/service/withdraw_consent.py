"""The receiver of a message wants no more of them (J4)."""

from datetime import datetime

from engine.model.consent import ConsentAct, ConsentWanted
from engine.model.data_subject import is_pseudonym
from engine.model.decision import Rejection
from engine.model.events import ConsentChanged
from engine.model.records import Actor, Page, StoredMessage
from engine.service.consent_entry import ConsentRequest, consent_entry
from engine.service.engine import Engine
from engine.service.take import take


async def withdraw_by_message(  # noqa: PLR0913 - what evidence there is
    engine: Engine,
    shop: str,
    message_id: str,
    *,
    scope: str,
    source: str,
    ip: str,
    at: datetime | None = None,
) -> bool:
    """The receiver of a message wants no more: of one list, or of all advertising by its channel. False: it failed.

    `at` is when they said so, by default now.
    Effective with this very commit: handovers look at it under a lock (J4, I6).
    """
    message = await engine.store.find_message(shop, message_id)
    if message is None:
        return False
    order = message.order
    if is_pseudonym(order.recipient):
        return True  # their consents ended with their erasure, and no pseudonym belongs into the ledger
    if await _stopped_before(engine, message, scope):
        return True
    request = ConsentRequest(
        channel=order.channel, address=order.recipient, act=ConsentAct.WITHDRAWN, scope=scope, ip=ip
    )
    now = at or engine.clock.now()
    texts = (scope, "", "", source)
    entry = consent_entry(engine, shop, request, order.recipient, texts, now, message.id)
    event = ConsentChanged(id=f"consent:{entry.id}", at=now, entry=entry)
    taken = await take(engine, shop, event, Actor(kind="link", id="unsubscribe", ip=ip))
    return not isinstance(taken, Rejection)


async def _stopped_before(engine: Engine, message: StoredMessage, scope: str) -> bool:
    """Whether the newest that was said of the address is this very withdrawal.

    That everything was stopped once is not enough: what was joined since is reached by it no more.
    """
    order = message.order
    wanted = ConsentWanted(channel=order.channel, address=order.recipient)
    newest = await engine.store.consents(message.shop, Page(limit=1), wanted)
    return any(one.act is ConsentAct.WITHDRAWN and one.scope == scope for one in newest)
