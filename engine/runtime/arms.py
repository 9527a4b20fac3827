"""Which arm of an experiment somebody is dealt: a keyed hash decides, so the same unit has the same arm everywhere.

Weighted rendezvous: each arm draws a number for the unit, and the one with the best number for its share wins. Whose
best arm keeps its share against the others stays where they are when shares change; only what an arm gains moves to it.
"""

import hashlib
import math
from dataclasses import dataclass

from engine.model.cart import Buyer
from engine.model.experiment import Experiment, SplitBy

_KEY_LENGTH = 64
"""Bytes of a salt that BLAKE2 takes as its key."""

_DRAWS = 1 << 64


NOBODY = Buyer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a decision is about, under every name that is known: the buyer, and the cart by its token."""

    buyer: Buyer = NOBODY
    token: str = ""
    test: bool = False


def names_of(subject: Subject, split_by: SplitBy) -> tuple[str, ...]:
    """The names under which the subject may have been dealt an arm; the first one is dealt by when none was.

    A customer is known by the member's id, else the e-mail address, else the number; a guest without any of them by
    the cart. Experiments that are split by order or session go by the cart, and where there is none by the customer:
    never by an order's own id, which no quote before the order could have known.
    """
    buyer = subject.buyer
    person = _kinds(id=buyer.external_id, mail=buyer.email, tel=buyer.phone)
    visit = _kinds(cart=subject.token)
    return (*person, *visit) if split_by is SplitBy.CUSTOMER else visit or person


def shown_first(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in the order in which an arm that was dealt before counts: what this cart was shown goes first."""
    return tuple(sorted(names, key=lambda name: not name.startswith("cart:")))


def unit_of(salt: bytes, experiment: str, name: str) -> str:
    """The pseudonym of somebody in one experiment, 32 hexadecimal digits; nothing links those of two experiments."""
    return _hash(salt, b"unit", f"{len(experiment)}:{experiment}{name}").hex()


def arm_of(salt: bytes, experiment: Experiment, unit: str) -> str:
    """The arm that the unit is dealt under the shares of now."""
    arms = experiment.arms
    return max(arms, key=lambda arm: float(arm[1]) / _wait(salt, experiment.name, arm[0], unit))[0]


def _wait(salt: bytes, experiment: str, arm: str, unit: str) -> float:
    """An exponentially distributed number of unit and arm: divided by shares, the smallest wins by its share."""
    drawn = int.from_bytes(_hash(salt, b"arm", f"{len(experiment)}:{experiment}{len(arm)}:{arm}{unit}")[:8])
    return -math.log((drawn + 1) / (_DRAWS + 1))


def _hash(salt: bytes, purpose: bytes, text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16, key=salt[:_KEY_LENGTH], person=purpose).digest()


def _kinds(**names: str | None) -> tuple[str, ...]:
    return tuple(f"{kind}:{name}" for kind, name in names.items() if name)
