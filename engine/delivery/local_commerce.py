"""The built-in shop: its orders and contracts are the engine's own, which the settled offer changes by itself.

What is left to do outside that transaction is to look whether the change can still be made, before money is taken
for nothing; the transaction looks again.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from engine.delivery.commerce import ChangeOutcome, ChangeResult, OfferChange
from engine.model.cart import OrderState
from engine.model.contract import Contract, ContractState
from engine.model.offer import Buying
from engine.model.records import StoredOrder

OPEN_ORDERS = frozenset({OrderState.PAID, OrderState.PARTLY_REFUNDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCommerce:
    """Looks at the engine's own books."""

    orders: Callable[[str, Sequence[str]], Awaitable[tuple[StoredOrder, ...]]]
    contracts: Callable[[str, Sequence[str]], Awaitable[tuple[Contract, ...]]]

    async def change(self, change: OfferChange) -> ChangeResult:
        """Confirm that the first order stands, and the contracts that the product goes into."""
        offer = change.offer
        found = await self.orders(change.shop, [offer.order_id])
        if not found or found[0].order.state not in OPEN_ORDERS:
            return ChangeResult(
                outcome=ChangeOutcome.ORDER_CLOSED, reason="the order was given back meanwhile"
            )
        wanted = joined_contracts(change)
        standing = await self.contracts(change.shop, wanted) if wanted else ()
        if len([one for one in standing if one.state is ContractState.ACTIVE]) < len(wanted):
            return ChangeResult(outcome=ChangeOutcome.ORDER_CLOSED, reason="the contract has ended meanwhile")
        return ChangeResult(outcome=ChangeOutcome.DONE)

    async def withdraw(self, change: OfferChange) -> ChangeResult:  # noqa: ARG002 - the port's
        """Nothing was changed before the offer was settled, so nothing is to be undone."""
        return ChangeResult(outcome=ChangeOutcome.DONE)


def joined_contracts(change: OfferChange) -> tuple[str, ...]:
    """The contracts that exist already and get the product (S4.13)."""
    offer = change.offer
    if (offer.bought, offer.offered) != (Buying.SUBSCRIPTION, Buying.SUBSCRIPTION):
        return ()
    return tuple(target.contract_id for target in offer.targets)
