"""Contracts in memory: begun by an order or an offer, changed one version after the other."""

from collections.abc import Iterable, Sequence

from engine.model.contract import Contract, ContractState
from engine.model.effects import ChangeContract, CreateContract
from engine.model.records import Page
from engine.store.memory.part import MemoryPart, of_shop, page_of
from engine.store.memory.state import State
from engine.store.port import Conflict


class Contracts(MemoryPart):
    """What people look at."""

    async def contracts_by_id(self, shop: str, ids: Sequence[str]) -> tuple[Contract, ...]:
        """Those of `ids` that exist, by id."""
        return tuple(
            sorted((one for one in self._contracts_of(shop) if one.id in ids), key=lambda one: one.id)
        )

    async def contracts_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Contract, ...]:
        """The contracts that these orders began, by order and id."""
        found = (one for one in self._contracts_of(shop) if one.order_id in order_ids)
        return tuple(sorted(found, key=lambda one: (one.order_id, one.id)))

    async def contracts(
        self, shop: str, page: Page, *, email: str | None = None, state: ContractState | None = None
    ) -> tuple[Contract, ...]:
        """Contracts, those begun last first."""
        wanted = (
            one
            for one in self._contracts_of(shop)
            if email in (None, one.buyer.email) and (state is None or one.state is state)
        )
        return page_of(wanted, page)

    def _contracts_of(self, shop: str) -> Iterable[Contract]:
        return of_shop(self._state.contracts, shop)


def create_contracts(state: State, shop: str, effects: Sequence[CreateContract]) -> None:
    """Insert; Conflict when there is one of this id."""
    for contract in (effect.contract for effect in effects):
        if (shop, contract.id) in state.contracts:
            raise Conflict(contract.id)
        state.contracts.put((shop, contract.id), contract)


def change_contracts(state: State, shop: str, effects: Sequence[ChangeContract]) -> None:
    """Follow the version before; Conflict when somebody else was faster."""
    for after in (effect.after for effect in effects):
        before = state.contracts.get((shop, after.id))
        if before is None or before.version != after.version - 1:
            raise Conflict(after.id)
        state.contracts.put((shop, after.id), after)
