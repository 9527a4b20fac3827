"""What the memory store keeps: the same tables as the SQL stores."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.model.approval import Approval
from engine.model.cart import Buyer
from engine.model.catalog import Catalog
from engine.model.charge import Charge, TestCard
from engine.model.contract import Contract
from engine.model.effects import Metric, UseCounter
from engine.model.events import Event, TimerKind
from engine.model.facts import CounterKey, CustomerFact
from engine.model.job import Job
from engine.model.offer_instance import OfferInstance
from engine.model.records import (
    Actor,
    AuditEntry,
    Committed,
    Hold,
    InboxMail,
    Redemption,
    Revision,
    Shop,
    StatRow,
    StoredCoupon,
    StoredMessage,
    StoredOrder,
    TokenRecord,
)
from engine.model.refund import Refund
from engine.model.refused_use import RefusedUse
from engine.model.review import Review
from engine.model.saga import StoredSaga
from engine.model.sample import Sample
from engine.model.saved_cart import Recovery, SavedCart
from engine.model.shop_profile import ShopProfile
from engine.model.staff import StaffLink, StaffMember, StaffSession
from engine.model.webhook import WebhookDelivery, WebhookEndpoint, WebhookTopic
from engine.store.memory.card_tables import CardTables
from engine.store.memory.experiment_tables import ExperimentTables
from engine.store.memory.list_tables import ListTables
from engine.store.memory.person_tables import PersonTables
from engine.store.memory.table import Journal, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event with its outcome and the counters it used."""

    event: Event
    actor: Actor
    outcome: Committed
    uses: tuple[UseCounter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReceipt:
    """An idempotency key that was used; `event_id` is what it led to, if that was an event."""

    request_hash: bytes
    event_id: str | None
    answer: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer under one e-mail or, without one, under one external id: who it is, and what is known."""

    buyer: Buyer
    fact: CustomerFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """`ceiling` is the limit of the last use."""

    used: int
    window_ends: datetime | None
    ceiling: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerRow:
    """`next_at` is when it may be claimed (again); None once it has fired or was cancelled."""

    id: str
    due: datetime
    next_at: datetime | None
    attempt: int = 0
    fired_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """`next_at` is when it may be claimed (again); None in a terminal state."""

    message: StoredMessage
    next_at: datetime | None
    handover_at: datetime | None = None
    consent_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEventRow:
    """What somebody is told."""

    topic: WebhookTopic
    at: datetime
    body: str


class State:
    """All tables. Keys begin with the shop, except where an id or a hash is unique among all shops."""

    def __init__(self) -> None:  # noqa: PLR0915 - one line per table
        self.journal: Journal = []
        new = self.journal
        self.shops: Table[str, Shop] = Table(new)
        self.catalogs: Table[str, Catalog] = Table(new)
        self.revisions: Table[tuple[str, int], Revision] = Table(new)
        self.events: Table[tuple[str, str], StoredEvent] = Table(new)
        self.receipts: Table[tuple[str, str], StoredReceipt] = Table(new)
        self.orders: Table[tuple[str, str], StoredOrder] = Table(new)
        self.customers: Table[tuple[str, str], Customer] = Table(new)
        self.coupons: Table[tuple[str, str], StoredCoupon] = Table(new)
        self.lookups: Table[tuple[str, bytes], str] = Table(new)
        self.holds: Table[tuple[str, str], Hold] = Table(new)
        self.gifts = CardTables(new)
        self.redemptions: Table[tuple[str, str], Redemption] = Table(new)
        self.refunds: Table[tuple[str, str, int], Refund] = Table(new)
        self.offers: Table[tuple[str, str], OfferInstance] = Table(new)
        self.contracts: Table[tuple[str, str], Contract] = Table(new)
        self.sagas: Table[tuple[str, str], StoredSaga] = Table(new)
        self.charges: Table[tuple[str, str], Charge] = Table(new)
        self.test_cards: Table[tuple[str, str], TestCard] = Table(new)
        self.counters: Table[tuple[str, CounterKey], Counter] = Table(new)
        self.timers: Table[tuple[str, TimerKind, str], TimerRow] = Table(new)
        self.messages: Table[tuple[str, str], MessageRow] = Table(new)
        self.inbox: Table[tuple[str, str], InboxMail] = Table(new)
        self.lists = ListTables(new)
        self.persons = PersonTables(new)
        self.experiments = ExperimentTables(new)
        self.deltas: Table[int, tuple[str, StatRow]] = Table(new)
        self.figures: Table[tuple[str, str, date, Metric], int] = Table(new)
        self.audit: Table[tuple[str, int], tuple[AuditEntry, str]] = Table(new)
        self.tokens: Table[str, TokenRecord] = Table(new)
        self.token_hashes: Table[bytes, str] = Table(new)
        self.staff: Table[tuple[str, str], StaffMember] = Table(new)
        self.samples: Table[str, Sample] = Table(new)
        self.reviews: Table[tuple[str, int], Review] = Table(new)
        self.approvals: Table[tuple[str, int], Approval] = Table(new)
        self.profiles: Table[str, ShopProfile] = Table(new)
        self.refused: Table[tuple[str, str], tuple[RefusedUse, ...]] = Table(new)
        self.carts: Table[tuple[str, str], SavedCart] = Table(new)
        self.recoveries: Table[tuple[str, str], Recovery] = Table(new)
        self.jobs: Table[tuple[str, str], Job] = Table(new)
        self.job_parts: Table[tuple[str, str, str, int], bytes] = Table(new)  # by shop, job, side, number
        self.webhook_endpoints: Table[tuple[str, str], WebhookEndpoint] = Table(new)
        self.webhook_events: Table[tuple[str, str], WebhookEventRow] = Table(new)
        self.webhook_deliveries: Table[tuple[str, str], WebhookDelivery] = Table(new)
        self.sign_ins: Table[bytes, StaffLink] = Table(new)
        self.sessions: Table[bytes, StaffSession] = Table(new)
        self.attempts: Table[tuple[str, int], tuple[int, datetime]] = Table(new)
