"""Somebody agrees to advertising or takes it back: an entry of the ledger with its evidence (J1, J2, J4)."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from engine.model.consent import ConsentAct, ConsentEntry, ConsentWanted, Suppression, SuppressionCause
from engine.model.decision import Problem, Rejection
from engine.model.events import ConsentChanged
from engine.model.program import ChannelName
from engine.model.records import Actor, Page, Receipt
from engine.service.engine import Engine
from engine.service.read_cart import read_text
from engine.service.take import take
from engine.values.identity import normal_email, normal_phone

LONGEST_WORDING = 2000
LONGEST_SOURCE = 500


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


async def change_consent(
    engine: Engine, shop: str, request: ConsentRequest, *, actor: Actor, receipt: Receipt | None = None
) -> ConsentEntry | Rejection:
    """Record a consent or its withdrawal; from the next handover on messages follow it.

    A consent needs the wording that was agreed to, and where: without them it would prove nothing (J1).
    Problems: EMAIL_INVALID, PHONE_INVALID, TEXT_INVALID, NOT_FOUND (no live rules), IDEMPOTENCY_MISMATCH.
    """
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    address = comparable(request.channel, request.address, fold_plus=prepared.program.settings.fold_plus)
    if isinstance(address, Rejection):
        return address
    texts = _texts(request)
    if isinstance(texts, Rejection):
        return texts
    now = engine.clock.now()
    entry = _entry(engine, shop, request, address, texts, now)
    event = ConsentChanged(id=f"consent:{entry.id}", at=now, entry=entry)
    taken = await take(engine, shop, event, actor, receipt, prepared=prepared)
    return taken if isinstance(taken, Rejection) else entry


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


async def find_consents(
    engine: Engine, shop: str, page: Page, wanted: ConsentWanted
) -> tuple[ConsentEntry, ...]:
    """Entries of the ledger, newest first."""
    return await engine.store.consents(shop, page, wanted)


async def suppress_address(
    engine: Engine, shop: str, channel: ChannelName, address: str, reason: str, *, actor: Actor
) -> bool:
    """Staff stop everything to an address; False when it was stopped already."""
    now = engine.clock.now()
    suppression = Suppression(
        channel=channel, address=address, cause=SuppressionCause.BY_HAND, at=now, detail=reason
    )
    return await engine.store.suppress(shop, suppression, actor, now)


def _texts(request: ConsentRequest) -> tuple[str, str, str, str] | Rejection:
    """Scope, wording, version and source without characters that nobody sees."""
    fields = (
        ("scope", request.scope, 320),
        ("wording", request.wording, LONGEST_WORDING),
        ("version", request.version, 100),
        ("source", request.source, LONGEST_SOURCE),
    )
    kept: list[str] = []
    for name, text, longest in fields:
        read = read_text(" ".join(text.split()), (name,), longest)
        if isinstance(read, Rejection):
            return read
        needed = request.act is ConsentAct.GIVEN and name in {"wording", "source"}
        if needed and not read:
            return Rejection(problem=Problem.TEXT_INVALID, path=(name,), args=(("limit", str(longest)),))
        kept.append(read)
    scope, wording, version, source = kept
    return scope, wording, version, source


def _entry(  # noqa: PLR0913, PLR0917 - an entry has what it has
    engine: Engine,
    shop: str,
    request: ConsentRequest,
    address: str,
    texts: tuple[str, str, str, str],
    now: datetime,
    message_id: str = "",
) -> ConsentEntry:
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
        source=source,
        ip=request.ip,
        message_id=message_id,
    )


async def withdraw_by_message(
    engine: Engine, shop: str, message_id: str, *, scope: str, source: str, ip: str
) -> bool:
    """The receiver of a message wants no more: of one list, or of all advertising by its channel. False: no message.

    Effective with this very commit: handovers look at it under a lock (J4, I6).
    """
    message = await engine.store.find_message(shop, message_id)
    if message is None:
        return False
    order = message.order
    before = await engine.store.permission(shop, order.channel, order.recipient, scope)
    if before is not None and not before.given:
        return True
    request = ConsentRequest(
        channel=order.channel, address=order.recipient, act=ConsentAct.WITHDRAWN, scope=scope, ip=ip
    )
    now = engine.clock.now()
    texts = (scope, "", "", source)
    entry = _entry(engine, shop, request, order.recipient, texts, now, message.id)
    event = ConsentChanged(id=f"consent:{entry.id}", at=now, entry=entry)
    taken = await take(engine, shop, event, Actor(kind="link", id="unsubscribe", ip=ip))
    return not isinstance(taken, Rejection)
