"""Links that bring a cart or a form back (S3.28-29, S3.49-50): they name a message, no person, no cart (SEC26)."""

from engine.model.program import ChannelName
from engine.model.records import StoredMessage
from engine.runtime.cart_orders import LINK_LIVES
from engine.service.engine import Engine
from engine.service.message_link import read_message_token, sms_token
from engine.service.signed_token import read_token, sign_token

RECOVER = "recover"


def recovery_url(engine: Engine, message: StoredMessage) -> str:
    """The address for the text of a message; in an SMS, where every character costs, a short one."""
    if message.order.channel is ChannelName.SMS:
        return f"{engine.public_url}/r/{sms_token(engine, RECOVER, message.shop, message.id)}"
    ends = engine.clock.now() + LINK_LIVES
    return f"{engine.public_url}/r/{sign_token(engine, RECOVER, (message.shop, message.id), ends)}"


async def message_of_link(engine: Engine, token: str) -> StoredMessage | None:
    """The message that a link was in; None when it is forged, over, or there is no such message.

    It works for 72 hours. The short form does not say until when: the message does.
    """
    said = read_token(engine, RECOVER, token)
    if said is not None and len(said) == 2:
        return await engine.store.message(*said)
    known = read_message_token(engine, RECOVER, token)
    message = None if known is None else await engine.store.find_message(known.shop, known.message_id)
    if message is None or engine.clock.now() >= (message.sent_at or message.next_try) + LINK_LIVES:
        return None
    return message
