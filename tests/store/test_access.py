"""Tokens and failed guesses."""

import asyncio
from datetime import datetime, timedelta

import pytest

from engine.model.records import Receipt, TokenRecord
from engine.store.port import ReceiptMismatch, Store
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after

SECRET = b"\x00secret"


def record(identity: str = "t1", shop: str = SHOP) -> TokenRecord:
    return TokenRecord(
        id=identity,
        shop=shop,
        kind="publishable",
        name="the shop's page",
        scopes=frozenset({"read", "validate"}),
        origins=("https://shop.example", "https://www.shop.example"),
        created_at=NOW,
        expires_at=after(days=365),
    )


async def test_a_token_is_found_by_the_hash_of_its_secret(store: Store) -> None:
    await store.add_token(record(), SECRET, ME, NOW)
    assert await store.token(SECRET) == record()
    assert await store.token(b"another") is None
    assert await store.tokens(SHOP) == (record(),)
    assert await store.tokens(OTHER) == ()
    newest, *_ = await store.audit(SHOP, ALL)
    assert (newest.action, newest.subject) == ("token added", "t1")


async def test_a_revoked_token_says_so_and_is_revoked_once(store: Store) -> None:
    await store.add_token(record(), SECRET, ME, NOW)
    assert not await store.revoke_token(OTHER, "t1", ME, NOW)
    assert await store.revoke_token(SHOP, "t1", ME, after(hours=1))
    assert not await store.revoke_token(SHOP, "t1", ME, after(hours=2))
    found = await store.token(SECRET)
    assert found is not None
    assert found.revoked_at == after(hours=1)


async def test_the_last_use_of_a_token_is_known_to_the_minute(store: Store) -> None:
    await store.add_token(record(), SECRET, ME, NOW)

    async def used(at: datetime) -> datetime | None:
        await store.token_used("t1", at)
        (found,) = await store.tokens(SHOP)
        return found.last_used_at

    assert await used(NOW) == NOW
    assert await used(after(seconds=59)) == NOW
    assert await used(after(seconds=60)) == after(seconds=60)
    await store.token_used("nobody", NOW)


HOUR = 3600


async def test_guesses_are_counted_up_to_the_limit(store: Store) -> None:
    keys = [("ip", 3, HOUR), ("shop", 100, HOUR)]
    assert [await store.take_attempts(keys, NOW) for _ in range(5)] == [True, True, True, False, False]
    assert not await store.take_attempts(keys, NOW, 0)
    assert await store.take_attempts([("shop", 4, HOUR)], NOW, 0)
    assert not await store.take_attempts([("shop", 3, HOUR)], NOW, 0)
    assert await store.take_attempts([("ip", 3, 2 * HOUR)], NOW)


async def test_several_guesses_at_once_are_counted_together(store: Store) -> None:
    key = [("ip", 10, HOUR)]
    assert await store.take_attempts(key, NOW, 4)
    assert await store.take_attempts(key, NOW, 5)
    assert not await store.take_attempts(key, NOW, 5)
    assert not await store.take_attempts(key, NOW, 0, 4)
    assert await store.take_attempts(key, NOW, 0, 3)
    assert await store.take_attempts(key, NOW, 3)
    assert not await store.take_attempts(key, NOW, 1)


async def test_what_is_refused_is_counted_nowhere(store: Store) -> None:
    await store.take_attempts([("ip", 1, HOUR)], NOW)
    assert not await store.take_attempts([("shop", 5, HOUR), ("ip", 1, HOUR)], NOW)
    assert await store.take_attempts([("shop", 1, HOUR)], NOW)


@pytest.mark.parametrize("gap", [60, 300, 719, 1800, 3599])
async def test_no_window_of_any_position_admits_more_than_the_limit(store: Store, gap: int) -> None:
    taken = []
    for second in range(0, 4 * HOUR, gap):
        for _ in range(4):
            at = NOW + timedelta(seconds=second)
            if await store.take_attempts([("ip", 10, HOUR)], at):
                taken.append(at)
    assert len(taken) >= 10
    for first in taken:
        assert sum(first <= at < first + timedelta(seconds=HOUR) for at in taken) <= 10


async def test_many_guesses_at_once_stay_within_the_limit(store: Store) -> None:
    outcomes = await asyncio.gather(*(store.take_attempts([("ip", 5, HOUR)], NOW) for _ in range(20)))
    assert sum(outcomes) == 5


async def test_a_key_makes_one_token_ends_one_coupon_and_refuses_other_requests(store: Store) -> None:
    first = Receipt(key="k1", request_hash=b"1" * 32)
    assert await store.add_token(record(), SECRET, ME, NOW, first) == "t1"
    assert await store.add_token(record("t2"), b"other secret", ME, NOW, first) == "t1"
    assert [one.id for one in await store.tokens(SHOP)] == ["t1"]
    for receipt in (Receipt(key="k1", request_hash=b"2" * 32),):
        with pytest.raises(ReceiptMismatch):
            await store.add_token(record("t3"), b"third secret", ME, NOW, receipt)
        with pytest.raises(ReceiptMismatch):
            await store.revoke_coupon(SHOP, "c1", "", ME, NOW, receipt)
        with pytest.raises(ReceiptMismatch):
            await store.resolve_message(SHOP, "m1", True, ME, NOW, receipt)
    assert await store.add_token(record("t4", OTHER), b"fourth secret", ME, NOW, first) == "t4"


async def test_what_was_not_done_leaves_no_receipt(store: Store) -> None:
    receipt = Receipt(key="k1", request_hash=b"1" * 32)
    assert not await store.revoke_coupon(SHOP, "none", "", ME, NOW, receipt)
    assert not await store.resolve_message(SHOP, "none", True, ME, NOW, receipt)
    assert await store.receipt_answer(SHOP, receipt) is None
    assert await store.add_token(record(), SECRET, ME, NOW, receipt) == "t1"
    assert await store.receipt_answer(SHOP, receipt) == b"t1"
