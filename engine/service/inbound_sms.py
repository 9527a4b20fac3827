"""An SMS came to the shop's number: STOP withdraws, START says how to agree again, HELP says who this is (J4)."""

import base64
import hashlib
import hmac
from datetime import datetime

from engine.model.consent import ConsentAct
from engine.model.decision import Rejection
from engine.model.inbound_sms import InboundSms, SmsWord, word_of
from engine.model.list_events import SmsReceived
from engine.model.program import ChannelName
from engine.model.records import Actor
from engine.service.consent_entry import ConsentRequest, consent_entry
from engine.service.engine import Engine
from engine.service.take import take

INBOUND = "inbound-sms"
SIGNATURE = 10  # bytes


def inbound_url(engine: Engine, shop: str) -> str:
    """What staff tell the gateway to call for each SMS that comes to the shop's number."""
    return f"{engine.public_url}/hooks/sms/{inbound_token(engine, shop)}"


def inbound_token(engine: Engine, shop: str) -> str:
    """Names the shop of a number; calls are believed for the gateway's signature, not for this."""
    return f"in.{shop}.{_signature(engine.keys.links.key(engine.keys.links.current), shop)}"


def read_inbound_token(engine: Engine, token: str) -> str | None:
    """The shop, or None when the token is forged or none of an inbound address."""
    kind, _, rest = token.partition(".")
    shop, _, signature = rest.rpartition(".")
    if kind != "in" or not shop or not token.isascii():
        return None
    known = (_signature(key, shop) for key in engine.keys.links.keys.values())
    return shop if any(hmac.compare_digest(signature, one) for one in known) else None


async def receive_sms(
    engine: Engine, shop: str, sms: InboundSms, *, at: datetime | None = None
) -> SmsWord | None:
    """Do what an SMS asks for, once however often it is handed over; None: it asks for nothing that we know.

    `at` is when it came, by default now. Raises ReceiveBusy when it could not be stored.
    """
    word, phone = word_of(sms.text), sms.phone
    if word is None or phone is None:
        return None
    now, event_id = at or engine.clock.now(), f"sms:{hashlib.sha256(sms.id.encode()).hexdigest()[:32]}"
    entry = None
    if word is SmsWord.STOP:
        request = ConsentRequest(channel=ChannelName.SMS, address=phone, act=ConsentAct.WITHDRAWN)
        texts = ("", sms.text[:200], "", f"SMS {sms.id}"[:300])
        entry = consent_entry(engine, shop, request, phone, texts, now)
    event = SmsReceived(id=event_id, at=now, phone=phone, word=word, entry=entry, answered=sms.answered)
    taken = await take(engine, shop, event, Actor(kind="gateway", id="sms"))
    if isinstance(taken, Rejection):
        raise ReceiveBusy(taken.problem)
    return word


class ReceiveBusy(Exception):
    """The shop could not take the SMS now; the same one again is no harm."""


def _signature(key: bytes, shop: str) -> str:
    made = hmac.digest(key, f"{INBOUND}\0{shop}".encode(), hashlib.sha256)[:SIGNATURE]
    return base64.b32encode(made).decode().rstrip("=").lower()
