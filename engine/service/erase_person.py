"""Erasing a person: begun with one command, done in slices that any process goes on with (GDPR, APPI)."""

import secrets
import time
from datetime import datetime

from engine.model.data_subject import Erasure, ErasureState, ErasureStep, Tombstone, TombstoneKind
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.person import KnownPerson, know_person
from engine.service.read_cart import read_text
from engine.service.sever_experiments import sever_experiments
from engine.service.tombstone_hashes import hashes_of, tombstones_for, values_of

LONGEST_REASON = 500
STEPS_AT_ONCE = 200
"""Of housekeeping, for one erasure: a big shop takes several rounds, in which messages go on leaving."""


async def erase_person(  # noqa: PLR0913 - who is erased, why, by whom
    engine: Engine,
    shop: str,
    typed: str,
    *,
    reason: str,
    actor: Actor,
    claims_confirmed: bool = False,
    seconds: float = 5.0,
) -> Erasure | Rejection:
    """Erase whoever has this address, number or id, and go on for about so many `seconds`; the rest follows by itself.

    Who was erased before gives that erasure again. Problems: EMAIL_INVALID, TEXT_INVALID (the reason), NOT_FOUND,
    CLAIMS_OPEN for balances and contracts that would be lost and nobody confirmed.
    """
    said = read_text(" ".join(reason.split()), ("reason",), LONGEST_REASON)
    if isinstance(said, Rejection):
        return said
    if not said:
        return Rejection(
            problem=Problem.TEXT_INVALID, path=("reason",), args=(("limit", str(LONGEST_REASON)),)
        )
    person = await know_person(engine, shop, typed)
    if isinstance(person, Rejection):
        return person
    before = await _before(engine, shop, person)
    if before is None and not person.is_held:
        return Rejection(problem=Problem.NOT_FOUND, path=("person",))
    if person.is_held and person.claims.must_be_confirmed and not claims_confirmed:
        return _claims_open(person)
    if before is None or (person.is_held and before.state is ErasureState.DONE):
        # First: whoever dies in between begins again, and finds nobody in the experiments.
        await sever_experiments(engine, shop, person.subject)
        before = await _begin(engine, shop, person, said, actor)
    await _go_on(engine, shop, before.id, seconds)
    return await engine.store.erasure(shop, before.id) or before


async def continue_erasures(engine: Engine) -> None:
    """Go on with what another process began, or died of; what waits for a message is tried again the next time."""
    for shop, erasure_id in await engine.store.running_erasures():
        for _ in range(STEPS_AT_ONCE):
            step = await engine.store.erase_step(shop, erasure_id, engine.clock.now())
            if step is not ErasureStep.GOES_ON:
                break


async def _begin(engine: Engine, shop: str, person: KnownPerson, reason: str, actor: Actor) -> Erasure:
    now, erasure_id = engine.clock.now(), secrets.token_hex(8)
    graves = _tombstones(engine, shop, person, erasure_id, now)
    return await engine.store.begin_erasure(shop, erasure_id, person.subject, graves, reason, actor, now)


def _tombstones(
    engine: Engine, shop: str, person: KnownPerson, erasure_id: str, now: datetime
) -> tuple[Tombstone, ...]:
    return tuple(
        Tombstone(kind=kind, address_hash=hashed, erasure_id=erasure_id, at=now)
        for kind, hashed in hashes_of(engine, shop, person.subject)
    )


async def _before(engine: Engine, shop: str, person: KnownPerson) -> Erasure | None:
    """The newest erasure of the same person; one of somebody who shares only a number with them is none."""
    graves = await tombstones_for(engine, shop, person.subject)
    own = {kind for kind, values in values_of(person.subject) if values} - {TombstoneKind.PHONE} or {
        TombstoneKind.PHONE
    }
    newest = max((one for one in graves if one.kind in own), key=lambda one: one.at, default=None)
    return None if newest is None else await engine.store.erasure(shop, newest.erasure_id)


async def _go_on(engine: Engine, shop: str, erasure_id: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while await engine.store.erase_step(shop, erasure_id, engine.clock.now()) is ErasureStep.GOES_ON:
        if time.monotonic() > end:
            break


def _claims_open(person: KnownPerson) -> Rejection:
    claims = person.claims
    args = (
        ("balance", str(claims.balance)),
        ("cards", str(claims.cards)),
        ("contracts", str(claims.contracts)),
    )
    return Rejection(problem=Problem.CLAIMS_OPEN, path=("claims_confirmed",), args=args)
