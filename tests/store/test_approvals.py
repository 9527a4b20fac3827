"""Money that needs a second person: the same in every store."""

import asyncio
from dataclasses import replace

from engine.model.approval import OPEN_FOR, Approval, ApprovalKind, ApprovalState
from engine.model.records import Actor
from engine.store.port import Store
from tests.store.builders import ALL, ME, NOW, SHOP, after

OTHERS = Actor(kind="staff", id="other")
ASKED = Approval(
    number=0,
    kind=ApprovalKind.CREDIT,
    subject="g_1",
    amount=90_000,
    key="credit:k1",
    asked={"key": "k1"},
    requested_by=ME.id,
    requested_at=NOW,
    expires_at=NOW + OPEN_FOR,
)


async def decide(
    store: Store, number: int, actor: Actor = OTHERS, *, approve: bool = True, days: int = 0
) -> bool:
    return await store.decide_approval(
        SHOP, number, approve=approve, reason="why", actor=actor, now=after(days=days, minutes=1)
    )


async def test_the_same_is_asked_for_once_until_it_was_rejected_or_is_too_old(store: Store) -> None:
    first, *more = await asyncio.gather(*(store.add_approval(SHOP, ASKED, ME, NOW) for _ in range(5)))
    assert [replace(ASKED, number=1)] * 5 == [first, *more]
    assert await decide(store, 1, approve=False)
    assert 2 == (await store.add_approval(SHOP, ASKED, ME, NOW)).number
    late = after(days=8)
    again = replace(ASKED, requested_at=late, expires_at=late + OPEN_FOR)
    assert 3 == (await store.add_approval(SHOP, again, ME, late)).number
    assert [3, 2, 1] == [one.number for one in await store.approvals(SHOP, ALL)]
    assert [1] == [one.number for one in await store.approvals(SHOP, ALL, states=(ApprovalState.REJECTED,))]


async def test_who_asked_cannot_approve_but_may_take_it_back(store: Store) -> None:
    await store.add_approval(SHOP, ASKED, ME, NOW)
    assert not await decide(store, 1, ME)
    assert await decide(store, 1, ME, approve=False)
    assert not await decide(store, 1)
    found = await store.approval(SHOP, 1)
    assert found is not None
    assert (ApprovalState.REJECTED, ME.id, "why") == (found.state, found.decided_by, found.reason)
    actions = [entry.action for entry in await store.audit(SHOP, ALL)][:2]
    assert ["approval rejected", "approval requested"] == actions


async def test_nobody_approves_what_is_too_old(store: Store) -> None:
    await store.add_approval(SHOP, ASKED, ME, NOW)
    assert not await decide(store, 1, days=7)
    found = await store.approval(SHOP, 1)
    assert found is not None
    assert ApprovalState.EXPIRED is found.state_at(after(days=7))


async def test_of_several_decisions_at_once_one_counts_and_it_ends_once(store: Store) -> None:
    await store.add_approval(SHOP, ASKED, ME, NOW)
    outcomes = await asyncio.gather(*(decide(store, 1, approve=one % 2 == 0) for one in range(6)))
    assert 1 == sum(outcomes)
    found = await store.approval(SHOP, 1)
    assert found is not None
    approved = found.state is ApprovalState.APPROVED
    ends = await asyncio.gather(
        *(store.end_approval(SHOP, 1, ApprovalState.DONE, "", OTHERS, after(minutes=2)) for _ in range(4))
    )
    assert int(approved) == sum(ends)
    assert () == await store.check_invariants(None, NOW)


async def test_what_was_done_is_not_asked_for_again_and_belongs_to_its_shop(store: Store) -> None:
    await store.add_approval(SHOP, ASKED, ME, NOW)
    assert await decide(store, 1)
    assert await store.end_approval(SHOP, 1, ApprovalState.DONE, "", OTHERS, after(minutes=2))
    again = await store.add_approval(SHOP, ASKED, ME, after(days=30))
    assert (1, ApprovalState.DONE) == (again.number, again.state)
    assert await store.approval("elsewhere", 1) is None
