"""The keyed hashes that outlive a person: under them an erasure is remembered, and found again."""

import hashlib
import hmac
from collections.abc import Iterator

from engine.model.data_subject import DataSubject, Tombstone, TombstoneKind
from engine.model.rule_parts import ChannelName
from engine.service.engine import Engine

CHANNEL_OF = {TombstoneKind.EMAIL: ChannelName.EMAIL, TombstoneKind.PHONE: ChannelName.SMS}


def hashes_of(engine: Engine, shop: str, subject: DataSubject) -> Iterator[tuple[TombstoneKind, str]]:
    """Under what each address, number and id of a person is remembered."""
    for kind, values in values_of(subject):
        for value in values:
            yield kind, tombstone_hash(engine, shop, kind, value)


async def tombstones_for(engine: Engine, shop: str, subject: DataSubject) -> tuple[Tombstone, ...]:
    """What is left of erasures of whoever had these addresses, numbers and ids, under every key of the ring."""
    hashes = {
        (kind, tombstone_hash(engine, shop, kind, value, key_id))
        for kind, values in values_of(subject)
        for value in values
        for key_id in engine.keys.peppers.keys
    }
    found = await engine.store.tombstones_of(shop, sorted({hashed for _, hashed in hashes}))
    return tuple(one for one in found if (one.kind, one.address_hash) in hashes)


def values_of(subject: DataSubject) -> tuple[tuple[TombstoneKind, tuple[str, ...]], ...]:
    """Addresses, numbers and ids by their kind."""
    return (
        (TombstoneKind.EMAIL, subject.emails),
        (TombstoneKind.PHONE, subject.phones),
        (TombstoneKind.EXTERNAL_ID, subject.external_ids),
    )


def tombstone_hash(
    engine: Engine, shop: str, kind: TombstoneKind, value: str, key_id: str | None = None
) -> str:
    """The keyed hash of an address or id; of addresses the same as in the ledger of consents.

    Raises KeyError for a key that is not on the ring.
    """
    said = f"consent\0{shop}\0{CHANNEL_OF.get(kind, kind.value)}\0{value}".encode()
    return hmac.digest(engine.keys.peppers.key(key_id), said, hashlib.sha256).hex()
