"""Random work on gift cards gives the same balances in SQL as in memory, and a sound ledger (I20-I26)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, rule

from engine.model.card import CardFact, LotPart
from engine.model.card_effects import SpendCard
from engine.model.card_records import BalanceReport, CardHold, CardWanted, CashOutReason
from engine.model.effects import Effect, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import ChargeNeed
from engine.model.gift_card import Consideration
from engine.runtime.gift_card import parts_for
from engine.store.port import Store
from tests.store.builders import ALL, ME, SHOP, quote, saved
from tests.store.gifts import card_of, credit, expire, happens, publication, publish, restore, spend, timer
from tests.store.pairs import LONG, PARTS, Outcome, PairMachine, agree

CARDS = st.sampled_from(["g1", "g2", "g3"])
ORDERS = st.sampled_from(["o1", "o2", "o3"])
CARTS = st.sampled_from(["", "cart-1", "cart-2"])
KEYS = st.sampled_from([f"k{number}" for number in range(8)])
AMOUNTS = st.sampled_from([1, 300, 1000])


class LedgersAgree(PairMachine):
    """Cards are given, credited, spent, given back, held, ended, paid out in any order; the clock goes on."""

    holds = Bundle("holds")
    payments = Bundle("payments")

    def __init__(self) -> None:
        super().__init__()
        self.events = 0
        self.given: set[str] = set()

    def decide(self, *effects: Effect) -> Outcome:
        self.events += 1
        event = f"e{self.events}"
        return self.pair.same(lambda store: happens(store, *effects, event=event, now=self.now))

    def after(self, minutes: float) -> datetime:
        return self.now + timedelta(minutes=minutes)

    def seen(self, card: str) -> CardFact | None:
        return self.pair.run(card_of(self.pair.stores[0], card, now=self.now)) if card in self.given else None

    @rule(minutes=st.sampled_from([1, 15, 1440, 14400]))
    def time_passes(self, minutes: int) -> None:
        self.now = self.after(minutes)

    @rule(card=CARDS, days=st.sampled_from([None, 1, 30]), owner=st.sampled_from(["a@x.jp", None]))
    def give(self, card: str, days: int | None, owner: str | None) -> None:
        ends = None if days is None else self.after(1440 * days)
        made = publish(card, expires_at=ends, published_at=self.now, owner_email=owner)
        timers = [timer(card, ends)] if ends and card not in self.given else []
        if self.decide(publication(card, at=self.now), made, *timers):
            self.given.add(card)

    @rule(
        card=CARDS,
        key=KEYS,
        amount=AMOUNTS,
        kind=st.sampled_from(Consideration),
        days=st.sampled_from([None, 1, 5]),
    )
    def add(self, card: str, key: str, amount: int, kind: Consideration, days: int | None) -> None:
        ends = None if days is None else self.after(1440 * days)
        effect = credit(card, amount, key=key, consideration=kind, expires_at=ends, at=self.now)
        timers = []
        if ends:
            timers = [StartTimer(kind=TimerKind.CARD_EXPIRY, subject=f"{card}/{key}", due=ends)]
        self.decide(effect, *timers)

    @rule(card=CARDS, order=ORDERS, amount=AMOUNTS, cart=CARTS, target=payments)
    def pay(self, card: str, order: str, amount: int, cart: str) -> SpendCard | None:
        fact = self.seen(card)
        if fact is None or not parts_for(fact, amount, self.now):
            return None
        payment = spend(fact, amount, order, cart_token=cart, at=self.now)
        self.decide(payment)
        return payment

    @rule(card=CARDS, amount=AMOUNTS)
    def pay_more_than_there_is(self, card: str, amount: int) -> None:
        fact = self.seen(card)
        if fact is not None and fact.lots:
            parts = (LotPart(lot_id=fact.lots[0].id, amount=fact.lots[0].remaining + amount),)
            self.decide(spend(fact, 0, "greedy", parts=parts, at=self.now))

    @rule(order=ORDERS)
    def give_back(self, order: str) -> None:
        """What is left of the first card that paid for the order, as the core reads it."""
        priced = saved(order, priced=quote())
        self.decide(priced)
        need = ChargeNeed(order_id=order)
        facts = self.pair.same(lambda store: store.load(SHOP, [need], (), self.now))
        for tender in facts.charged[order].tenders if facts is not None else ():
            if tender.parts:
                name = f"r{self.events}"
                self.decide(restore(tender.card.id, tender.parts, name, order_id=order, at=self.now))

    @rule(card=CARDS, cart=st.sampled_from(["cart-1", "cart-2"]), amount=AMOUNTS, target=holds)
    def hold(self, card: str, cart: str, amount: int) -> tuple[str, str]:
        memory, sql = self.pair.both(
            lambda store: store.hold_card(SHOP, card, cart, amount, None, None, self.after(15), self.now)
        )
        if isinstance(memory, CardHold):
            assert isinstance(sql, CardHold)
            assert (memory.amount, memory.until) == (sql.amount, sql.until)
            return memory.id, sql.id
        assert memory == sql
        return "no hold", "no hold"

    @rule(ids=holds)
    def release(self, ids: tuple[str, str]) -> None:
        by_store = dict(zip(map(id, self.pair.stores), ids, strict=True))
        self.pair.same(lambda store: store.release_card(SHOP, by_store[id(store)], self.now))

    @rule(card=CARDS)
    def end(self, card: str) -> None:
        self.decide(expire(card, self.now))

    @rule(card=CARDS, on=st.booleans())
    def switch(self, card: str, on: bool) -> None:
        self.pair.same(lambda store: store.enable_card(SHOP, card, on, "why", ME, self.now))

    @rule(card=CARDS, expected=st.sampled_from([1, 300, 1000, 1300, 2000]))
    def pay_out(self, card: str, expected: int) -> None:
        reason = CashOutReason.CARD_DECLINED
        self.pair.same(lambda store: store.cash_out_card(SHOP, card, expected, reason, "", ME, self.now))

    @rule(which=st.integers(0, 5))
    def correct(self, which: int) -> None:
        moved = self.pair.run(self.pair.stores[0].transfers(SHOP, ALL))
        if which < len(moved):
            identity = moved[which].id
            self.pair.same(lambda store: store.reverse_credit(SHOP, identity, "typo", ME, self.now))

    @rule()
    def report(self) -> None:
        async def keep(store: Store) -> BalanceReport:
            found = await store.outstanding_cards(SHOP, self.now)
            paid, free = sum(one.paid for one in found), sum(one.free for one in found)
            report = BalanceReport(day=self.now.date(), at=self.now, paid=paid, free=free)
            return await store.keep_balance_report(SHOP, report)

        self.now = self.after(1)  # nothing else happens at this very instant
        self.pair.same(keep)
        self.now = self.after(1)

    @invariant()
    def both_say_the_same(self) -> None:
        self.pair.same(lambda store: store.cards(SHOP, ALL, CardWanted()))
        self.pair.same(lambda store: store.transfers(SHOP, ALL))
        self.pair.same(lambda store: store.outstanding_cards(SHOP, self.now))

    @invariant()
    def nothing_is_below_zero_or_made_of_nothing(self) -> None:
        memory = self.pair.stores[0]
        for card in self.pair.run(memory.cards(SHOP, ALL, CardWanted())):
            fact = card.fact
            assert fact.balance == sum(lot.remaining for lot in fact.lots) >= fact.held >= 0
        for transfer in self.pair.run(memory.transfers(SHOP, ALL)):
            assert sum(side.amount for side in transfer.postings) == 0

    def teardown(self) -> None:
        self.pair.same(lambda store: store.campaign_figures(SHOP, ["refunds"]))
        self.pair.same(lambda store: store.balance_reports(SHOP))
        self.pair.same(lambda store: store.audit(SHOP, ALL))
        assert self.pair.same(lambda store: store.check_invariants(None, self.now)) == ()


@pytest.mark.slow
def test_random_work_on_cards_means_the_same_to_every_store(database_url: str, migrated_file: Path) -> None:
    agree(LedgersAgree, database_url, migrated_file)


@pytest.mark.soak
@pytest.mark.parametrize("part", PARTS)
def test_long_random_work_on_cards_means_the_same_to_every_store(
    database_url: str, migrated_file: Path, part: int
) -> None:
    agree(LedgersAgree, database_url, migrated_file, LONG, part)
