"""Random work on a SQL store and on the memory store gives the same answers and sound data."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, rule

from engine.model.cart import OrderState
from engine.model.effects import Effect, ExpireCoupon, Metric, ReleaseHold
from engine.model.facts import (
    CounterKey,
    CounterNeed,
    CouponByIdNeed,
    CouponNeed,
    CustomerNeed,
    Need,
    OrderNeed,
)
from engine.model.program import MessageClass
from engine.model.records import Hold, MessageState, Receipt, StoredMessage, Timer
from engine.store.port import Store
from tests.store.builders import (
    ALL,
    ME,
    NOW,
    OTHER,
    SHOP,
    bought,
    commit,
    expiry,
    grant,
    issue,
    lookup,
    minted,
    order,
    quote,
    saved,
    send,
    stat,
    timer_came,
    use,
    used_once,
)
from tests.store.pairs import LONG, PARTS, Outcome, PairMachine, agree

COUPONS = st.sampled_from([f"c{number}" for number in range(4)])
ORDERS = st.sampled_from([f"o{number}" for number in range(5)])
CARTS = st.sampled_from(["", "cart-1", "cart-2"])
EMAILS = st.sampled_from(["a@x.jp", "b@x.jp"])
COUNTERS = st.sampled_from([CounterKey(area="limit", name=name, subject="shop") for name in "xy"])
SHOPS = st.sampled_from([SHOP, SHOP, SHOP, OTHER])


class StoresAgree(PairMachine):
    """Operations as the floors above call them, in any order, over a clock that goes on."""

    holds = Bundle("holds")
    timers = Bundle("timers")
    messages = Bundle("messages")

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def event(self) -> str:
        self.events += 1
        return f"e{self.events}"

    def decide(self, *effects: Effect, shop: str = SHOP, **given: Any) -> None:
        event = given.pop("event", None) or self.event()
        self.pair.same(lambda store: commit(store, *effects, shop=shop, event=event, now=self.now, **given))

    def after(self, minutes: float) -> datetime:
        return self.now + timedelta(minutes=minutes)

    @rule(minutes=st.sampled_from([1, 14, 15, 60, 1440, 14400]))
    def time_passes(self, minutes: int) -> None:
        self.now = self.after(minutes)

    @rule(
        coupon=COUPONS,
        code=COUPONS,
        uses=st.sampled_from([1, 2, None, 0]),
        days=st.sampled_from([None, 1, 14]),
        shop=SHOPS,
    )
    def mint(self, coupon: str, code: str, uses: int | None, days: int | None, shop: str) -> None:
        ends = None if days is None else self.after(1440 * days)
        effect = issue(coupon, uses=uses, valid_until=ends, issued_at=self.now)
        known = self.pair.run(self.pair.stores[0].coupons_by_id(shop, [coupon]))
        figures = [] if known else [stat(Metric.ISSUED)]
        timers = [expiry(coupon, ends)] if ends and not known else []
        self.decide(effect, *figures, *timers, shop=shop, codes=[minted(effect, code)])

    @rule(coupons=st.sets(COUPONS, min_size=1, max_size=3), order_id=ORDERS, cart=CARTS, email=EMAILS)
    def redeem(self, coupons: set[str], order_id: str, cart: str, email: str) -> None:
        uses = [
            effect
            for coupon in sorted(coupons)
            for effect in used_once(coupon, order_id, cart_token=cart, owner_email=email, at=self.now)
        ]
        self.decide(*uses)

    @rule(coupon=COUPONS, cart=st.sampled_from(["cart-1", "cart-2"]), email=EMAILS, target=holds)
    def hold(self, coupon: str, cart: str, email: str) -> tuple[str, str]:
        memory, sql = self.pair.both(
            lambda store: store.hold(SHOP, coupon, cart, email, self.after(15), self.now)
        )
        if isinstance(memory, Hold):
            assert isinstance(sql, Hold)
            assert replace(memory, id="") == replace(sql, id="")
            return memory.id, sql.id
        assert memory == sql
        return "no hold", "no hold"

    @rule(ids=holds)
    def release(self, ids: tuple[str, str]) -> None:
        self.each(ids, lambda store, hold: store.release(SHOP, hold, self.now))

    @rule(ids=holds)
    def hold_timer_comes(self, ids: tuple[str, str]) -> None:
        event = self.event()

        async def release(store: Store, hold: str) -> bool:
            committed = await timer_came(store, ReleaseHold(hold_id=hold), event=event, now=self.now)
            return committed.repeated

        self.each(ids, release)

    def each(self, ids: tuple[str, str], call: Callable[[Store, str], Awaitable[Outcome]]) -> None:
        """A call on something that has another id in each store."""
        by_store = dict(zip(map(id, self.pair.stores), ids, strict=True))
        self.pair.same(lambda store: call(store, by_store[id(store)]))

    @rule(coupon=COUPONS)
    def coupon_timer_comes(self, coupon: str) -> None:
        event = self.event()
        self.pair.same(
            lambda store: timer_came(store, ExpireCoupon(coupon_id=coupon), event=event, now=self.now)
        )

    @rule(coupon=COUPONS, shop=SHOPS)
    def revoke(self, coupon: str, shop: str) -> None:
        self.pair.same(lambda store: store.revoke_coupon(shop, coupon, "", ME, self.now))

    @rule(order_id=ORDERS, state=st.sampled_from(OrderState), priced=st.booleans(), email=EMAILS)
    def record(self, order_id: str, state: OrderState, priced: bool, email: str) -> None:
        placed = order(order_id, state, email=email)
        price = quote(1000 + self.events) if priced else None
        effects: list[Effect] = [replace(saved(priced=price), order=placed)]
        if state is OrderState.PAID:
            effects.append(bought(1000, email=email, external_id="u1" if email == "a@x.jp" else None))
        self.decide(*effects, of=placed, priced=price)

    @rule(
        event=st.sampled_from(["x1", "x2"]),
        key=st.sampled_from(["k1", "k2", None]),
        asked=st.sampled_from([b"a", b"b"]),
    )
    def repeat(self, event: str, key: str | None, asked: bytes) -> None:
        receipt = Receipt(key=key, request_hash=asked) if key else None
        self.decide(use(1), send(event), event=event, receipt=receipt, answer=event.encode())

    @rule(
        keys=st.lists(COUNTERS, min_size=1, max_size=3),
        amount=st.integers(1, 3),
        limit=st.sampled_from([3, 5, None]),
        days=st.sampled_from([None, 1]),
    )
    def count(self, keys: list[CounterKey], amount: int, limit: int | None, days: int | None) -> None:
        ends = None if days is None else self.after(1440)
        self.decide(*(use(amount, limit, key=key, ends=ends) for key in keys))

    @rule(order_id=ORDERS, code=st.sampled_from([None, "SALE"]))
    def grant(self, order_id: str, code: str | None) -> None:
        figures = stat(Metric.REDEEMED, rule="s"), stat(Metric.DISCOUNT_AMOUNT, 100, rule="s")
        self.decide(grant(order_id, code=code), *figures)

    @rule(
        key=st.sampled_from(["m1", "m2", "m3"]),
        coupon=st.none() | COUPONS,
        kind=st.sampled_from(MessageClass),
        wait=st.sampled_from([0, 20]),
        before=st.sampled_from([None, 60]),
    )
    def queue(self, key: str, coupon: str | None, kind: MessageClass, wait: int, before: int | None) -> None:
        send_before = None if before is None else self.after(before)
        self.decide(
            send(key, coupon_id=coupon, message_class=kind, due=self.after(wait), send_before=send_before)
        )

    @rule(target=messages, limit=st.sampled_from([1, 10]))
    def claim_messages(self, limit: int) -> tuple[StoredMessage, ...]:
        async def claim(store: Store) -> tuple[StoredMessage, ...]:
            claimed = await store.claim_messages(self.now, self.after(0.5), limit)
            return tuple(sorted(claimed, key=lambda message: message.id))

        claimed: tuple[StoredMessage, ...] = self.pair.same(claim)
        return claimed

    @rule(claimed=messages)
    def hand_over(self, claimed: tuple[StoredMessage, ...]) -> None:
        self.each_message(
            claimed,
            lambda one, store: store.hand_over(one, self.now, self.after(0.5), self.now.date()),
        )

    @rule(
        claimed=messages,
        state=st.sampled_from(
            [MessageState.SENT, MessageState.FAILED, MessageState.UNKNOWN, MessageState.DUE]
        ),
    )
    def settle(self, claimed: tuple[StoredMessage, ...], state: MessageState) -> None:
        again = self.after(5) if state is MessageState.DUE else None
        self.each_message(
            claimed,
            lambda one, store: store.settle_message(one, state, "why", again, self.now, self.now.date()),
        )

    @rule(claimed=messages, again=st.booleans())
    def resolve(self, claimed: tuple[StoredMessage, ...], again: bool) -> None:
        self.each_message(
            claimed, lambda one, store: store.resolve_message(SHOP, one.id, again, ME, self.now)
        )

    def each_message(
        self, claimed: tuple[StoredMessage, ...], call: Callable[[StoredMessage, Store], Awaitable[Outcome]]
    ) -> None:
        """The same call on each message, in both stores."""
        for message in claimed:
            self.pair.same(partial(call, message))

    @rule(target=timers)
    def claim_timers(self) -> tuple[tuple[Timer, ...], tuple[Timer, ...]]:
        memory, sql = self.pair.both(lambda store: store.claim_timers(self.now, self.after(0.5), 100))
        assert [(one.kind, one.due, one.attempt) for one in memory] == [
            (one.kind, one.due, one.attempt) for one in sql
        ]
        return memory, sql

    @rule(claimed=timers)
    def settle_timers(self, claimed: tuple[tuple[Timer, ...], tuple[Timer, ...]]) -> None:
        settled = [
            self.pair.run(settle_all(store, timers, self.now))
            for store, timers in zip(self.pair.stores, claimed, strict=True)
        ]
        assert settled[0] == settled[1]

    @rule(limit=st.sampled_from([2, 100]))
    def fold(self, limit: int) -> None:
        self.pair.same(lambda store: store.fold_stats(limit))

    @rule(key=st.sampled_from(["ip", "shop"]), amount=st.integers(0, 2))
    def guess(self, key: str, amount: int) -> None:
        self.pair.same(lambda store: store.take_attempts([(key, 3, 3600)], self.now, amount))

    @invariant()
    def both_say_the_same(self) -> None:
        needs: list[Need] = [
            *(CouponNeed(code=f"c{number}", cart_token="cart-1") for number in range(4)),
            *(CouponByIdNeed(coupon_id=f"c{number}") for number in range(4)),
            *(CounterNeed(key=CounterKey(area="limit", name=name, subject="shop")) for name in "xy"),
            *(OrderNeed(order_id=f"o{number}") for number in range(5)),
            CustomerNeed(email="a@x.jp", external_id="u1"),
        ]
        codes = [lookup(f"c{number}") for number in range(4)]
        self.pair.same(lambda store: store.load(SHOP, needs, codes, self.now))
        self.pair.same(lambda store: store.next_due())
        self.pair.same(lambda store: store.coupons(SHOP, ALL, rule=None, email=None, state=None))
        self.pair.same(lambda store: store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None))

    def teardown(self) -> None:
        """What is looked at once, at the end."""
        everything = timedelta(days=4000)
        self.pair.same(lambda store: store.stats(SHOP, None, NOW.date(), (NOW + everything).date(), None))
        self.pair.same(lambda store: store.orders(SHOP, ALL, email=None))
        self.pair.same(lambda store: store.redemptions(SHOP, ALL, rule=None, coupon_ids=None, order_id=None))
        self.pair.same(lambda store: store.audit(SHOP, ALL))
        assert self.pair.same(lambda store: store.check_invariants(None, NOW)) == ()


async def settle_all(store: Store, timers: tuple[Timer, ...], now: datetime) -> list[bool]:
    return [await store.settle_timer(timer, now) for timer in timers]


@pytest.mark.slow
def test_random_work_means_the_same_to_every_store(database_url: str, migrated_file: Path) -> None:
    agree(StoresAgree, database_url, migrated_file)


@pytest.mark.soak
@pytest.mark.parametrize("part", PARTS)
def test_long_random_work_means_the_same_to_every_store(
    database_url: str, migrated_file: Path, part: int
) -> None:
    agree(StoresAgree, database_url, migrated_file, LONG, part)
