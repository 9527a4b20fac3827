"""A restored backup knows people who were erased since: the list of tombstones erases them again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import orjson

from engine.model.data_subject import DataSubject, Tombstone, TombstoneKind
from engine.model.decision import Rejection
from engine.model.records import Actor
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.person import EXTERNAL
from engine.service.tombstone_hashes import tombstone_hash

AT_ONCE = 500
KINDS = (TombstoneKind.EMAIL, TombstoneKind.EXTERNAL_ID, TombstoneKind.PHONE)
"""Numbers last: whoever is found by one after that may only share it with the erased."""


async def tombstone_lines(engine: Engine, shop: str) -> tuple[str, ...]:
    """The erasures of a shop as JSON Lines, to be kept apart from its backups; without the keys they name nobody."""
    return tuple(
        orjson.dumps(
            {"kind": one.kind, "hash": one.address_hash, "erasure": one.erasure_id, "at": one.at.isoformat()}
        ).decode()
        for one in await engine.store.tombstones(shop)
    )


def read_tombstones(lines: Iterable[str]) -> tuple[Tombstone, ...]:
    """Lines of `tombstone_lines`. Raises ValueError that names the line."""
    return tuple(_read(number, line) for number, line in enumerate(lines, 1) if line.strip())


async def replay_erasures(
    engine: Engine, shop: str, graves: Sequence[Tombstone], *, actor: Actor, seconds: float
) -> int:
    """Erase again whom this database does not know to be erased; returns how many people that were.

    Who was erased before the backup was made, and came back of their own will, stays.
    """
    known = {(one.kind, one.address_hash): one.at for one in await engine.store.tombstones(shop)}
    missing = {
        (one.kind, one.address_hash): one
        for one in graves
        if known.get((one.kind, one.address_hash)) is None or known[one.kind, one.address_hash] < one.at
    }
    again = 0
    for kind in KINDS if missing else ():
        again += await _replay(engine, shop, kind, missing, actor, seconds)
    return again


async def _replay(  # noqa: PLR0917 - who, where and for how long
    engine: Engine,
    shop: str,
    kind: TombstoneKind,
    missing: dict[tuple[TombstoneKind, str], Tombstone],
    actor: Actor,
    seconds: float,
) -> int:
    again, after = 0, ""
    while addresses := await engine.store.known_addresses(shop, kind, after, AT_ONCE):
        after = addresses[-1]
        for address in addresses:
            found = [
                missing[kind, one] for one in _hashes(engine, shop, kind, address) if (kind, one) in missing
            ]
            if not found:
                continue
            if kind is TombstoneKind.PHONE and await _is_of_another(engine, shop, address, found[0], missing):
                continue
            typed = f"{EXTERNAL}{address}" if kind is TombstoneKind.EXTERNAL_ID else address
            reason = f"restored backup: erasure {found[0].erasure_id}"
            became = await erase_person(
                engine, shop, typed, reason=reason, actor=actor, claims_confirmed=True, seconds=seconds
            )
            again += 0 if isinstance(became, Rejection) else 1
    return again


async def _is_of_another(
    engine: Engine,
    shop: str,
    phone: str,
    grave: Tombstone,
    missing: Mapping[tuple[TombstoneKind, str], Tombstone],
) -> bool:
    """Whether a number leads to a customer though the erased had an address or id, by which they are gone already."""
    known_by_more = any(
        one.erasure_id == grave.erasure_id and one.kind is not TombstoneKind.PHONE for one in missing.values()
    )
    subject = await engine.store.data_subject(shop, DataSubject(phones=(phone,)))
    return known_by_more and bool(subject.emails or subject.external_ids)


def _hashes(engine: Engine, shop: str, kind: TombstoneKind, address: str) -> Iterator[str]:
    """With every key of the ring: a list may be older than the newest of them."""
    for key_id in engine.keys.peppers.keys:
        yield tombstone_hash(engine, shop, kind, address, key_id)


def _read(number: int, line: str) -> Tombstone:
    try:
        said = orjson.loads(line)
        return Tombstone(
            kind=TombstoneKind(said["kind"]),
            address_hash=said["hash"],
            erasure_id=said["erasure"],
            at=datetime.fromisoformat(said["at"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"line {number} is no tombstone: {error}") from None
