"""The assembled engine: what every use case is given."""

import secrets
from dataclasses import dataclass, field
from random import Random

from engine.delivery.registry import Channels
from engine.service.clock import Clock
from engine.service.keys import Keys
from engine.service.programs import ProgramCache
from engine.service.waker import Waker
from engine.store.port import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessLimits:
    """How often somebody may guess a code wrongly (SEC6), counted per field that takes a code."""

    per_ip_hour: int = 10
    per_customer_day: int = 10
    per_shop_day: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on what one request or one message may be."""

    lines: int = 500
    quantity: int = 100_000
    codes: int = 10
    guesses: GuessLimits = GuessLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Store, clock, keys and channels of one process; made by `wiring.open_engine`, shared by all requests."""

    store: Store
    clock: Clock
    keys: Keys
    channels: Channels
    programs: ProgramCache
    waker: Waker
    public_url: str  # where the API answers, without a trailing slash, for links in messages
    limits: Limits = Limits()
    random: Random = field(default_factory=secrets.SystemRandom)  # jitter only; secrets come from `secrets`
