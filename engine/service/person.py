"""Who a person is to a shop: the address somebody typed, everything known of them, and the hashes that outlive them."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.data_subject import Claims, DataSubject, Holdings, Tombstone, TombstoneKind
from engine.model.decision import Problem, Rejection
from engine.model.rule_parts import ChannelName
from engine.service.engine import Engine
from engine.values.identity import normal_email, normal_phone, trimmed_id

EXTERNAL = "id:"
"""Before the shop's own id of a customer, as in keys of customers."""

CHANNEL_OF = {TombstoneKind.EMAIL: ChannelName.EMAIL, TombstoneKind.PHONE: ChannelName.SMS}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person with what is held about them, and what they still have to get."""

    subject: DataSubject
    holdings: Holdings
    claims: Claims

    @property
    def is_held(self) -> bool:
        """Whether anything is held at all."""
        return any(self.holdings.counts.values())


async def read_person(engine: Engine, shop: str, typed: str) -> DataSubject | Rejection:
    """The subject of an e-mail address, a telephone number, or `id:` and the shop's own id of a customer.

    Problems: EMAIL_INVALID for what is none of them.
    """
    text = typed.strip()
    if text.startswith(EXTERNAL) and trimmed_id(text.removeprefix(EXTERNAL)):
        return DataSubject(external_ids=(trimmed_id(text.removeprefix(EXTERNAL)),))
    prepared = await engine.programs.live(engine.store, shop)
    fold = prepared is not None and prepared.program.settings.fold_plus
    email = normal_email(text, fold_plus=fold) if "@" in text else None
    if email is not None:
        return DataSubject(emails=(email,))
    phone = normal_phone(text)
    if phone is not None:
        return DataSubject(phones=(phone,))
    return Rejection(problem=Problem.EMAIL_INVALID, path=("person",))


async def know_person(engine: Engine, shop: str, typed: str) -> KnownPerson | Rejection:
    """Everything held about whoever has this address, number or id; nothing is changed."""
    known = await read_person(engine, shop, typed)
    if isinstance(known, Rejection):
        return known
    subject = await engine.store.data_subject(shop, known)
    holdings = await engine.store.holdings(shop, subject)
    return KnownPerson(subject=subject, holdings=holdings, claims=await engine.store.claims(shop, subject))


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
