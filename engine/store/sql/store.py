"""The SQL store, whole."""

from engine.store.sql.access import Access
from engine.store.sql.approvals import Approvals
from engine.store.sql.card_desk import CardDesk
from engine.store.sql.card_holds import CardHolds
from engine.store.sql.cards import Cards
from engine.store.sql.carts import Carts
from engine.store.sql.channel_states import ChannelStates
from engine.store.sql.charges import Charges
from engine.store.sql.check import Checks
from engine.store.sql.commit import Commits
from engine.store.sql.consent_ledger import ConsentLedger
from engine.store.sql.contracts import Contracts
from engine.store.sql.coupon_desk import CouponDesk
from engine.store.sql.coupons import Coupons
from engine.store.sql.customers import Customers
from engine.store.sql.erasures import Erasures
from engine.store.sql.experiments import Experiments
from engine.store.sql.facts import FactReader
from engine.store.sql.fired_timers import FiredTimers
from engine.store.sql.hints import Hints
from engine.store.sql.holds import Holds
from engine.store.sql.jobs import Jobs
from engine.store.sql.list_readers import ListReaders
from engine.store.sql.lists import Lists
from engine.store.sql.offers import Offers
from engine.store.sql.orders import Orders
from engine.store.sql.outbox import Outbox
from engine.store.sql.outstanding import Promises
from engine.store.sql.pace import Pace
from engine.store.sql.people import People
from engine.store.sql.person_finder import PersonFinder
from engine.store.sql.profile import Profiles
from engine.store.sql.redemptions import Redemptions
from engine.store.sql.refunds import Refunds
from engine.store.sql.refused import RefusedUses
from engine.store.sql.reviews import Reviews
from engine.store.sql.sagas import Sagas
from engine.store.sql.sample import Samples
from engine.store.sql.server_clock import ServerClock
from engine.store.sql.shops import Shops
from engine.store.sql.stats import Stats
from engine.store.sql.timers import Timers
from engine.store.sql.wallet import Wallets
from engine.store.sql.webhook_deliveries import WebhookDeliveries
from engine.store.sql.webhook_endpoints import WebhookEndpoints


class SqlStore(
    Shops,
    FactReader,
    FiredTimers,
    Commits,
    Coupons,
    CouponDesk,
    Customers,
    Holds,
    Redemptions,
    Orders,
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
    Hints,
    ServerClock,
    Wallets,
    Carts,
    Cards,
    CardHolds,
    CardDesk,
    PersonFinder,
    Erasures,
    Experiments,
    Checks,
):
    """SQLite or PostgreSQL: the same statements but for a few words."""

    async def open(self) -> None:
        """Check, migrate, connect."""
        await self._db.connect()

    async def close(self) -> None:
        """Close all connections."""
        await self._db.close()

    @property
    def statements(self) -> int:
        """How many statements have run, without BEGIN and COMMIT; for tests and measurements."""
        return self._db.statements
