"""What the service asks of the store about offers and contracts; part of the port. Effects of events change them."""

from collections.abc import Sequence
from typing import Protocol

from engine.model.contract import Contract, ContractState
from engine.model.offer_instance import OfferInstance, OfferState
from engine.model.records import Page


class OfferStore(Protocol):
    """Offers that were made."""

    async def offer_by_token(self, shop: str, token_hash: str) -> OfferInstance | None:
        """The offer whose token has this SHA-256, hex."""

    async def offers_by_id(self, shop: str, ids: Sequence[str]) -> tuple[OfferInstance, ...]:
        """Those of `ids` that exist, by id."""

    async def offers_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[OfferInstance, ...]:
        """The offers that these orders brought, by order."""

    async def offers(
        self, shop: str, page: Page, *, rule: str | None = None, state: OfferState | None = None
    ) -> tuple[OfferInstance, ...]:
        """Offers, those decided last first."""


class ContractStore(Protocol):
    """Subscriptions."""

    async def contracts_by_id(self, shop: str, ids: Sequence[str]) -> tuple[Contract, ...]:
        """Those of `ids` that exist, by id."""

    async def contracts_of_orders(self, shop: str, order_ids: Sequence[str]) -> tuple[Contract, ...]:
        """The contracts that these orders began, by order and id."""

    async def contracts(
        self, shop: str, page: Page, *, email: str | None = None, state: ContractState | None = None
    ) -> tuple[Contract, ...]:
        """Contracts, those begun last first."""
