"""One transaction per event: everything of a decision or nothing, once."""

import asyncio

import pytest

from engine.model.cart import OrderState
from engine.model.effects import Effect, Metric
from engine.model.facts import CounterKey, CounterNeed, CustomerFact, CustomerNeed, Need, OrderNeed
from engine.model.records import MessageState, Receipt
from engine.store.port import CodeTaken, Conflict, ReceiptMismatch, Store
from tests.store.builders import (
    ALL,
    COUNTER,
    EMAIL,
    NOW,
    OTHER,
    SHOP,
    after,
    bought,
    commit,
    coupon,
    expiry,
    grant,
    issue,
    minted,
    order,
    quote,
    redeem,
    saved,
    seen,
    send,
    stat,
    use,
)


async def test_a_paid_order_leaves_everything_it_caused(store: Store) -> None:
    effects: tuple[Effect, ...] = (
        saved(priced=quote()),
        bought(),
        issue(),
        grant("o1"),
        use(1, 10),
        send(coupon_id="c1"),
        expiry(),
        *(stat(metric) for metric in (Metric.MATCHED, Metric.ISSUED, Metric.REDEEMED)),
        stat(Metric.DISCOUNT_AMOUNT, 100, rule="s"),
        stat(Metric.REDEEMED, rule="s"),
        stat(Metric.REDEEMED, -1),
    )
    stored = await commit(store, *effects, priced=quote(), answer=b"answer")
    assert (stored.repeated, stored.revision, stored.issued, stored.quote) == (False, 1, (issue(),), quote())
    (kept,) = await store.orders_by_id(SHOP, ["o1"])
    assert (kept.order, kept.quote, kept.revision, kept.recorded_at) == (order(), quote(), 1, NOW)
    (minted_coupon,) = await store.coupons_of_orders(SHOP, ["o1"])
    assert (minted_coupon.fact.terms, minted_coupon.last_four) == (issue().terms, "0042")
    (message,) = await store.messages(SHOP, ALL, state=MessageState.DUE, order_id="o1", coupon_id="c1")
    assert message.order == send(coupon_id="c1")
    (given,) = await store.redemptions(SHOP, ALL, rule=None, coupon_ids=None, order_id="o1")
    assert (given.rule, given.amount, given.coupon_id, given.test) == ("s", 100, None, False)
    assert await store.next_due() == NOW
    assert await store.check_invariants(None, NOW) == ()


@pytest.mark.requirement("S1.2")
async def test_a_repeated_event_returns_what_was_stored_then(store: Store) -> None:
    first = await commit(
        store, issue(), saved(priced=quote()), stat(Metric.ISSUED), priced=quote(), answer=b"1"
    )
    again = await commit(store, issue("c2"), stat(Metric.ISSUED), answer=b"2", now=after(hours=1))
    assert again.repeated
    assert (again.revision, again.issued, again.quote, again.answer) == (1, first.issued, quote(), b"1")
    assert await store.find_event(SHOP, "e1") == again
    assert await store.counts(SHOP, "coupons") == 1
    assert await store.find_event(OTHER, "e1") is None


async def test_an_event_five_times_at_once_is_stored_once(store: Store) -> None:
    effects = (issue(), use(1, 100), stat(Metric.ISSUED), send(), saved(priced=quote()))
    outcomes = await asyncio.gather(*(commit(store, *effects, priced=quote()) for _ in range(5)))
    assert sorted(one.repeated for one in outcomes) == [False, True, True, True, True]
    assert {one.issued for one in outcomes} == {(issue(),)}
    facts = await store.load(SHOP, [CounterNeed(key=COUNTER)], [], NOW)
    assert facts.counters[COUNTER] == 1
    assert await store.counts(SHOP, "messages") == 1


async def test_a_key_gives_its_answer_and_refuses_another_request(store: Store) -> None:
    key = Receipt(key="k", request_hash=b"\x00one")
    await commit(store, saved(priced=quote()), receipt=key, answer=b"e1", priced=quote())
    assert await store.receipt_answer(SHOP, key) == b"e1"
    assert await store.receipt_answer(OTHER, key) is None
    other = Receipt(key="k", request_hash=b"two")
    with pytest.raises(ReceiptMismatch):
        await store.receipt_answer(SHOP, other)
    with pytest.raises(ReceiptMismatch):
        await commit(store, use(), event="e2", receipt=other)
    assert await store.find_event(SHOP, "e2") is None
    same = await commit(store, use(), event="e3", receipt=key)
    assert (same.repeated, same.quote) == (True, quote())
    assert await store.find_event(SHOP, "e3") is None
    await commit(store, event="e4", answer=b"e4")
    assert (await commit(store, event="e4", receipt=key)).answer == b"e1"


async def test_another_key_for_a_known_event_is_kept_with_the_first_answer(store: Store) -> None:
    await commit(store, saved(priced=quote()), answer=b"first")
    key = Receipt(key="later", request_hash=b"r")
    again = await commit(store, receipt=key, answer=b"second")
    assert (again.repeated, again.answer) == (True, b"first")
    assert await store.receipt_answer(SHOP, key) == b"first"
    with pytest.raises(ReceiptMismatch):
        await commit(store, receipt=Receipt(key="later", request_hash=b"other"))


LATE: list[tuple[str, Effect]] = [
    ("a limit", use(3, 2)),
    ("a coupon that is not there", redeem("nobody")),
    ("an order without a price", saved("unpriced")),
]


@pytest.mark.parametrize("late", [effect for _, effect in LATE], ids=[name for name, _ in LATE])
async def test_a_conflict_leaves_nothing_behind(store: Store, late: Effect) -> None:
    effects = (saved(priced=quote()), bought(), issue(), grant("o1"), send(), expiry(), stat(Metric.ISSUED))
    with pytest.raises(Conflict):
        await commit(store, *effects, late)
    assert await store.find_event(SHOP, "e1") is None
    assert [await store.counts(SHOP, what) for what in ("orders", "coupons", "redemptions", "messages")] == [
        0
    ] * 4
    assert await store.next_due() is None
    needs: list[Need] = [
        CustomerNeed(email=EMAIL, external_id=None),
        CounterNeed(key=COUNTER),
        OrderNeed(order_id="o1"),
    ]
    facts = await store.load(SHOP, needs, [], NOW)
    assert (facts.customer, facts.counters, facts.orders) == (CustomerFact(), {COUNTER: 0}, {})
    assert await store.check_invariants(None, NOW) == ()


async def test_an_order_moves_along_its_states_and_keeps_its_price(store: Store) -> None:
    await commit(store, saved(state=OrderState.PENDING, priced=quote(1000)), event="e1")
    await commit(store, saved(state=OrderState.PAID, priced=quote(1900)), event="e2")
    await commit(store, saved(state=OrderState.REFUNDED), event="e3", now=after(days=1))
    (stored,) = await store.orders_by_id(SHOP, ["o1"])
    assert (stored.order.state, stored.quote, stored.recorded_at) == (
        OrderState.REFUNDED,
        quote(1900),
        after(days=1),
    )
    facts = await store.load(SHOP, [OrderNeed(order_id="o1"), OrderNeed(order_id="o9")], [], NOW)
    assert dict(facts.orders) == {"o1": order(state=OrderState.REFUNDED)}


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        (OrderState.PAID, OrderState.PENDING),
        (OrderState.FAILED, OrderState.PAID),
        (OrderState.REFUNDED, OrderState.PARTLY_REFUNDED),
        (OrderState.CANCELLED, OrderState.PENDING),
    ],
)
async def test_an_order_does_not_move_back(store: Store, stored: OrderState, new: OrderState) -> None:
    await commit(store, saved(state=stored, priced=quote()), event="e1")
    with pytest.raises(Conflict) as conflict:
        await commit(store, saved(state=new, priced=quote(1)), event="e2")
    assert conflict.value.subject == "o1"
    (kept,) = await store.orders_by_id(SHOP, ["o1"])
    assert (kept.order.state, kept.quote) == (stored, quote())


@pytest.mark.requirement("D1.e")
async def test_a_coupon_that_exists_is_not_minted_again(store: Store) -> None:
    await commit(store, issue(uses=2), event="e1")
    again = await commit(store, issue(uses=9), issue("c2"), event="e2")
    assert not again.repeated
    assert (await coupon(store, "c1")).uses == 2
    assert await store.counts(SHOP, "coupons") == 2


async def test_a_taken_code_is_told_and_the_next_attempt_succeeds(store: Store) -> None:
    await commit(store, issue("c1"), event="e1")
    second, third = issue("c2"), issue("c3")
    with pytest.raises(CodeTaken) as taken:
        await commit(store, second, third, codes=[minted(second, "code-c1"), minted(third)], event="e2")
    assert taken.value.subject == "c2"
    assert await store.counts(SHOP, "coupons") == 1
    await commit(store, second, third, codes=[minted(second, "free", 1), minted(third)], event="e2")
    found = await seen(store, "free")
    assert found is not None
    assert found.id == "c2"


async def test_two_new_coupons_cannot_share_a_code(store: Store) -> None:
    one, two = issue("c1"), issue("c2")
    with pytest.raises(CodeTaken) as taken:
        await commit(store, one, two, codes=[minted(one, "same"), minted(two, "same")])
    assert taken.value.subject == "c2"


async def test_a_customer_is_known_by_address_and_by_external_id(store: Store) -> None:
    await commit(store, bought(1000, email="a@x.jp"), event="e1")
    await commit(store, bought(500, email="a@x.jp", external_id="u1"), event="e2")
    await commit(store, bought(200, email="b@x.jp", external_id="u1"), event="e3")
    await commit(store, bought(70, email=None, external_id="u1"), event="e4")
    await commit(store, bought(9, email="c@x.jp"), event="e5")

    async def known(email: str | None, external_id: str | None) -> tuple[int, int]:
        need = CustomerNeed(email=email, external_id=external_id)
        customer = (await store.load(SHOP, [need], [], NOW)).customer
        return customer.orders, customer.spent

    assert await known("a@x.jp", None) == (2, 1500)
    assert await known(None, "u1") == (4, 1770)
    assert await known("c@x.jp", "u1") == (5, 1779)
    assert await known("nobody@x.jp", None) == (0, 0)
    facts = await store.load(SHOP, [CustomerNeed(email="a@x.jp", external_id=None)], [], NOW)
    assert (facts.customer.first_order_at, facts.customer.last_order_at) == (NOW, NOW)


async def test_a_counter_holds_its_limit_exactly(store: Store) -> None:
    for number in range(3):
        await commit(store, use(2, 7), event=f"e{number}")
    with pytest.raises(Conflict) as conflict:
        await commit(store, use(2, 7), event="e4")
    assert conflict.value.subject == "limit/spring/shop"
    await commit(store, use(1, 7), event="e5")
    await commit(store, use(5, None), event="e6")
    facts = await store.load(SHOP, [CounterNeed(key=COUNTER)], [], NOW)
    assert facts.counters == {COUNTER: 12}
    assert await store.check_invariants(None, NOW) == ()


async def test_a_counter_starts_afresh_when_its_window_has_ended(store: Store) -> None:
    ends = after(days=1)
    await commit(store, use(2, 2, ends=ends), event="e1")
    with pytest.raises(Conflict):
        await commit(store, use(1, 2, ends=after(days=5)), event="e2", now=after(hours=23))
    facts = await store.load(SHOP, [CounterNeed(key=COUNTER)], [], ends)
    assert facts.counters == {COUNTER: 0}
    await commit(store, use(2, 2, ends=after(days=2)), event="e3", now=ends)
    with pytest.raises(Conflict):
        await commit(store, use(1, 2, ends=after(days=9)), event="e4", now=after(hours=47))
    await commit(store, use(1, 2, ends=after(days=9)), event="e5", now=after(days=2))


async def test_a_counter_that_is_used_twice_by_one_decision_is_added_up(store: Store) -> None:
    with pytest.raises(Conflict):
        await commit(store, use(2, 3), use(2, None), event="e1")
    await commit(store, use(2, 3), use(1, 5), event="e2")
    facts = await store.load(SHOP, [CounterNeed(key=COUNTER)], [], NOW)
    assert facts.counters == {COUNTER: 3}


async def test_many_counters_are_all_used_or_none(store: Store) -> None:
    keys = [CounterKey(area="budget", name=f"b{number}", subject="spend") for number in range(20)]
    await commit(store, *(use(1, 1, key=key) for key in keys[10:]), event="e1")
    with pytest.raises(Conflict):
        await commit(store, *(use(1, 1, key=key) for key in keys), event="e2")
    facts = await store.load(SHOP, [CounterNeed(key=key) for key in keys], [], NOW)
    assert [facts.counters[key] for key in keys] == [0] * 10 + [1] * 10


async def test_a_grant_is_written_once_per_order_rule_and_code(store: Store) -> None:
    await commit(store, grant("o1", code="A"), grant("o1", code="B"), grant("o1"), grant("o2"), event="e1")
    with pytest.raises(Conflict):
        await commit(store, grant("o1"), event="e2")
    found = await store.redemptions(SHOP, ALL, rule="s", coupon_ids=None, order_id="o1")
    assert sorted(str(one.code) for one in found) == ["A", "B", "None"]


async def test_a_message_is_queued_once_per_key(store: Store) -> None:
    await commit(store, send("m1"), send("m2"), event="e1")
    await commit(store, send("m1", recipient="other@x.jp"), send("m3"), event="e2")
    found = await store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
    assert sorted((one.order.dedupe_key, one.order.recipient) for one in found) == [
        ("m1", EMAIL),
        ("m2", EMAIL),
        ("m3", EMAIL),
    ]


async def test_a_bulk_transaction_is_one(store: Store) -> None:
    async def load_some() -> None:
        async with store.transaction():
            await commit(store, use(1, 2), event="e1")
            with pytest.raises(Conflict):
                await commit(store, use(1, 1), event="e2")
            await commit(store, use(1, 2), event="e3")
            facts = await store.load(SHOP, [CounterNeed(key=COUNTER)], [], NOW)
            assert facts.counters == {COUNTER: 2}
            raise RuntimeError("give up")

    with pytest.raises(RuntimeError):
        await load_some()
    assert await store.find_event(SHOP, "e1") is None
    async with store.transaction():
        await commit(store, use(1, 2), event="e1")
    assert await store.find_event(SHOP, "e1") is not None
