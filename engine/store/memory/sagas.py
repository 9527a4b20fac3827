"""Sagas in memory, and the built-in gateway's ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.charge import Charge, TestCard
from engine.model.records import Actor
from engine.model.saga import SagaState, SagaStep, StoredSaga
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.store.memory.part import MemoryPart, of_shop, write_audit
from engine.store.memory.state import State
from engine.store.port import Conflict


class Sagas(MemoryPart):
    """What the runner claims, and what people look at."""

    async def claim_sagas(self, now: datetime, lease_until: datetime, limit: int) -> tuple[StoredSaga, ...]:
        """Claim sagas that are due, and claimed ones whose lease ran out."""
        async with self._tx() as state:
            due = [
                (saga.next_at, saga.state.id, key)
                for key, saga in state.sagas.items()
                if saga.next_at and saga.next_at <= now
            ]
            claimed = []
            for _, _, key in sorted(due)[:limit]:
                saga = state.sagas[key]
                saga = replace(saga, attempt=saga.attempt + 1, next_at=lease_until)
                state.sagas.put(key, saga)
                claimed.append(saga)
            return tuple(sorted(claimed, key=lambda saga: (saga.began_at, saga.state.id)))

    async def postpone_saga(self, saga: StoredSaga, next_try: datetime, reason: str) -> bool:
        """Try the step again later."""
        async with self._tx() as state:
            key = saga.shop, saga.state.id
            now = state.sagas.get(key)
            if now is None or now.next_at is None:
                return False
            if (now.state.step, now.attempt) != (saga.state.step, saga.attempt):
                return False
            state.sagas.put(key, replace(now, next_at=next_try, state=replace(now.state, reason=reason)))
            return True

    async def sagas_of(self, shop: str, subjects: Sequence[str]) -> tuple[StoredSaga, ...]:
        """The sagas of these offers and contracts."""
        found = (saga for saga in of_shop(self._state.sagas, shop) if saga.state.subject in subjects)
        return tuple(sorted(found, key=lambda saga: saga.state.id))

    async def stuck_sagas(self, shop: str, since: datetime, limit: int) -> tuple[StoredSaga, ...]:
        """Steps that go on for long."""
        found = (one for one in of_shop(self._state.sagas, shop) if one.next_at and one.began_at < since)
        return tuple(sorted(found, key=lambda saga: (saga.began_at, saga.state.id))[:limit])

    async def hurry_saga(self, shop: str, saga_id: str, actor: Actor, now: datetime) -> bool:
        """Due now."""
        async with self._tx() as state:
            if not wake_saga(state, shop, saga_id, now):
                return False
            write_audit(state, shop, now, actor, "payment tried again", saga_id)
            return True


class Charges(MemoryPart):
    """The ledger."""

    async def record_charge(self, shop: str, charge: Charge) -> tuple[Charge, bool]:
        """The charge under its key, and whether it was new."""
        async with self._tx() as state:
            return _record(state, shop, charge)

    async def give_back_charge(self, shop: str, refund: Charge) -> tuple[Charge, bool]:
        """Return all of a charge, or refuse it from now on."""
        async with self._tx() as state:
            refused = replace(
                refund, key=refund.gives_back, gives_back="", amount=0, taken=False, reason="withdrawn"
            )
            charge, _ = _record(state, shop, refused)
            return _record(state, shop, replace(refund, amount=charge.amount if charge.taken else 0))

    async def charges_of(self, shop: str, order_ids: Sequence[str]) -> tuple[Charge, ...]:
        """All movements about these orders."""
        return tuple(one for one in of_shop(self._state.charges, shop) if one.order_id in order_ids)

    async def set_test_card(self, shop: str, order_id: str, card: TestCard) -> None:
        """Tell the gateway what a card does."""
        async with self._tx() as state:
            state.test_cards.put((shop, order_id), card)

    async def test_card(self, shop: str, order_id: str) -> TestCard:
        """What it was told."""
        return self._state.test_cards.get((shop, order_id), TestCard.APPROVE)


def wake_saga(state: State, shop: str, saga_id: str, now: datetime) -> bool:
    """Make a saga due; False when there is none that goes on."""
    saga = state.sagas.get((shop, saga_id))
    if saga is None or saga.next_at is None:
        return False
    state.sagas.put((shop, saga_id), replace(saga, next_at=now))
    return True


def start_sagas(state: State, shop: str, sagas: Sequence[StartSaga]) -> None:
    """Begin sagas; one that was begun before is a conflict."""
    for saga in sagas:
        if (shop, saga.saga_id) in state.sagas:
            raise Conflict(saga.saga_id)
        begun = SagaState(id=saga.saga_id, kind=saga.kind, subject=saga.subject, step=saga.step)
        row = StoredSaga(shop=shop, state=begun, attempt=0, began_at=saga.at, next_at=saga.at)
        state.sagas.put((shop, saga.saga_id), row)


def move_sagas(state: State, shop: str, sagas: Sequence[MoveSaga]) -> None:
    """Move sagas on from the step at which the decision saw them."""
    for saga in sagas:
        before = state.sagas.get((shop, saga.saga_id))
        if before is None or before.state.step is not saga.after:
            raise Conflict(saga.saga_id)
        moved = replace(before.state, step=saga.step, reason=saga.reason)
        due = None if saga.step is SagaStep.DONE else saga.due
        state.sagas.put(
            (shop, saga.saga_id), replace(before, state=moved, attempt=0, began_at=saga.at, next_at=due)
        )


def _record(state: State, shop: str, charge: Charge) -> tuple[Charge, bool]:
    known = state.charges.get((shop, charge.key))
    if known is not None:
        return known, False
    state.charges.put((shop, charge.key), charge)
    return charge, True
