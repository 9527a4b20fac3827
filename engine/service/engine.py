"""The assembled engine: what every use case is given."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from engine.delivery.fulfilment import Fulfilment
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.registry import Channels
from engine.delivery.sms_inbound import SmsInbound
from engine.model.program import ChannelName
from engine.model.retention import USUAL_RETENTION, Retention
from engine.service.changes import Changes
from engine.service.clock import Clock
from engine.service.compile_memories import CompileMemories
from engine.service.pace_memory import PaceMemory
from engine.service.passwords import Passwords
from engine.service.programs import ProgramCache
from engine.service.refused_memory import RefusedMemory
from engine.service.token_memory import TokenMemory
from engine.service.unsettled import UnsettledMemory
from engine.service.waker import Waker
from engine.store.port import Store
from engine.values.key_ring import Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessLimits:
    """How often somebody may guess a code wrongly (SEC6), counted per field that takes a code."""

    per_ip_hour: int = 10
    per_customer_day: int = 10
    per_shop_day: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerLimits:
    """When advertising by a channel stops by itself: parts of 10,000 messages within 24 hours; None: never.

    `least_…` are too few to mean anything.
    """

    complaints: int | None = 25
    dead_addresses: int | None = 500
    least_complaints: int = 3
    least_dead_addresses: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What requests may be, and what is assumed where they say nothing."""

    codes: int = 10
    lease: timedelta = timedelta(seconds=30)  # whoever claims work and dies holds it up no longer (A9)
    guesses: GuessLimits = GuessLimits()
    breaker: BreakerLimits = BreakerLimits()
    sms_parts_per_day: int | None = (
        None  # of one shop, a little over at most (I31); None: as many as there are
    )
    mails_per_minute: int | None = None  # of all shops and processes; None: as fast as they are taken
    sms_per_minute: int | None = None

    def per_minute(self, channel: ChannelName) -> int | None:
        """How many messages may leave by a channel in a minute."""
        return self.sms_per_minute if channel is ChannelName.SMS else self.mails_per_minute


@dataclass(frozen=True, slots=True, kw_only=True)
class MailIdentity:
    """Who mails come from when a shop does not say, and where bounces go (`bounce@host` becomes `bounce+<id>@host`)."""

    sender: str = "no-reply@localhost"
    return_path: str = ""  # empty: the sender
    hook_key: str = field(default="", repr=False)  # for whoever hands in returned mails; empty: nobody
    sms_sender: str = ""  # number or name that SMS come from when a shop does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Store, clock, keys and channels of one process; made by `wiring.open_engine`, shared by all requests."""

    store: Store
    clock: Clock
    keys: Keys
    channels: Channels
    waker: Waker
    public_url: str  # where the API answers, without a trailing slash, for links in messages
    mail: MailIdentity = MailIdentity()
    http: OutboundHttp = field(default_factory=OutboundHttp)  # calls what merchants named: webhooks, gateways
    fulfilment: Fulfilment | None = None  # of accepted offers; None: the built-in shop's
    fulfilments: Mapping[str, Fulfilment] = field(default_factory=dict)  # of single shops, which go first
    sandbox_folder: Path | None = None  # where sandboxes keep their databases; None: there are none
    spool_folder: Path | None = (
        None  # of withdrawals that came while the database was away; None: they are refused
    )
    sms_inbound: SmsInbound | None = (
        None  # reads the SMS that the gateway hands over; None: there is no gateway
    )
    trace: bool = False  # decisions carry their trace: for tests of rules, which want to know what was seen
    programs: ProgramCache = field(default_factory=ProgramCache)
    compiling: CompileMemories = field(default_factory=CompileMemories)
    refused: RefusedMemory = field(default_factory=RefusedMemory)
    pace: PaceMemory = field(default_factory=PaceMemory)
    unsettled: UnsettledMemory = field(default_factory=UnsettledMemory)
    changes: Changes = field(default_factory=Changes)
    tokens: TokenMemory = field(default_factory=TokenMemory)
    passwords: Passwords = field(default_factory=Passwords)
    limits: Limits = Limits()
    retention: Retention = USUAL_RETENTION
    random: Random = field(default_factory=secrets.SystemRandom)  # jitter only; secrets come from `secrets`
