"""Whose advertising a link is about: the long token of a mail or the short one of an SMS."""

from engine.model.records import StoredMessage
from engine.service.engine import Engine
from engine.service.message_link import OPT_OUT, read_message_token
from engine.service.unsubscribe import Unsubscribe, read_unsubscribe


def read_target(engine: Engine, token: str) -> Unsubscribe | None:
    """What a link of ours says, without a look at the database; None when it is forged or old."""
    return read_unsubscribe(engine, token) or read_message_token(engine, OPT_OUT, token)


async def find_target(engine: Engine, token: str) -> tuple[Unsubscribe, StoredMessage] | None:
    """The link and its message; None when it is forged or old, or there is no such message."""
    known = read_target(engine, token)
    message = None if known is None else await engine.store.find_message(known.shop, known.message_id)
    return None if known is None or message is None else (known, message)
