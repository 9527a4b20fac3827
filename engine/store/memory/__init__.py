"""The store that keeps everything in memory: the model of the others, and what tests and try-outs run on."""

from engine.store.memory.access import Access
from engine.store.memory.approvals import Approvals
from engine.store.memory.card_desk import CardDesk
from engine.store.memory.card_lists import CardLists
from engine.store.memory.carts import Carts
from engine.store.memory.channel_states import ChannelStates
from engine.store.memory.check import Checks
from engine.store.memory.commit import Commits
from engine.store.memory.consent_ledger import ConsentLedger
from engine.store.memory.contracts import Contracts
from engine.store.memory.coupon_desk import CouponDesk
from engine.store.memory.coupons import Coupons
from engine.store.memory.customers import Customers
from engine.store.memory.erasures import Erasures
from engine.store.memory.experiments import Experiments
from engine.store.memory.facts import FactReader
from engine.store.memory.fired_timers import FiredTimers
from engine.store.memory.hints import Hints
from engine.store.memory.holds import Holds
from engine.store.memory.jobs import Jobs
from engine.store.memory.list_readers import ListReaders
from engine.store.memory.lists import Lists
from engine.store.memory.offers import Offers
from engine.store.memory.outbox import Outbox
from engine.store.memory.outstanding import Promises
from engine.store.memory.pace import Pace
from engine.store.memory.people import People
from engine.store.memory.person_finder import PersonFinder
from engine.store.memory.profile import Profiles
from engine.store.memory.redemptions import Redemptions
from engine.store.memory.refunds import Refunds
from engine.store.memory.refused import RefusedUses
from engine.store.memory.reviews import Reviews
from engine.store.memory.sagas import Charges, Sagas
from engine.store.memory.sample import Samples
from engine.store.memory.server_clock import ServerClock
from engine.store.memory.shops import Shops
from engine.store.memory.stats import Stats
from engine.store.memory.timers import Timers
from engine.store.memory.wallet import Wallets
from engine.store.memory.webhook_deliveries import WebhookDeliveries
from engine.store.memory.webhook_endpoints import WebhookEndpoints

__all__ = ["MemoryStore"]


class MemoryStore(
    Shops,
    FactReader,
    FiredTimers,
    Commits,
    Coupons,
    CouponDesk,
    Customers,
    Holds,
    Hints,
    ServerClock,
    Wallets,
    Redemptions,
    Timers,
    Outbox,
    Promises,
    Stats,
    Lists,
    ListReaders,
    ConsentLedger,
    ChannelStates,
    Access,
    People,
    Samples,
    Profiles,
    Reviews,
    Approvals,
    Refunds,
    Offers,
    Contracts,
    Sagas,
    Charges,
    RefusedUses,
    Pace,
    WebhookEndpoints,
    WebhookDeliveries,
    Jobs,
    Carts,
    CardLists,
    CardDesk,
    PersonFinder,
    Erasures,
    Experiments,
    Checks,
):
    """A complete store in one process; gone when the process ends."""

    async def open(self) -> None:
        """Nothing to connect."""

    async def close(self) -> None:
        """Nothing to close; what was stored stays readable."""
