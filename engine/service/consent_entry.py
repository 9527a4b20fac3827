"""An entry of the ledger of consents, made of what was told, with a keyed hash of its address (J1, J2)."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.service.engine import Engine
from engine.values.identity import normal_email, normal_phone


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequest:
    """What somebody agreed to or took back, as told: `address` as typed, `scope` a rule or list, empty for all."""

    channel: ChannelName
    address: str
    act: ConsentAct
    scope: str = ""
    wording: str = ""
    version: str = ""
    source: str = ""
    ip: str = ""


def comparable(channel: ChannelName, typed: str, *, fold_plus: bool) -> str | Rejection:
    """An address or number in comparable form; a rejection for what is none."""
    if channel is ChannelName.EMAIL:
        email = normal_email(typed, fold_plus=fold_plus)
        return email or Rejection(problem=Problem.EMAIL_INVALID, path=("email",))
    phone = normal_phone(typed)
    return phone or Rejection(problem=Problem.PHONE_INVALID, path=("phone",))


def address_hash(engine: Engine, shop: str, channel: ChannelName, address: str) -> str:
    """Keyed proof of an address that outlives it: who is asked years later types it again and finds the entries."""
    said = f"consent\0{shop}\0{channel}\0{address}".encode()
    return hmac.digest(engine.keys.peppers.key(), said, hashlib.sha256).hex()


def consent_entry(  # noqa: PLR0913, PLR0917 - an entry has what it has
    engine: Engine,
    shop: str,
    request: ConsentRequest,
    address: str,
    texts: tuple[str, str, str, str],
    now: datetime,
    message_id: str = "",
) -> ConsentEntry:
    """The entry; `texts` are scope, wording, version and source in the form they are kept in."""
    scope, wording, version, source = texts
    told = "\0".join((now.isoformat(), request.channel, address, request.act, *texts, message_id))
    return ConsentEntry(
        id=hashlib.sha256(told.encode()).hexdigest()[:32],
        at=now,
        act=request.act,
        channel=request.channel,
        address=address,
        address_hash=address_hash(engine, shop, request.channel, address),
        scope=scope,
        wording=wording,
        version=version,
        source=_page(source, address),
        ip=request.ip,
        message_id=message_id,
    )


def _page(source: str, address: str) -> str:
    """The page of a consent; what a form wrote into its own address is cut, for the proof outlives who is erased."""
    return source.partition("?")[0] if address in unquote(source).lower() else source
