"""A person whom data is about: how they are known, what is held about them, and the erasure of it (GDPR, APPI)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum

ERASED_DOMAIN = "erased.invalid"
"""Of the pseudonyms that take the place of addresses; RFC 2606 promises that no mail ever reaches `.invalid`."""

ERASED = "erased-"
"""What every pseudonym begins with."""

PERSON_ERASED = "person_erased"
"""The reason of a message or enrolment that an erasure stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubject:
    """Every way in which one person is known to a shop; addresses and numbers are in comparable form."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.emails or self.phones or self.external_ids)

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what rows about the person may stand: addresses, numbers, `id:` and external ids."""
        return (*self.emails, *self.phones, *(f"id:{one}" for one in self.external_ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What is held about a person, by id; of customers and suppressions the key or address."""

    customers: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    coupons: tuple[str, ...] = ()
    gift_cards: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    carts: tuple[str, ...] = ()
    enrolments: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    suppressions: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[str, int]:
        """How much of each."""
        return {one.name: len(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the person still has to get from the shop, and would lose the way to.

    `balance` is in minor units, on `cards` gift cards; `contracts` still deliver; `coupons` can still be used.
    """

    cards: int = 0
    balance: int = 0
    contracts: int = 0
    coupons: int = 0

    @property
    def must_be_confirmed(self) -> bool:
        """Whether an erasure needs a word of its own: money or deliveries are at stake."""
        return bool(self.balance or self.contracts)


class ErasureState(StrEnum):
    """An erasure runs in slices until nothing is left."""

    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """The erasure of one person. Whom it is about is known to it only while it runs."""

    id: str
    state: ErasureState
    reason: str
    actor_kind: str
    actor_id: str
    actor_ip: str
    at: datetime
    ended_at: datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)  # rows changed, by table


class TombstoneKind(StrEnum):
    """What was hashed: an address, a telephone number, the shop's own id of the customer."""

    EMAIL = "email"
    PHONE = "phone"
    EXTERNAL_ID = "external_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """That somebody was erased, by a keyed hash of how they were known: a restored backup is erased again by it."""

    kind: TombstoneKind
    address_hash: str
    erasure_id: str
    at: datetime


class ErasureStep(StrEnum):
    """What became of one slice of an erasure."""

    GOES_ON = "goes_on"
    WAITS = (
        "waits"  # a message is being handed over, or a job with the person's data is running: try again later
    )
    DONE = "done"


def is_pseudonym(address: str) -> bool:
    """Whether this is what an erasure put in the place of an address, number or key: nothing is ever sent to it."""
    return address.removeprefix("id:").startswith(ERASED)
