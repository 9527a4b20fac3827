"""Tokens in links and return paths: signed, bound to their purpose, and with no address in them (SEC26, RFC 8058)."""

from dataclasses import dataclass
from datetime import timedelta

from engine.service.engine import Engine
from engine.service.signed_token import read_token, sign_token

LIVES = timedelta(days=400)
"""A link in an old mail still works a year later; the law wants a month (reliability §4)."""

UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribe:
    """Whom a link is about: the recipient of one message."""

    shop: str
    message_id: str


def unsubscribe_link(engine: Engine, shop: str, message_id: str) -> str:
    """The address for `List-Unsubscribe`; GET shows a page, POST unsubscribes."""
    return f"{engine.public_url}/u/{unsubscribe_token(engine, shop, message_id)}"


def unsubscribe_token(engine: Engine, shop: str, message_id: str) -> str:
    """The token of that link."""
    return sign_token(engine, UNSUBSCRIBE, (shop, message_id), engine.clock.now() + LIVES)


def read_unsubscribe(engine: Engine, token: str) -> Unsubscribe | None:
    """What the token of a link says, or None when it is forged or old."""
    said = read_token(engine, UNSUBSCRIBE, token)
    if said is None or len(said) != 2:
        return None
    shop, message_id = said
    return Unsubscribe(shop=shop, message_id=message_id)
