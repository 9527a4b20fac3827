"""Failed guesses of codes are counted and, past a limit, refused (SEC6)."""

import hashlib
from dataclasses import dataclass, replace

from engine.model.decision import Problem, Rejection
from engine.model.quote import SHOPPER_SAFE, Quote
from engine.model.requests import Visitor
from engine.service.engine import Engine
from engine.values.identity import normal_email
from engine.values.network import network_of

HOUR, DAY = 3600, 86400


EXCUSED = 3
"""Guesses of an address of its own, before it shares what others did to a customer's count."""

TIMES_MORE = 10
"""How far addresses that hardly guess may take a customer's count beyond its limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """The counters that a visitor's guesses go to: key, limit, seconds."""

    network: tuple[str, int, int]
    shop: tuple[str, int, int]
    customers: tuple[tuple[str, int, int], ...]

    @property
    def keys(self) -> tuple[tuple[str, int, int], ...]:
        """All of them."""
        return (self.network, *self.customers, self.shop)


def guesses_of(engine: Engine, shop: str, visitor: Visitor) -> Guesses:
    """Counters of the address (/64 for IPv6), of each name that the customer gives, and of the whole shop."""
    limits = engine.limits.guesses
    return Guesses(
        network=(f"guess:{shop}:ip:{network_of(visitor.ip)}", limits.per_ip_hour, HOUR),
        shop=(f"guess:{shop}", limits.per_shop_day, DAY),
        customers=tuple(
            (f"guess:{shop}:customer:{one}", limits.per_customer_day, DAY)
            for one in _customers(shop, visitor)
        ),
    )


async def admitted(engine: Engine, guesses: Guesses, codes: int) -> Guesses | Rejection:
    """What to count on for `codes` codes; a rejection at any limit, so that even a right guess gets no answer.

    A customer whose count is used up by others is served from an address that has hardly guessed itself (ADR 0041):
    ten wrong codes under somebody's name lock nobody out.
    """
    now = engine.clock.now()
    if await engine.store.take_attempts(guesses.keys, now, 0, codes):
        return guesses
    key, limit, seconds = guesses.network
    own = replace(guesses, network=(key, min(limit, EXCUSED), seconds), customers=())
    if guesses.customers and await engine.store.take_attempts(own.keys, now, 0):
        further = tuple((key, limit * TIMES_MORE, seconds) for key, limit, seconds in guesses.customers)
        excused = replace(guesses, customers=further)
        if await engine.store.take_attempts(excused.keys, now, 0, codes):
            return excused
    return Rejection(problem=Problem.TOO_MANY_ATTEMPTS, path=("codes",))


async def count_guesses(engine: Engine, guesses: Guesses, wrong: int) -> Rejection | None:
    """Count `wrong` failed guesses; a rejection when others used up the limit meanwhile."""
    if wrong == 0 or await engine.store.take_attempts(guesses.keys, engine.clock.now(), wrong):
        return None
    return Rejection(problem=Problem.TOO_MANY_ATTEMPTS, path=("codes",))


def wrong_codes(quote: Quote) -> int:
    """How many codes of a quote were refused for a reason that a shopper must not learn (SEC5)."""
    return sum(refusal.code is not None and refusal.reason not in SHOPPER_SAFE for refusal in quote.refusals)


def _customers(shop: str, visitor: Visitor) -> list[str]:
    """Each by itself: an id that is made up must not open a fresh count of guesses at somebody's address.

    Every spelling of an address is one. Hashed: a table of counters is no place for addresses.
    """
    email = normal_email(visitor.email, fold_plus=True) or ""
    named = [("id", visitor.external_id.strip()), ("email", email)]
    return [
        hashlib.sha256(f"{shop}\0{kind}\0{text}".encode()).hexdigest()[:32] for kind, text in named if text
    ]
