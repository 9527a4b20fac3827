"""Reviews of releases: the same in every store."""

import asyncio
from dataclasses import replace

import pytest

from engine.model.records import Actor, Receipt
from engine.model.review import Review, ReviewState
from engine.store.port import ReceiptMismatch, Store
from engine.store.review_port import NotApproved
from tests.store.builders import ALL, ME, NOW, SHOP, after

OTHERS = Actor(kind="staff", id="other")
ASKED = Review(
    number=0, revision=1, base=1, fingerprint="f" * 64, note="look", requested_by=ME.id, requested_at=NOW
)
KEY = Receipt(key="k", request_hash=b"r")


async def decide(store: Store, number: int, state: ReviewState, actor: Actor = OTHERS) -> bool:
    return await store.decide_review(SHOP, number, state, "why", actor, after(minutes=1))


async def test_a_request_is_kept_once_and_the_next_one_supersedes_it(store: Store) -> None:
    first = await store.add_review(SHOP, ASKED, ME, NOW, KEY)
    assert first == replace(ASKED, number=1)
    assert await store.add_review(SHOP, ASKED, OTHERS, NOW) == first
    assert await store.add_review(SHOP, ASKED, ME, NOW, KEY) == first
    second = await store.add_review(SHOP, replace(ASKED, fingerprint="e" * 64), ME, NOW)
    states = [(one.number, one.state) for one in await store.reviews(SHOP, ALL)]
    assert states == [(2, ReviewState.REQUESTED), (1, ReviewState.SUPERSEDED)]
    assert await store.reviews(SHOP, ALL, state=ReviewState.REQUESTED) == (second,)
    assert await store.review_of(SHOP, 1, ASKED.fingerprint) is None
    with pytest.raises(ReceiptMismatch):
        await store.add_review(SHOP, ASKED, ME, NOW, replace(KEY, request_hash=b"s"))


async def test_who_asked_cannot_approve_but_may_take_it_back(store: Store) -> None:
    await store.add_review(SHOP, ASKED, ME, NOW)
    assert not await decide(store, 1, ReviewState.APPROVED, ME)
    assert await decide(store, 1, ReviewState.REJECTED, ME)
    assert not await decide(store, 1, ReviewState.APPROVED)
    found = await store.review(SHOP, 1)
    assert found is not None
    assert (found.state, found.decided_by, found.reason) == (ReviewState.REJECTED, ME.id, "why")
    actions = [entry.action for entry in await store.audit(SHOP, ALL)][:2]
    assert actions == ["review rejected", "review requested"]


async def test_of_two_decisions_at_once_one_counts(store: Store) -> None:
    await store.add_review(SHOP, ASKED, ME, NOW)
    outcomes = await asyncio.gather(*(decide(store, 1, ReviewState.APPROVED) for _ in range(5)))
    assert sorted(outcomes) == [False] * 4 + [True]
    assert await store.check_invariants(None, NOW) == ()


async def test_an_approval_is_good_for_going_live_once(store: Store) -> None:
    draft = await store.add_revision(SHOP, [], ASKED.fingerprint, ME, "", NOW, 1)
    live = await store.shop(SHOP)
    assert live is not None
    await store.add_review(SHOP, ASKED, ME, NOW)
    with pytest.raises(NotApproved):
        await store.make_live(SHOP, draft.number, 1, ME, None, NOW, review=1)
    assert await decide(store, 1, ReviewState.APPROVED)
    assert (await store.make_live(SHOP, draft.number, 1, ME, KEY, NOW, review=1)).number == draft.number
    assert (await store.make_live(SHOP, draft.number, 1, ME, KEY, NOW, review=1)).number == draft.number
    found = await store.review_of(SHOP, 1, ASKED.fingerprint)
    assert found is not None
    assert found.state is ReviewState.PUBLISHED
    await store.make_live(SHOP, 1, draft.number, ME, None, NOW)
    with pytest.raises(NotApproved):
        await store.make_live(SHOP, draft.number, 1, ME, None, NOW, review=1)
    assert not await decide(store, 1, ReviewState.REJECTED)
