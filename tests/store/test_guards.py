"""What the database itself refuses, and what the check of invariants finds when somebody got round it."""

from typing import Any

import pytest

from engine.store.memory import MemoryStore
from engine.store.memory.table import Table
from engine.store.port import Store, StoreUnavailable
from engine.store.sql.store import SqlStore
from tests.store.builders import (
    ME,
    NOW,
    SHOP,
    after,
    commit,
    coupon,
    give_coupon,
    grant,
    prepare,
    quote,
    saved,
    send,
    use,
    used_once,
)


async def change(store: SqlStore, statement: str) -> None:
    """Change something behind the store's back."""
    await store._db.write(lambda tx: tx.rows(statement))


async def some_of_everything(store: Store) -> None:
    await commit(store, saved(priced=quote()), use(1, 5), send(), event="e1")
    await give_coupon(store, uses=3)
    await commit(store, *used_once(), event="e2")
    await store.hold(SHOP, "c1", "cart", None, after(minutes=15), NOW)


REFUSED = {
    "too many uses": "UPDATE coupons SET used = 4",
    "too many holds": "UPDATE coupons SET held = 3",
    "fewer than no uses": "UPDATE coupons SET used = -1",
    "a state that is none": "UPDATE coupons SET state = 'held'",
    "beyond a limit": "UPDATE counters SET used = 6",
    "another event": "UPDATE events SET revision = 2",
    "no event": "DELETE FROM events",
    "another audit row": "UPDATE audit SET action = 'nothing'",
    "no audit row": "DELETE FROM audit WHERE number = 1",
    "another rule text": "UPDATE revisions SET files = '[]'",
    "two live revisions": (
        "INSERT INTO revisions (shop, number, state, fingerprint, files, created_at, created_by, note) "
        "VALUES ('shop-a', 2, 'live', '', '[]', 0, '', '')"
    ),
    "a coupon twice": "UPDATE coupons SET id = 'c1'",
    "two holds of a cart": (
        "INSERT INTO holds (shop, id, coupon_id, cart_token, until, state) "
        "VALUES ('shop-a', 'h2', 'c1', 'cart', 0, 'live')"
    ),
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
async def test_the_database_refuses(sql_store: SqlStore, statement: str) -> None:
    await some_of_everything(sql_store)
    await give_coupon(sql_store, "c2")
    with pytest.raises(StoreUnavailable):
        await change(sql_store, statement)
    assert (await coupon(sql_store)).used == 1
    assert await sql_store.check_invariants(None, NOW) == ()


FOUND = {
    "I1": "DELETE FROM timers WHERE kind = 'coupon_expiry'",
    "I3: message": "UPDATE messages SET state = 'sent', next_at = NULL",
    "lain untouched": "UPDATE messages SET next_at = 0",
    "I5: timer": "UPDATE timers SET fired_at = due - 1",
    "I5: message": "UPDATE messages SET handover_at = due - 1",
    "I11: coupon c1 counts other uses": "UPDATE coupons SET used = 2",
    "I11: coupon c1 counts other held": "UPDATE coupons SET held = 0",
    "I14: coupon": "UPDATE coupons SET state = 'used_up'",
    "I14: revision": "UPDATE shops SET live_revision = 7 WHERE id = 'shop-a'",
    "I19": "UPDATE orders SET revision = 9",
    "I21": "UPDATE counters SET used = 2",
    "I27": "INSERT INTO receipts (shop, key, request_hash, event_id, at) VALUES ('shop-a', 'k', '', 'nothing', 0)",
    "I30: rule r has another number of coupons": "DELETE FROM stat_deltas WHERE metric = 'issued'",
    "I30: rule r has another number of redemptions": "DELETE FROM stat_deltas WHERE metric = 'redeemed'",
    "I30: rule r gave away": "UPDATE stat_deltas SET amount = 1 WHERE metric = 'discount_amount'",
}


@pytest.mark.parametrize(("found", "statement"), FOUND.items(), ids=FOUND.keys())
async def test_the_check_finds(sql_store: SqlStore, found: str, statement: str) -> None:
    await some_of_everything(sql_store)
    assert await sql_store.check_invariants(None, NOW) == ()
    await change(sql_store, statement)
    sentences = await sql_store.check_invariants(SHOP, NOW)
    assert any(found in sentence for sentence in sentences), sentences
    assert all("shop-a" in sentence for sentence in sentences)
    assert await sql_store.check_invariants("shop-b", NOW) == ()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET subject = 'c9' WHERE number = 2",
        "DELETE FROM audit WHERE number = 2",
        "UPDATE audit SET number = 10 WHERE number = 2",
    ],
)
async def test_the_check_finds_a_tampered_audit_trail(
    sql_store: SqlStore, dialect: str, tampering: str
) -> None:
    await give_coupon(sql_store)
    await sql_store.revoke_coupon(SHOP, "c1", "lost", ME, NOW)
    guard = "audit_delete" if tampering.startswith("DELETE") else "audit_update"
    await change(sql_store, f"DROP TRIGGER {guard}" + ("" if dialect == "sqlite" else " ON audit"))
    try:
        await change(sql_store, tampering)
        assert any(one.startswith("I33") for one in await sql_store.check_invariants(SHOP, NOW))
    finally:
        if dialect == "pg":
            again = {
                "audit_delete": "DELETE ON audit FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse()",
                "audit_update": "UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION otoku_update_audit()",
            }
            await change(sql_store, f"CREATE TRIGGER {guard} BEFORE {again[guard]}")


async def test_the_memory_store_finds_what_is_broken_too() -> None:
    store = MemoryStore()
    await prepare(store)
    await some_of_everything(store)
    assert await store.check_invariants(None, NOW) == ()
    assert {one.split(":")[0] for one in await store.check_invariants(None, after(days=1))} == {"I3"}
    state = store._state
    tables: tuple[Table[Any, Any], ...] = (
        state.timers,
        state.events,
        state.revisions,
        state.redemptions,
        state.holds,
        state.deltas,
    )
    for table in tables:
        for key in list(table):
            table.drop(key)
    state.audit.drop((SHOP, 1))
    broken = {one.split(":")[0] for one in await store.check_invariants(None, NOW)}
    assert broken == {"I1", "I11", "I19", "I21", "I30", "I33"}


async def test_figures_of_grants_count_as_given_away(sql_store: SqlStore) -> None:
    await commit(sql_store, grant("o1"))
    broken = await sql_store.check_invariants(None, NOW)
    assert [one.split(" has ")[0].split(" gave ")[0] for one in broken] == ["I30: rule s", "I30: rule s"]
