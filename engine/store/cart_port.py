"""What the service asks of the store about carts that were left; part of the port."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.model.records import Page, StoredMessage
from engine.model.saved_cart import CartFigures, CartStep, CartsWanted, Recovery, SavedCart


class CartStore(Protocol):
    """Carts are changed by `commit` alone; here they are looked at."""

    async def carts(self, shop: str, page: Page, wanted: CartsWanted) -> tuple[SavedCart, ...]:
        """Carts, those that began last first; of a cart that lived several times each life is one (S3.21-27)."""

    async def carts_by_id(self, shop: str, ids: Sequence[str]) -> tuple[SavedCart, ...]:
        """Those of `ids` that exist, by id."""

    async def left_carts_of(self, shop: str, keys: Sequence[str]) -> tuple[SavedCart, ...]:
        """The carts that these customers (by key) have left and not bought, by id."""

    async def messages_of_carts(self, shop: str, ids: Sequence[str]) -> tuple[StoredMessage, ...]:
        """Every message about these carts, oldest first."""

    async def recoveries_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Recovery, ...]:
        """What brought these orders, by order; most orders have none."""

    async def recoveries(
        self, shop: str, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[Recovery, ...]:
        """Orders that reminders brought in `[since, until)`, newest first (S3.32)."""

    async def cart_figures(
        self, shop: str, lefts: Sequence[CartStep], since: datetime, until: datetime
    ) -> CartFigures:
        """Totals of `[since, until)` of carts that were left at one of `lefts`, without test carts (S3.35, S3.51)."""
