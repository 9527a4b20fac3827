"""Accepted offers whose process dies at any step: each ends by itself, once, and the money is right (I9, I10, I14-I16).

A crash is an exception that nothing catches, at a named place; what was not committed by then is rolled back, and
whoever comes next finds the lease of the dead one.
"""

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest

from engine.model.cart import OrderState
from engine.model.charge import TestCard
from engine.model.offer_instance import OfferInstance, OfferState
from engine.model.saga import SagaStep
from engine.service.accept_offer import accept_offer
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.show_offer import show_offer
from engine.service.work import work
from engine.store.connect import open_store
from engine.store.failpoints import _Installed
from tests.service.offer_shop import (
    PATTERNS,
    SHOP,
    SWITCH,
    Pattern,
    made_offer,
    open_offer_shop,
    seen,
    terms_of,
)
from tests.service.shop import TEST, make_engine

POINTS = (
    "commit.before",
    "commit.after",
    "timer.claimed",
    "saga.claimed",
    "saga.charged",
    "saga.changed",
    "saga.switched",
    "saga.given_back",
    "saga.undone",
    "saga.withdrawn",
)
CARDS = (TestCard.APPROVE, TestCard.APPROVE, TestCard.REFUSE, TestCard.TIME_OUT, TestCard.UNREACHABLE)
ROUNDS = 400
T = TypeVar("T")


class Crash(BaseException):
    """The process is gone."""


class Crasher:
    """Ends the process at the given passes of named places, each once."""

    def __init__(self, *planned: tuple[str, int]) -> None:
        self._planned = set(planned)
        self._passed: dict[str, int] = {}
        self.crashes = 0

    def __call__(self, point: str) -> None:
        self._passed[point] = self._passed.get(point, 0) + 1
        if (point, self._passed[point]) in self._planned:
            self.crashes += 1
            raise Crash(point)


@pytest.fixture
def crash_at() -> Iterator[Callable[..., Crasher]]:
    """A function that plans crashes."""

    def plan(*planned: tuple[str, int]) -> Crasher:
        crasher = Crasher(*planned)
        _Installed.act = crasher
        return crasher

    yield plan
    _Installed.act = None


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """The shop on SQLite, where every named place is passed."""
    store = open_store(f"sqlite://{tmp_path}/offers.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_offer_shop(engine)
    yield engine
    await store.close()


async def surely(act: Callable[[], Awaitable[T]]) -> T:
    """What a browser or a back end does whose request breaks off: it sends it again."""
    for _ in range(20):
        try:
            return await act()
        except Crash:
            continue
    raise AssertionError("more crashes than were planned")


async def sell(engine: Engine, number: int, pattern: Pattern, card: TestCard) -> OfferInstance:
    """An order, its page, a press, and work until all is over, through whatever crashes are planned."""
    order_id = f"o{number}"
    made = await surely(lambda: made_offer(engine, order_id, pattern, email=f"u{number}@example.com"))
    await engine.store.set_test_card(SHOP, order_id, card)
    terms = await terms_of(engine, made.token)
    await surely(lambda: show_offer(engine, SHOP, made.token, actor=TEST))
    await surely(lambda: accept_offer(engine, SHOP, made.token, 1, terms=terms, actor=TEST))
    for turn in range(ROUNDS):
        try:
            busy = await work(engine)
        except Crash:
            busy = 1
        offer = await seen(engine, made.token)
        sagas = await engine.store.sagas_of(SHOP, [offer.id])
        if [SagaStep.DONE] == [one.state.step for one in sagas]:
            return offer
        if not busy or turn % 3 == 2:
            assert isinstance(engine.clock, VirtualClock)
            engine.clock.advance(timedelta(seconds=31))
        if offer.progress.state is OfferState.FAILED:
            await engine.store.set_test_card(SHOP, order_id, TestCard.APPROVE)
    raise AssertionError(f"{pattern.name} with {card} did not end")


async def assert_right(
    engine: Engine, number: int, pattern: Pattern, card: TestCard, offer: OfferInstance
) -> None:
    """The end that the card leads to, once, and the money of exactly that."""
    order_id = f"o{number}"
    bought = card in {TestCard.APPROVE, TestCard.TIME_OUT}
    assert offer.progress.state is (OfferState.SUCCEEDED if bought else OfferState.FAILED)
    charges = await engine.store.charges_of(SHOP, [order_id])
    taken = sum(one.amount for one in charges if one.taken and not one.gives_back)
    undone = sum(one.amount for one in charges if one.gives_back.startswith("offer:"))
    assert (pattern.first if bought else 0) == taken - undone
    (order,) = await engine.store.orders_by_id(SHOP, [order_id])
    added = [line for line in order.order.cart.lines if line.offer]
    returned = [one.amount for one in charges if one.gives_back == f"order:{order_id}"]
    if bought and pattern is SWITCH:
        assert (OrderState.REFUNDED, [], [pattern.paid]) == (order.order.state, added, returned)
        assert 1 == len(await engine.store.contracts_of_orders(SHOP, [offer.progress.made_order]))
    else:
        assert (OrderState.PAID, []) == (order.order.state, returned)
        assert [pattern.offered] * bought == [line.sku for line in added]


@pytest.mark.slow
@pytest.mark.requirement("S4.2", "S4.68", "D4.h", "D4.i")
async def test_a_crash_at_any_named_place_changes_nothing_about_the_end(
    engine: Engine, crash_at: Callable[..., Crasher]
) -> None:
    crashes = 0
    for number, (point, pattern) in enumerate(product(POINTS, PATTERNS)):
        undoing = point in {"saga.undone", "saga.withdrawn"}
        card = TestCard.UNREACHABLE if undoing else TestCard.APPROVE
        crasher = crash_at((point, 1))
        offer = await sell(engine, number, pattern, card)
        crashes += crasher.crashes
        crash_at()
        await assert_right(engine, number, pattern, card, offer)
    # Only a switch passes the two places of switching, and no first press starts by a timer that is due at once.
    assert crashes >= len(POINTS) * len(PATTERNS) - 3 * 2 - 4
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())


@pytest.mark.parametrize(
    "trials",
    [pytest.param(100, marks=pytest.mark.slow), pytest.param(1_000, marks=pytest.mark.soak)],
)
@pytest.mark.requirement("S4.2", "S4.68", "D4.h", "D4.i")
async def test_random_crashes_change_nothing_about_the_end(
    engine: Engine, crash_at: Callable[..., Crasher], trials: int
) -> None:
    chance = random.Random(20260520)
    crashes = 0
    for number in range(trials):
        pattern, card = chance.choice(PATTERNS), chance.choice(CARDS)
        planned = [(chance.choice(POINTS), chance.randint(1, 4)) for _ in range(chance.randint(1, 5))]
        crasher = crash_at(*planned)
        offer = await sell(engine, number, pattern, card)
        crashes += crasher.crashes
        crash_at()
        await assert_right(engine, number, pattern, card, offer)
    assert crashes >= trials
    assert () == await engine.store.check_invariants(SHOP, engine.clock.now())
