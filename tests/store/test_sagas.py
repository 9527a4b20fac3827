"""Sagas are claimed, put off and moved on, by one at a time; what the gateway wrote down it never changes."""

from datetime import datetime
from typing import Any

import pytest

from engine.model.charge import Charge, TestCard
from engine.model.decision import Decision
from engine.model.effects import Effect
from engine.model.events import SagaStepEnded
from engine.model.saga import SagaKind, SagaNeed, SagaStep
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.store.port import Conflict, Store
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after

LEASE = after(seconds=30)


async def commit(store: Store, event_id: str, *effects: Effect, now: datetime = NOW) -> None:
    event = SagaStepEnded(
        id=event_id, at=now, saga_id="s", step=SagaStep.CHARGE, following=SagaStep.CHANGE, due=now
    )
    decision = Decision(revision=1, effects=effects)
    await store.commit(SHOP, event, decision, (), ME, None, None, now)


def start(saga_id: str = "s", at: datetime = NOW) -> StartSaga:
    return StartSaga(saga_id=saga_id, kind=SagaKind.OFFER, subject="f1", step=SagaStep.CHARGE, at=at)


def move(step: SagaStep, before: SagaStep = SagaStep.CHARGE, due: datetime = NOW) -> MoveSaga:
    return MoveSaga(saga_id="s", after=before, step=step, at=NOW, due=due, reason="ok")


def charge(key: str = "k", amount: int = 500, **more: Any) -> Charge:
    return Charge(key=key, order_id="o1", amount=amount, currency="JPY", at=NOW, **more)


async def test_a_saga_is_claimed_once_until_its_lease_runs_out(store: Store) -> None:
    await commit(store, "e1", start())
    (first,) = await store.claim_sagas(NOW, LEASE, 10)
    assert (SagaStep.CHARGE, 1, SHOP) == (first.state.step, first.attempt, first.shop)
    assert () == await store.claim_sagas(after(seconds=29), LEASE, 10)
    (second,) = await store.claim_sagas(after(seconds=30), after(seconds=60), 10)
    assert 2 == second.attempt
    assert not await store.postpone_saga(first, after(minutes=5), "too late")
    assert await store.postpone_saga(second, after(minutes=5), "no answer")
    assert after(minutes=5) == await store.next_due()
    (later,) = await store.claim_sagas(after(minutes=5), after(minutes=6), 10)
    assert (3, "no answer") == (later.attempt, later.state.reason)


async def test_a_saga_moves_on_from_where_it_was_seen_and_nowhere_else(store: Store) -> None:
    await commit(store, "e1", start())
    await commit(store, "e2", move(SagaStep.ANSWER, due=after(minutes=15)))
    with pytest.raises(Conflict):
        await commit(store, "e3", move(SagaStep.CHANGE))
    assert () == await store.claim_sagas(after(minutes=14), LEASE, 10)
    await commit(store, "e4", move(SagaStep.DONE, SagaStep.ANSWER))
    (over,) = await store.sagas_of(SHOP, ["f1"])
    assert (SagaStep.DONE, None, 0) == (over.state.step, over.next_at, over.attempt)
    assert () == await store.claim_sagas(after(days=9), LEASE, 10)
    assert None is await store.next_due()


async def test_one_thing_has_one_saga(store: Store) -> None:
    await commit(store, "e1", start())
    with pytest.raises(Conflict):
        await commit(store, "e2", start())
    facts = await store.load(SHOP, [SagaNeed(saga_id="s"), SagaNeed(saga_id="t")], (), NOW)
    assert [("s", SagaStep.CHARGE)] == [(one.id, one.step) for one in facts.sagas.values()]
    assert {} == (await store.load(OTHER, [SagaNeed(saga_id="s")], (), NOW)).sagas
    assert () == await store.sagas_of(OTHER, ["f1"])


async def test_a_limit_takes_those_that_wait_longest(store: Store) -> None:
    for number in (3, 1, 2):
        await commit(store, f"e{number}", start(f"s{number}", after(seconds=number)))
    claimed = await store.claim_sagas(after(seconds=5), after(seconds=35), 2)
    assert ["s1", "s2"] == [one.state.id for one in claimed]


async def test_a_key_moves_money_once_whatever_is_asked_with_it_later(store: Store) -> None:
    assert (charge(), True) == await store.record_charge(SHOP, charge())
    assert (charge(), False) == await store.record_charge(SHOP, charge(amount=900))
    assert (charge(amount=7), True) == await store.record_charge(OTHER, charge(amount=7))
    assert (charge(),) == await store.charges_of(SHOP, ["o1", "o2"])


async def test_what_was_taken_goes_back_whole_and_once(store: Store) -> None:
    await store.record_charge(SHOP, charge())
    back = charge("u", 1, gives_back="k")
    for new in (True, False):
        assert (charge("u", 500, gives_back="k"), new) == await store.give_back_charge(SHOP, back)


async def test_a_charge_that_was_undone_before_it_came_is_never_taken(store: Store) -> None:
    await store.give_back_charge(SHOP, charge("u", 500, gives_back="k"))
    late, new = await store.record_charge(SHOP, charge())
    assert (False, 0, False) == (late.taken, late.amount, new)
    assert 0 == sum(one.amount for one in await store.charges_of(SHOP, ["o1"]))


async def test_the_card_of_an_order_does_what_it_was_told_last(store: Store) -> None:
    assert TestCard.APPROVE is await store.test_card(SHOP, "o1")
    for told in (TestCard.REFUSE, TestCard.TIME_OUT):
        await store.set_test_card(SHOP, "o1", told)
        assert told is await store.test_card(SHOP, "o1")
    assert TestCard.APPROVE is await store.test_card(OTHER, "o1")


async def test_a_saga_that_nobody_takes_up_is_found(store: Store) -> None:
    await commit(store, "e1", start())
    found = await store.check_invariants(SHOP, after(minutes=2))
    assert any(sentence.startswith("I3: saga s has lain untouched") for sentence in found)


async def test_a_step_that_goes_on_for_long_is_found_and_can_be_made_due(store: Store) -> None:
    await commit(store, "e1", start("a", after(minutes=-90)), start("b", after(minutes=-70)), start("c"))
    since = after(minutes=-60)
    assert ["a", "b"] == [one.state.id for one in await store.stuck_sagas(SHOP, since, 10)]
    assert ["a"] == [one.state.id for one in await store.stuck_sagas(SHOP, since, 1)]
    for saga in await store.claim_sagas(NOW, LEASE, 10):
        assert await store.postpone_saga(saga, after(hours=1), "no answer")
    assert () == await store.claim_sagas(after(minutes=5), after(minutes=6), 10)
    assert await store.hurry_saga(SHOP, "a", ME, after(minutes=5))
    (hurried,) = await store.claim_sagas(after(minutes=5), after(minutes=6), 10)
    assert ("a", 2) == (hurried.state.id, hurried.attempt)
    (entry,) = await store.audit_of(SHOP, "a", ALL)
    assert "payment tried again" == entry.action
    assert not await store.hurry_saga(OTHER, "a", ME, NOW)
    assert not await store.hurry_saga(SHOP, "nobody", ME, NOW)


async def test_what_is_over_is_never_stuck(store: Store) -> None:
    await commit(store, "e1", start("s", after(minutes=-90)))
    await commit(store, "e2", move(SagaStep.DONE))
    assert () == await store.stuck_sagas(SHOP, NOW, 10)
    assert not await store.hurry_saga(SHOP, "s", ME, NOW)
