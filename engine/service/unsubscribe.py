"""The token in an unsubscribe link: signed, bound to its purpose, and with no address in it (SEC26, RFC 8058)."""

from dataclasses import dataclass

from engine.service.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribe:
    """Whom a link is about: the recipient of one message."""

    shop: str
    message_id: str


def unsubscribe_link(engine: Engine, shop: str, message_id: str) -> str:
    """The https address for `List-Unsubscribe`."""
    raise NotImplementedError


def read_unsubscribe(engine: Engine, token: str) -> Unsubscribe | None:
    """What a token of a link says, or None when it is forged or old."""
    raise NotImplementedError
