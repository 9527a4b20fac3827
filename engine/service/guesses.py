"""Failed guesses of codes are counted and, past a limit, refused (SEC6)."""

import hashlib
import ipaddress
from dataclasses import dataclass

from engine.model.decision import Problem, Rejection
from engine.model.quote import SHOPPER_SAFE, Quote
from engine.model.requests import Visitor
from engine.service.engine import Engine
from engine.values.identity import normal_email

HOUR, DAY = 3600, 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """The counters that a visitor's guesses go to: key, limit, seconds."""

    keys: tuple[tuple[str, int, int], ...]


def guesses_of(engine: Engine, shop: str, visitor: Visitor) -> Guesses:
    """Counters of the address (/64 for IPv6), of each name that the customer gives, and of the whole shop."""
    limits = engine.limits.guesses
    keys = [(f"guess:{shop}:ip:{_network(visitor.ip)}", limits.per_ip_hour, HOUR)]
    keys += [
        (f"guess:{shop}:customer:{one}", limits.per_customer_day, DAY) for one in _customers(shop, visitor)
    ]
    keys.append((f"guess:{shop}", limits.per_shop_day, DAY))
    return Guesses(keys=tuple(keys))


async def too_many_guesses(engine: Engine, guesses: Guesses) -> Rejection | None:
    """A rejection when any limit is reached, so that even a right guess gets no answer."""
    if await engine.store.take_attempts(guesses.keys, engine.clock.now(), 0):
        return None
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


def _network(ip: str) -> str:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
