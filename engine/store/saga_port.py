"""What the service asks of the store about sagas and the built-in shop's books; part of the port."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.model.charge import Charge, TestCard
from engine.model.records import Actor
from engine.model.saga import StoredSaga


class SagaStore(Protocol):
    """Sagas are begun and moved by effects of events; between them they are claimed with a lease, like messages."""

    async def claim_sagas(self, now: datetime, lease_until: datetime, limit: int) -> tuple[StoredSaga, ...]:
        """Claim sagas that are due, and claimed ones whose lease ran out; the longest due first."""

    async def postpone_saga(self, saga: StoredSaga, next_try: datetime, reason: str) -> bool:
        """Try the step again at `next_try`; False when the saga moved on or a newer attempt holds it."""

    async def sagas_of(self, shop: str, subjects: Sequence[str]) -> tuple[StoredSaga, ...]:
        """The sagas of these offers and contracts, by id."""

    async def stuck_sagas(self, shop: str, since: datetime, limit: int) -> tuple[StoredSaga, ...]:
        """Sagas whose present step began before `since` and is not over, the longest first."""

    async def hurry_saga(self, shop: str, saga_id: str, actor: Actor, now: datetime) -> bool:
        """Make a saga due now, with an audit row; False when there is none that goes on."""


class ChargeBook(Protocol):
    """The ledger of the built-in gateway: rows are added once per key and never changed."""

    async def record_charge(self, shop: str, charge: Charge) -> tuple[Charge, bool]:
        """The charge as stored under its key, this one or an earlier one; and whether it was new."""

    async def give_back_charge(self, shop: str, refund: Charge) -> tuple[Charge, bool]:
        """Return all of the charge `refund.gives_back`, in one transaction; `refund.amount` is not read.

        A charge that was never made is refused from now on, and nothing is returned of it.
        """

    async def charges_of(self, shop: str, order_ids: Sequence[str]) -> tuple[Charge, ...]:
        """All movements about these orders, in the order they were written."""

    async def set_test_card(self, shop: str, order_id: str, card: TestCard) -> None:
        """Tell the built-in gateway what the card of an order does from now on."""

    async def test_card(self, shop: str, order_id: str) -> TestCard:
        """What it was told; APPROVE when it was told nothing."""
