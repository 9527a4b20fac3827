"""Links that bring a cart or a form back (S3.28-29, S3.49-50): they name a message, no person, no cart (SEC26)."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.records import StoredMessage
from engine.runtime.cart_orders import LINK_LIVES
from engine.service.engine import Engine
from engine.service.signed_token import read_token, sign_token

RECOVER = "recover"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLink:
    """Which message a link was in."""

    shop: str
    message_id: str


def recovery_url(engine: Engine, message: StoredMessage) -> str:
    """The address for the text of a message."""
    return f"{engine.public_url}/r/{recovery_token(engine, message.shop, message.id, engine.clock.now())}"


def recovery_token(engine: Engine, shop: str, message_id: str, sent_at: datetime) -> str:
    """The token of that address; it works for 72 hours."""
    return sign_token(engine, RECOVER, (shop, message_id), sent_at + LINK_LIVES)


def read_recovery(engine: Engine, token: str) -> RecoveryLink | None:
    """What a token says, or None when it is forged or over."""
    said = read_token(engine, RECOVER, token)
    if said is None or len(said) != 2:
        return None
    shop, message_id = said
    return RecoveryLink(shop=shop, message_id=message_id)
