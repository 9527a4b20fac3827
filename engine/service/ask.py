"""Everything the API reads: thin functions over the store, batch variants for loaders included."""

from collections.abc import Mapping, Sequence
from datetime import date

from engine.model.answers import RuleOutline, WordEntry
from engine.model.catalog import Catalog
from engine.model.effects import Metric
from engine.model.facts import CouponState
from engine.model.program import ShopSettings
from engine.model.records import (
    AuditEntry,
    InboxMail,
    MessageState,
    Page,
    Redemption,
    Revision,
    Shop,
    StatRow,
    StoredCoupon,
    StoredMessage,
    StoredOrder,
    TokenRecord,
)
from engine.service.engine import Engine


async def shop(engine: Engine, shop: str) -> Shop | None: ...
async def shops(engine: Engine) -> tuple[Shop, ...]: ...
async def catalog(engine: Engine, shop: str) -> Catalog: ...
async def settings(engine: Engine, shop: str) -> ShopSettings:
    """Settings of the live rules, or the defaults."""


async def live_rules(engine: Engine, shop: str) -> tuple[RuleOutline, ...]: ...
async def revision(engine: Engine, shop: str, number: int) -> Revision | None: ...
async def revisions(engine: Engine, shop: str, page: Page) -> tuple[Revision, ...]: ...
async def coupons(
    engine: Engine,
    shop: str,
    page: Page,
    *,
    rule: str | None = None,
    email: str | None = None,
    state: CouponState | None = None,
) -> tuple[StoredCoupon, ...]: ...
async def coupons_by_id(engine: Engine, shop: str, ids: Sequence[str]) -> Mapping[str, StoredCoupon]: ...
async def coupons_of_orders(
    engine: Engine, shop: str, order_ids: Sequence[str]
) -> Mapping[str, tuple[StoredCoupon, ...]]: ...
async def orders(
    engine: Engine, shop: str, page: Page, *, email: str | None = None
) -> tuple[StoredOrder, ...]: ...
async def orders_by_id(engine: Engine, shop: str, ids: Sequence[str]) -> Mapping[str, StoredOrder]: ...
async def redemptions(
    engine: Engine, shop: str, page: Page, *, rule: str | None = None, order_id: str | None = None
) -> tuple[Redemption, ...]: ...
async def redemptions_of_coupons(
    engine: Engine, shop: str, coupon_ids: Sequence[str]
) -> Mapping[str, tuple[Redemption, ...]]: ...
async def messages(
    engine: Engine,
    shop: str,
    page: Page,
    *,
    state: MessageState | None = None,
    order_id: str | None = None,
    coupon_id: str | None = None,
) -> tuple[StoredMessage, ...]: ...
async def stats(
    engine: Engine,
    shop: str,
    *,
    since: date,
    until: date,
    rules: Sequence[str] | None = None,
    metrics: Sequence[Metric] | None = None,
) -> tuple[StatRow, ...]:
    """Daily figures in `[since, until)` of shop-local days."""


async def audit(engine: Engine, shop: str, page: Page) -> tuple[AuditEntry, ...]: ...
async def inbox(engine: Engine, shop: str, page: Page) -> tuple[InboxMail, ...]: ...
async def tokens(engine: Engine, shop: str) -> tuple[TokenRecord, ...]: ...
async def count(engine: Engine, shop: str, what: str) -> int: ...
def words() -> tuple[WordEntry, ...]: ...
