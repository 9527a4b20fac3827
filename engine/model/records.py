"""Rows as the store hands them up: what is kept, apart from what the core decides with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from engine.model.cart import Order
from engine.model.effects import IssueCoupon, Metric, SendMessage
from engine.model.events import TimerKind
from engine.model.facts import CouponFact
from engine.model.program import CodeShape
from engine.model.quote import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class MintedCode:
    """A derived code for `IssueCoupon`: only its keyed hash and its last characters are stored (SEC4).

    That of a gift card (`PublishCard`) has the card's id as `coupon_id`.
    `attempt` is part of the derivation: a taken code is derived again with the next one. `sealed` is a code that
    another system made, readable with the key only; empty: it is derived.
    """

    coupon_id: str
    lookup: bytes  # HMAC-SHA256(pepper, shop, canonical code)
    key_id: str
    attempt: int
    last_four: str
    sealed: str = ""
    pin: str = ""  # keyed hash of a gift card's PIN
    pin_draw: int = 0  # how often its PIN was drawn; 0: another system made it, or there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLookup:
    """A canonical code and the hashes it may be stored under (one per live pepper)."""

    code: str
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An idempotency key with the hash of its request; the answer is stored in the transaction of the effect (C23)."""

    key: str
    request_hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who changes something, for the audit trail: `kind` is token, staff, timer or cli."""

    kind: str
    id: str
    ip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of a revision: `rules.otoku`, `templates/thanks.ja.liquid`."""

    path: str
    text: str


class RevisionState(StrEnum):
    """domain.md §4."""

    DRAFT = "draft"
    LIVE = "live"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An immutable rule set; `number` counts up per shop."""

    number: int
    state: RevisionState
    fingerprint: str
    files: tuple[SourceFile, ...]
    created_at: datetime
    published_at: datetime | None
    created_by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A tenant. `id` is its handle in paths and tokens."""

    id: str
    name: str
    created_at: datetime
    live_revision: int | None = None
    catalog_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCoupon:
    """A coupon with what admin and mail need beyond the fact; `shape`, `key_id`, `attempt` re-derive its code."""

    fact: CouponFact
    order_id: str
    revision: int
    shape: CodeShape
    key_id: str
    attempt: int
    last_four: str
    sealed: str = ""  # the code, where another system made it


@dataclass(frozen=True, slots=True, kw_only=True)
class Redemption:
    """One use of a coupon, or one grant of an automatic or shared-code rule (`coupon_id` None)."""

    id: str
    rule: str
    coupon_id: str | None
    code: str | None  # of a shared code, in clear
    order_id: str
    amount: int
    at: datetime
    test: bool = False
    returned_at: datetime | None = None  # when a refund gave the use of the coupon back


class HoldState(StrEnum):
    """A hold ends in exactly one way."""

    LIVE = "live"
    REDEEMED = "redeemed"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A use of a coupon set aside for a cart during payment, until `until` (15 minutes; B14)."""

    id: str
    coupon_id: str
    cart_token: str
    until: datetime
    state: HoldState


class MessageState(StrEnum):
    """domain.md §4: due → claimed → handover → sent | unknown | failed; due → suppressed | skipped_late | cancelled."""

    DUE = "due"
    CLAIMED = "claimed"
    HANDOVER = "handover"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    SKIPPED_LATE = "skipped_late"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage:
    """A queued message. `attempt` fences: only the holder of the newest attempt may write (I4)."""

    id: str
    shop: str
    order: SendMessage
    revision: int
    state: MessageState
    attempt: int
    lease_until: datetime | None
    next_try: datetime
    created_at: datetime
    sent_at: datetime | None = None
    reason: str = ""  # why it was not sent, or the last SMTP reply
    excused: int = (
        0  # attempts that ended without any fault of the message: a server or the database was away (A10)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxMail:
    """A mail kept by the inbox channel, as it would have left."""

    id: str
    message_id: str
    recipient: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]
    at: datetime

    @property
    def is_sms(self) -> bool:
        """Whether it went to a telephone."""
        return "@" not in self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A claimed timer; `attempt` fences like a message's."""

    id: str
    shop: str
    kind: TimerKind
    subject: str
    due: datetime
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOrder:
    """An order with the engine's price, as last recorded."""

    order: Order
    quote: Quote
    revision: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRecord:
    """An API token; the secret itself is never stored (SEC23). `kind` publishable | secret | admin | ci."""

    id: str
    shop: str
    kind: str
    name: str
    scopes: frozenset[str]
    origins: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One state change; rows are chained by hash per shop (SEC34). `erased_by` is the erasure that blanked words."""

    number: int
    at: datetime
    actor: Actor
    action: str
    subject: str
    detail: Mapping[str, str] = field(default_factory=dict)
    erased_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWanted:
    """Which state changes are asked for; what is None is not. `since` counts, `until` does not."""

    actor: str | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def __contains__(self, entry: AuditEntry) -> bool:
        """Whether an entry is asked for."""
        return (
            self.actor in (None, entry.actor.id)
            and self.action in (None, entry.action)
            and self.subject in (None, entry.subject)
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at < self.until)
        )


EVERY_ENTRY = AuditWanted()
"""The whole audit trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatRow:
    """A daily figure of a rule."""

    rule: str
    day: date
    metric: Metric
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What a commit stored; `repeated` when the same event had been stored before, then this is that outcome."""

    repeated: bool
    revision: int
    issued: tuple[IssueCoupon, ...] = ()
    quote: Quote | None = None
    answer: bytes | None = None  # the stored answer of a receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a list: `limit` rows after (or, with `backwards`, before) the row with sort key `cursor`."""

    limit: int
    cursor: tuple[str, ...] | None = None
    backwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """What a rule has promised and not yet kept, test orders left out.

    `coupons` can still be used, `following` of them name the products of the live rule (`as current`, S1.25);
    `messages` wait to be sent.
    """

    rule: str
    coupons: int
    following: int
    messages: int
