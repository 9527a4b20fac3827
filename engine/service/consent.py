"""Somebody agrees to advertising or takes it back: an entry of the ledger with its evidence (J1, J2, J4)."""

from dataclasses import replace

from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.decision import Problem, Rejection
from engine.model.events import ConsentChanged
from engine.model.records import Actor, Receipt
from engine.service.consent_entry import ConsentRequest, comparable, consent_entry
from engine.service.engine import Engine
from engine.service.read_cart import read_text
from engine.service.take import take

LONGEST_WORDING = 2000
LONGEST_SOURCE = 500


async def change_consent(
    engine: Engine,
    shop: str,
    request: ConsentRequest,
    *,
    actor: Actor,
    receipt: Receipt | None = None,
    proven: bool = True,
) -> ConsentEntry | Rejection:
    """Record a consent or its withdrawal; from the next handover on messages follow it.

    A consent needs the wording that was agreed to, and where: without them it would prove nothing (J1). One that is
    not `proven`, since anybody with the token of a page can send it, undoes no withdrawal (J4). Where consents are
    confirmed the entry is REQUESTED, and its owner is asked.
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
    entry = consent_entry(engine, shop, request, address, texts, now)
    event = ConsentChanged(id=f"consent:{entry.id}", at=now, entry=entry, proven=proven)
    taken = await take(engine, shop, event, actor, receipt, prepared=prepared)
    if isinstance(taken, Rejection):
        return taken
    waits = entry.act is ConsentAct.GIVEN and prepared.program.settings.double_optin
    return replace(entry, act=ConsentAct.REQUESTED) if waits else entry


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
