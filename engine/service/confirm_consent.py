"""The second half of a double opt-in: the link that only the owner of the address got, and its button (J1)."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.decision import Rejection
from engine.model.events import ConsentChanged
from engine.model.records import Actor
from engine.runtime.consent import ASKED_FOR
from engine.service.consent_entry import ConsentRequest, consent_entry
from engine.service.engine import Engine
from engine.service.message_link import message_token, read_message_token
from engine.service.take import take

CONFIRM = "confirm"


class Confirmed(StrEnum):
    """What became of it."""

    DONE = "done"
    OVER = "over"  # forged, older than its days, or taken back since
    BUSY = "busy"


def confirm_url(engine: Engine, shop: str, entry_id: str) -> str:
    """Where the owner of the address confirms; short enough for an SMS."""
    return f"{engine.public_url}/c/{message_token(engine, CONFIRM, shop, entry_id)}"


async def find_request(engine: Engine, token: str) -> tuple[str, ConsentEntry] | None:
    """The shop and the request of a link; None when the link is forged or over, or it was withdrawn since."""
    known = read_message_token(engine, CONFIRM, token)
    entry = None if known is None else await engine.store.find_consent(known.shop, known.message_id)
    if known is None or entry is None or entry.act is not ConsentAct.REQUESTED or not entry.address:
        return None
    if engine.clock.now() - entry.at > ASKED_FOR:
        return None
    stands = await engine.store.permission(known.shop, entry.channel, entry.address, entry.scope)
    gone = stands is not None and not stands.given and stands.at > entry.at
    return None if gone else (known.shop, entry)


async def confirm_consent(engine: Engine, token: str, *, ip: str) -> Confirmed:
    """Make the consent count, with both halves of the evidence; again is no error and adds nothing."""
    found = await find_request(engine, token)
    if found is None:
        return Confirmed.OVER
    shop, asked = found
    stands = await engine.store.permission(shop, asked.channel, asked.address, asked.scope)
    if stands is not None and stands.given and stands.at >= asked.at:
        return Confirmed.DONE
    now = max(engine.clock.now(), asked.at + timedelta(microseconds=1))
    request = ConsentRequest(channel=asked.channel, address=asked.address, act=ConsentAct.GIVEN, ip=ip)
    texts = (asked.scope, asked.wording, asked.version, "confirmation link")
    entry = replace(
        consent_entry(engine, shop, request, asked.address, texts, now, asked.message_id), confirms=asked.id
    )
    event = ConsentChanged(id=f"confirm:{asked.id}", at=now, entry=entry)
    taken = await take(engine, shop, event, Actor(kind="link", id="confirm", ip=ip))
    return Confirmed.BUSY if isinstance(taken, Rejection) else Confirmed.DONE
