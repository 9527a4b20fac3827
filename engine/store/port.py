"""What the floors above ask of a store. Memory, SQLite and PostgreSQL pass the same contract suite.

Every method is scoped to one `shop`; a row of another shop is as absent (I32). Instants are aware UTC. A method that
changes something runs in one transaction of its own and either did everything or nothing.
"""

# ruff: noqa: D102, PLR0913, PLR0917 - what speaks for itself needs no sentence; a port takes what it takes

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta
from typing import Protocol

from engine.model.backlog import Backlog
from engine.model.catalog import Catalog, Product
from engine.model.decision import Decision
from engine.model.effects import Metric, StartTimer
from engine.model.events import Event
from engine.model.exposure import LiveUses
from engine.model.facts import CouponState, Facts, Need
from engine.model.records import (
    EVERY_ENTRY,
    Actor,
    AuditEntry,
    AuditWanted,
    CodeLookup,
    Committed,
    Hold,
    MintedCode,
    Outstanding,
    Page,
    Receipt,
    Redemption,
    Revision,
    Shop,
    SourceFile,
    StatRow,
    StoredCoupon,
    StoredOrder,
)
from engine.model.refund import Refund
from engine.model.saved_cart import YesNo
from engine.store.approval_port import ApprovalStore
from engine.store.card_port import CardStore
from engine.store.cart_port import CartStore
from engine.store.channel_port import ChannelStore
from engine.store.clock_port import ClockStore
from engine.store.consent_port import ConsentStore
from engine.store.coupon_port import CouponDesk
from engine.store.customer_port import CustomerStore
from engine.store.experiment_port import ExperimentStore
from engine.store.hint_port import HintStore
from engine.store.job_port import JobStore
from engine.store.list_port import ListStore
from engine.store.offer_port import ContractStore, OfferStore
from engine.store.outbox_port import OutboxStore
from engine.store.pace_port import PaceStore
from engine.store.person_port import PersonStore
from engine.store.profile_port import ProfileStore
from engine.store.refused_port import RefusedStore
from engine.store.review_port import ReviewStore
from engine.store.saga_port import ChargeBook, SagaStore
from engine.store.sample_port import SampleStore
from engine.store.staff_port import StaffStore
from engine.store.timer_port import TimerStore
from engine.store.token_port import TokenStore
from engine.store.wallet_port import WalletStore
from engine.store.webhook_port import WebhookStore

TOKEN_USE_PRECISION = timedelta(minutes=1)
"""How exactly the last use of a token or session is remembered: no write on every request."""

SESSION_IDLE = timedelta(minutes=30)
"""A session that was not used for so long is over (SEC19)."""


class Conflict(Exception):
    """The world changed between reading and writing (a limit reached, a coupon used); read again and decide again.

    `subject` says what: a counter, a coupon id, an order id.
    """

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject


class CodeTaken(Conflict):
    """The derived codes of `subjects` (a coupon, gift cards) exist already; derive them with the next attempt."""

    def __init__(self, subject: str, *others: str) -> None:
        super().__init__(subject)
        self.subjects = (subject, *others)


class ReceiptMismatch(Exception):
    """The idempotency key was used before for another request (C23)."""


class StaleRevision(Exception):
    """The live revision is not the one the caller started from."""


class StoreUnavailable(Exception):
    """The database cannot be used now: locked too long, read-only, full, unreachable. Nothing was stored."""


class StoreUnusable(Exception):
    """The database must not be used: newer than this program, corrupt, or not ours. The text says how to mend it."""


class Store(
    StaffStore,
    CouponDesk,
    SampleStore,
    ProfileStore,
    ReviewStore,
    ApprovalStore,
    RefusedStore,
    PaceStore,
    WebhookStore,
    JobStore,
    HintStore,
    ClockStore,
    WalletStore,
    OfferStore,
    SagaStore,
    ChargeBook,
    ContractStore,
    ListStore,
    ConsentStore,
    ChannelStore,
    CartStore,
    CustomerStore,
    OutboxStore,
    TimerStore,
    TokenStore,
    CardStore,
    PersonStore,
    ExperimentStore,
    Protocol,
):
    """The port."""

    # -- life
    async def open(self) -> None:
        """Connect and migrate under a lock. Raises StoreUnusable or StoreUnavailable."""

    async def close(self) -> None: ...

    # -- shops, revisions, catalogue
    async def add_shop(self, shop: Shop) -> None: ...
    async def shop(self, shop: str) -> Shop | None: ...
    async def shops(self) -> tuple[Shop, ...]: ...
    async def add_revision(
        self,
        shop: str,
        files: Sequence[SourceFile],
        fingerprint: str,
        actor: Actor,
        note: str,
        now: datetime,
        after: int | None = None,
        receipt: Receipt | None = None,
    ) -> Revision:
        """Store a draft; the same fingerprint and files as an existing revision return that one.

        A known `receipt` returns the revision that it led to. Raises ReceiptMismatch.

        With `after` the newest revision must be that one (0: there is none), else StaleRevision is raised, and the
        draft gets a number of its own: two people who edit the same revision cannot lose each other's work.
        """

    async def make_live(
        self,
        shop: str,
        number: int,
        expected: int | None,
        actor: Actor,
        receipt: Receipt | None,
        now: datetime,
        timers: Sequence[StartTimer] = (),
        review: int | None = None,
        note: str = "",
    ) -> Revision:
        """Swap the live revision atomically (publish and rollback alike), and start `timers` with it.

        A `note` takes the place of what the draft's author said; an empty one leaves that.
        `review` is the approved review that lets it go live, which ends with it. Raises StaleRevision if not
        `expected`, NotApproved, ReceiptMismatch.
        """

    async def revision(self, shop: str, number: int) -> Revision | None: ...
    async def revisions(self, shop: str, page: Page) -> tuple[Revision, ...]: ...
    async def newest_revision(self, shop: str) -> int:
        """The number of the newest revision, draft or not; 0: there is none."""

    async def catalog(self, shop: str) -> Catalog: ...
    async def save_products(
        self,
        shop: str,
        products: Sequence[Product],
        remove: Sequence[str],
        currency: str,
        actor: Actor,
        now: datetime,
        timers: Sequence[StartTimer] = (),
    ) -> int:
        """Upsert and remove products and start `timers`; returns the new catalogue version. All or nothing."""

    # -- the one path
    async def load(
        self, shop: str, needs: Sequence[Need], codes: Sequence[CodeLookup], now: datetime
    ) -> Facts:
        """Answer all needs from one snapshot, at most one query per kind of need."""

    async def commit(
        self,
        shop: str,
        event: Event,
        decision: Decision,
        codes: Sequence[MintedCode],
        actor: Actor,
        receipt: Receipt | None,
        answer: bytes | None,
        now: datetime,
    ) -> Committed:
        """Store the event and perform every effect in one transaction, event id first.

        A known event id returns what was stored then. Every limited thing is a conditional write: raises Conflict (or
        CodeTaken) and stores nothing when one does not hold. Raises ReceiptMismatch, StoreUnavailable.
        """

    async def find_event(self, shop: str, event_id: str) -> Committed | None: ...
    async def receipt_answer(self, shop: str, receipt: Receipt) -> bytes | None:
        """The stored answer of a key, None if unknown. Raises ReceiptMismatch."""

    # -- codes during payment
    async def hold(
        self, shop: str, coupon_id: str, cart_token: str, email: str | None, until: datetime, now: datetime
    ) -> Hold:
        """Set one use aside, in one conditional write; renews the cart's own hold; starts its expiry timer.

        Raises Conflict when no use is left or the coupon is not live.
        """

    async def release(self, shop: str, hold_id: str, now: datetime) -> bool: ...

    # -- what waits
    async def next_due(self) -> datetime | None:
        """When the earliest waiting timer or message is due."""

    async def backlog(self) -> Backlog:
        """What waits in all shops; rows that somebody works on wait until their lease ends."""

    # -- stats
    async def fold_stats(self, limit: int) -> int:
        """Fold stored deltas into daily rows; returns how many were folded."""

    async def stats(
        self,
        shop: str,
        rules: Sequence[str] | None,
        since: date,
        until: date,
        metrics: Sequence[Metric] | None,
    ) -> tuple[StatRow, ...]:
        """Daily figures in `[since, until)`, folded and unfolded together."""

    # -- what people look at (keyset pages; newest first)
    async def coupons(
        self,
        shop: str,
        page: Page,
        *,
        rule: str | None,
        email: str | None,
        state: CouponState | None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[StoredCoupon, ...]:
        """Coupons, those issued in `[since, until)` where that is given."""

    async def live_uses(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[LiveUses, ...]:
        """What coupons of these rules can still be used for, by rule; each rule's terms in no order."""

    async def outstanding(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[Outstanding, ...]:
        """What these rules have promised and not yet kept, by rule; a rule that owes nothing is missing."""

    async def coupons_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredCoupon, ...]: ...
    async def coupons_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[StoredCoupon, ...]: ...
    async def revoke_coupon(
        self,
        shop: str,
        coupon_id: str,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """End an issued coupon. True again for the receipt with which it was ended. Raises ReceiptMismatch."""

    async def redemptions(
        self,
        shop: str,
        page: Page,
        *,
        rule: str | None,
        coupon_ids: Sequence[str] | None,
        order_id: str | None,
    ) -> tuple[Redemption, ...]: ...
    async def orders(
        self, shop: str, page: Page, *, email: str | None, recovered: YesNo = YesNo.ANY
    ) -> tuple[StoredOrder, ...]:
        """Orders; `recovered` ones came through the link of a reminder (S3.31-32)."""

    async def orders_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredOrder, ...]: ...
    async def refunds_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Refund, ...]:
        """What was given back of these orders, by order and number."""

    async def audit(
        self, shop: str, page: Page, wanted: AuditWanted = EVERY_ENTRY
    ) -> tuple[AuditEntry, ...]: ...
    async def add_audit(
        self, shop: str, actor: Actor, action: str, subject: str, detail: Mapping[str, str], now: datetime
    ) -> None:
        """Write down something that changes no other row, such as showing a code (SEC4)."""

    async def counts(self, shop: str, what: str) -> int:
        """`totalCount` of a list ("coupons", "orders", "redemptions", "messages"), only when asked for."""

    # -- rate limits that survive processes (SEC6)
    async def take_attempts(
        self, keys: Sequence[tuple[str, int, int]], now: datetime, amount: int = 1, room: int = 0
    ) -> bool:
        """Count `amount` failed guesses on each (key, limit, window seconds), on all or on none.

        False when any was at its limit already, or would go beyond 1.2 times it (I31). A negative amount gives back
        what was counted at the same `now` before the guess was known to be right. With `amount` 0 it only looks
        whether `room` more would be admitted, so that a lucky guess after the limit is refused too.
        """

    # -- check
    async def check_invariants(self, shop: str | None, now: datetime) -> tuple[str, ...]:
        """Sentences naming each broken invariant of reliability §5 that these tables can show; empty when sound."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Only for bulk loading by the replay: many commits in one transaction."""
