"""What stands for the PIN of a gift card in mails that are kept (SEC4)."""

from dataclasses import replace

from engine.model.card_records import StoredCard
from engine.service.card_codes import card_pin
from engine.service.engine import Engine

_PIN = "/pin/"


def pin_name(card: StoredCard) -> str:
    """What stands for the card's present PIN in mails that are kept: not for a later one."""
    return f"{card.fact.id}{_PIN}{card.pin_draw}"


def card_of_name(name: str) -> str:
    """The id of the card that a name in a kept mail is about."""
    return name.partition(_PIN)[0]


def pin_of_name(engine: Engine, shop: str, card: StoredCard, name: str) -> str:
    """The PIN that a name in a kept mail stands for. Raises KeyError when its key is gone."""
    draw = name.partition(_PIN)[2]
    return card_pin(engine, shop, replace(card, pin_draw=int(draw) if draw.isdigit() else 0))
