"""Orders, audit trail and totals, in memory."""

# ruff: noqa: PLR0917 - the signatures are those of the port

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.model.records import EVERY_ENTRY, Actor, AuditEntry, AuditWanted, Page, StoredOrder
from engine.model.saved_cart import YesNo
from engine.store.memory.carts import is_recovered
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit


class Lists(MemoryPart):
    """What people look at."""

    async def orders(
        self, shop: str, page: Page, *, email: str | None, recovered: YesNo = YesNo.ANY
    ) -> tuple[StoredOrder, ...]:
        """Orders, newest first."""
        wanted = (
            one
            for one in of_shop(self._state.orders, shop)
            if email in (None, one.order.cart.buyer.email)
            and recovered.fits(holds=is_recovered(self._state, shop, one.order.id))
        )
        return page_of(wanted, page)

    async def orders_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredOrder, ...]:
        """Those of `ids` that exist, by id."""
        return tuple(
            self._state.orders[shop, one] for one in sorted(set(ids)) if (shop, one) in self._state.orders
        )

    async def audit(self, shop: str, page: Page, wanted: AuditWanted = EVERY_ENTRY) -> tuple[AuditEntry, ...]:
        """The audit trail, newest first."""
        own = (entry for entry, _ in of_shop(self._state.audit, shop) if entry in wanted)
        return page_of(own, page, numbered=True)

    async def add_audit(
        self, shop: str, actor: Actor, action: str, subject: str, detail: Mapping[str, str], now: datetime
    ) -> None:
        """Write down something that changes no other row, such as looking at a code."""
        async with self._tx() as state:
            write_audit(state, shop, now, actor, action, subject, **detail)

    async def counts(self, shop: str, what: str) -> int:
        """How many rows a list has. Raises KeyError for a list that does not exist."""
        tables: dict[str, Mapping[tuple[str, str], object]] = {
            "coupons": self._state.coupons,
            "orders": self._state.orders,
            "redemptions": self._state.redemptions,
            "messages": self._state.messages,
        }
        return sum(key[0] == shop for key in tables[what])
