"""Relations in batches: one statement for all rows of a page, whatever its size."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from strawberry.dataloader import DataLoader

from engine.model.answers import RuleOutline
from engine.model.program import ShopSettings
from engine.model.records import Redemption, StatRow, StoredCoupon, StoredMessage, StoredOrder
from engine.model.refund import Refund
from engine.model.saved_cart import Recovery, SavedCart
from engine.service import ask
from engine.service.engine import Engine
from engine.service.left_carts import messages_of_carts
from engine.values.calendar import local_date

Found = TypeVar("Found")

RECENT_DAYS = 30
"""Figures shown beside a rule are of so many shop-local days, today included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """Somebody who may act in a shop: a person, disabled people too, or an API token, revoked ones too."""

    name: str
    token: bool


class Loaders:
    """The loaders of one request."""

    def __init__(self, engine: Engine, shop: str) -> None:
        self._engine = engine
        self._shop = shop

    def _loader(
        self, load: Callable[[list[str]], Awaitable[Mapping[str, Found]]]
    ) -> DataLoader[str, Found | None]:
        async def batch(keys: list[str]) -> list[Found | None]:
            found = await load(keys)
            return [found.get(key) for key in keys]

        return DataLoader(load_fn=batch)

    @cached_property
    def order(self) -> DataLoader[str, StoredOrder | None]:
        """Orders by the shop's own id."""
        return self._loader(lambda keys: ask.orders_by_id(self._engine, self._shop, keys))

    @cached_property
    def coupon(self) -> DataLoader[str, StoredCoupon | None]:
        """Coupons by id."""
        return self._loader(lambda keys: ask.coupons_by_id(self._engine, self._shop, keys))

    @cached_property
    def coupons_of_order(self) -> DataLoader[str, tuple[StoredCoupon, ...] | None]:
        """Coupons that an order earned, by the order's id."""
        return self._loader(lambda keys: ask.coupons_of_orders(self._engine, self._shop, keys))

    @cached_property
    def refunds_of_order(self) -> DataLoader[str, tuple[Refund, ...] | None]:
        """What was given back of an order, by the order's id."""
        return self._loader(lambda keys: ask.refunds_of_orders(self._engine, self._shop, keys))

    @cached_property
    def recovery_of_order(self) -> DataLoader[str, Recovery | None]:
        """What brought an order, by its id."""
        return self._loader(lambda keys: ask.recoveries_of_orders(self._engine, self._shop, keys))

    @cached_property
    def left_cart(self) -> DataLoader[str, SavedCart | None]:
        """The cart that a customer left last, by the customer's key."""
        return self._loader(lambda keys: ask.left_carts_of(self._engine, self._shop, keys))

    @cached_property
    def messages_of_cart(self) -> DataLoader[str, tuple[StoredMessage, ...] | None]:
        """Messages about a cart, by its id."""
        return self._loader(lambda keys: messages_of_carts(self._engine, self._shop, keys))

    @cached_property
    def redemptions_of_coupon(self) -> DataLoader[str, tuple[Redemption, ...] | None]:
        """Uses of a coupon, by its id."""
        return self._loader(lambda keys: ask.redemptions_of_coupons(self._engine, self._shop, keys))

    @cached_property
    def actor(self) -> DataLoader[str, NamedActor | None]:
        """People and API tokens by `Actor.id`; tokens are read only for ids that are no person's."""

        async def load(keys: list[str]) -> Mapping[str, NamedActor]:
            people = await ask.staff(self._engine, self._shop)
            found = {one.id: NamedActor(name=one.name or one.email, token=False) for one in people}
            if found.keys() >= set(keys):
                return found
            tokens = await ask.tokens(self._engine, self._shop)
            return {one.id: NamedActor(name=one.name, token=True) for one in tokens} | found

        return self._loader(load)

    @cached_property
    def rule(self) -> DataLoader[str, RuleOutline | None]:
        """Rules of the live revision, by name."""

        async def load(keys: list[str]) -> Mapping[str, RuleOutline]:  # noqa: ARG001 - the live rules come as a whole
            return {rule.name: rule for rule in await ask.live_rules(self._engine, self._shop)}

        return self._loader(load)

    @cached_property
    def settings(self) -> DataLoader[str, ShopSettings | None]:
        """The live settings of the shop, by the shop's id."""

        async def load(keys: list[str]) -> Mapping[str, ShopSettings]:
            return dict.fromkeys(keys, await ask.settings(self._engine, self._shop))

        return self._loader(load)

    @cached_property
    def recent_figures(self) -> DataLoader[str, tuple[StatRow, ...] | None]:
        """Figures of a rule in the last days, by its name."""

        async def load(keys: list[str]) -> Mapping[str, tuple[StatRow, ...]]:
            zone = ZoneInfo((await ask.settings(self._engine, self._shop)).zone)
            until = local_date(self._engine.clock.now(), zone) + timedelta(days=1)
            since = until - timedelta(days=RECENT_DAYS)
            rows = await ask.stats(self._engine, self._shop, since=since, until=until, rules=keys)
            return {key: tuple(row for row in rows if row.rule == key) for key in keys}

        return self._loader(load)

    async def shop_settings(self) -> ShopSettings:
        """The live settings of this request's shop."""
        return await self.settings.load(self._shop) or ShopSettings()
