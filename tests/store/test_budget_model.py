"""Random work on budgets: what is given and held never passes a limit, in any store, and a small model agrees (I23)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, rule

from engine.model.cart import Buyer
from engine.model.effects import Effect, ReturnCounter
from engine.model.facts import CounterKey, CounterNeed
from engine.model.program import Budget, BudgetReaction, Limit, Scope
from engine.model.records import Committed
from engine.runtime.claims import Claim, exceeded, issue_claim, spend_claim, use_counters
from engine.runtime.offer_refund import within
from engine.store.port import Conflict
from engine.values.duration import Duration, Unit
from tests.store.builders import SHOP, commit
from tests.store.pairs import LONG, PARTS, PairMachine, agree

TOKYO = ZoneInfo("Asia/Tokyo")
DAY, MONTH = Duration(count=1, unit=Unit.DAY), Duration(count=1, unit=Unit.MONTH)
HOLD = timedelta(minutes=15)

BUDGETS = (
    Budget(name="total", spend=3000),
    Budget(name="daily", spend=2000, spend_every=DAY),
    Budget(name="monthly", spend=4000, spend_every=MONTH, issue=Limit(count=5, scope=Scope.SHOP)),
    Budget(name="each", issue=Limit(count=2, scope=Scope.CUSTOMER)),
    Budget(name="each day", spend=5000, issue=Limit(count=1, scope=Scope.EMAIL, every=DAY)),
)
NAMES = st.sampled_from([one.name for one in BUDGETS])
BUYERS = st.sampled_from([Buyer(email="a@x.jp"), Buyer(email="b@x.jp", external_id="u2")])
AMOUNTS = st.sampled_from([1, 300, 700, 1999])


@dataclass(slots=True, kw_only=True)
class Grant:
    """What was given away, or is set aside until `until`; `left` is what each claim of it still uses."""

    claims: tuple[Claim, ...]
    left: dict[CounterKey, int]
    until: datetime | None
    settled: bool = False

    def takes(self, key: CounterKey, now: datetime) -> int:
        """What it uses of the present window of a counter."""
        ends = next((one.window_ends for one in self.claims if one.key == key), None)
        return self.left.get(key, 0) if ends is None or ends > now else 0


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The model: grants, one by one; what a counter holds is added up anew each time."""

    grants: list[Grant] = field(default_factory=list)
    ceilings: dict[CounterKey, int | None] = field(default_factory=dict)  # limits at the last grant of each

    def used(self, key: CounterKey, now: datetime) -> int:
        return sum(one.takes(key, now) for one in self.grants)

    def allows(self, claims: Sequence[Claim], amount: int, now: datetime) -> bool:
        return all(
            one.limit is None or self.used(one.key, now) + one.size(amount) <= one.limit for one in claims
        )

    def give(self, claims: tuple[Claim, ...], amount: int, until: datetime | None) -> Grant:
        grant = Grant(claims=claims, left={one.key: one.size(amount) for one in claims}, until=until)
        self.grants.append(grant)
        self.ceilings |= {one.key: one.limit for one in claims}
        return grant


class BudgetsAgree(PairMachine):
    """Grants, holds, what becomes of them, refunds, days that pass and limits that a new revision changes."""

    grants = Bundle("grants")

    def __init__(self) -> None:
        super().__init__()
        self.events = 0
        self.ledger = Ledger()
        self.budgets = {one.name: one for one in BUDGETS}

    def claims(self, names: Iterable[str], buyer: Buyer) -> tuple[Claim, ...]:
        def each() -> Iterator[Claim]:
            for name in sorted(names):
                yield from spend_claim(self.budgets[name], self.now, TOKYO)
                yield from issue_claim(self.budgets[name], buyer, self.now, TOKYO) or ()

        return tuple(each())

    def counters(self, keys: Iterable[CounterKey]) -> dict[CounterKey, int]:
        """What both stores read, which the model knew."""
        needs = [CounterNeed(key=key) for key in keys]
        facts = self.pair.same(lambda store: store.load(SHOP, needs, (), self.now))
        assert facts.counters == {one.key: self.ledger.used(one.key, self.now) for one in needs}
        return cast("dict[CounterKey, int]", facts.counters)

    def decide(self, *effects: Effect) -> bool:
        """Whether both stores took it; they refuse for one reason only."""
        self.events += 1
        event = f"e{self.events}"
        done = self.pair.same(lambda store: commit(store, *effects, event=event, now=self.now))
        assert isinstance(done, Committed) or done[0] is Conflict
        return isinstance(done, Committed)

    @rule(minutes=st.sampled_from([1, 15, 300, 1440, 14400]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(
        names=st.sets(NAMES, min_size=1, max_size=3),
        buyer=BUYERS,
        amount=AMOUNTS,
        held=st.booleans(),
        target=grants,
    )
    def give(self, names: set[str], buyer: Buyer, amount: int, held: bool) -> Grant | None:
        """As the core does: what is read allows it or not, and what it allows goes through."""
        claims = self.claims(names, buyer)
        read = self.counters(one.key for one in claims)
        allowed = self.ledger.allows(claims, amount, self.now)
        assert (exceeded(claims, amount, read) is None) is allowed
        if not allowed:
            return None
        assert self.decide(*use_counters([(claims, amount)], read))
        return self.ledger.give(claims, amount, self.now + HOLD if held else None)

    @rule(name=NAMES, buyer=BUYERS, amount=AMOUNTS, target=grants)
    def give_by_what_was_read_before(self, name: str, buyer: Buyer, amount: int) -> Grant | None:
        """The write alone guards the limit: whoever decided on old figures is refused exactly when it would pass it."""
        claims = self.claims([name], buyer)
        allowed = self.ledger.allows(claims, amount, self.now)
        assert self.decide(*use_counters([(claims, amount)], {})) is allowed
        return self.ledger.give(claims, amount, None) if allowed else None

    @rule(grant=grants, share=st.sampled_from([0, 1, 2]))
    def settle(self, grant: Grant | None, share: int) -> None:
        """A hold becomes a grant of half or all of it, or is let go; what is over goes back."""
        if grant is not None and grant.until is not None and not grant.settled:
            grant.settled = True
            self.back(grant, {one.key: self.kept(grant, one, share) for one in grant.claims})

    @staticmethod
    def kept(grant: Grant, claim: Claim, share: int) -> int:
        there = grant.left[claim.key]
        return there * share // 2 if claim.money else there * min(share, 1)

    @rule()
    def holds_end(self) -> None:
        """Nobody answered in time: everything that they set aside goes back."""
        for grant in self.ledger.grants:
            if grant.until is not None and grant.until <= self.now and not grant.settled:
                grant.settled = True
                self.back(grant, {one.key: 0 for one in grant.claims})

    @rule(grant=grants, amount=AMOUNTS)
    def refund(self, grant: Grant | None, amount: int) -> None:
        """A part of the money comes back; with the last of it the use does too."""
        if grant is None or (grant.until is not None and not grant.settled):
            return
        money = [one.key for one in grant.claims if one.money]
        stays = {key: max(0, grant.left[key] - amount) for key in money}
        undone = not any(stays.values())
        uses = {one.key: 0 if undone else grant.left[one.key] for one in grant.claims if not one.money}
        self.back(grant, stays | uses)

    def back(self, grant: Grant, stays: dict[CounterKey, int]) -> None:
        """Give back all but what stays, by way of the core; a window that is over keeps what it had."""
        read = self.counters(stays)
        returned = [
            ReturnCounter(
                key=one.key, amount=grant.left[one.key] - stays[one.key], window_ends=one.window_ends
            )
            for one in grant.claims
        ]
        assert self.decide(*within([one for one in returned if one.amount], read))
        grant.left = {
            key: stays[key] if grant.takes(key, self.now) else amount for key, amount in grant.left.items()
        }

    @rule(name=NAMES, factor=st.sampled_from([0, 1, 2, 4]), then=st.sampled_from(BudgetReaction))
    def revise(self, name: str, factor: int, then: BudgetReaction) -> None:
        """A new revision has another limit, at times below what is used already, or only notifies."""
        first = next(one for one in BUDGETS if one.name == name)
        issue = None if first.issue is None else replace(first.issue, count=first.issue.count * factor // 2)
        spend = None if first.spend is None else first.spend * factor // 2
        self.budgets[name] = replace(first, spend=spend, issue=issue, then=then)

    @invariant()
    def nothing_passes_its_limit(self) -> None:
        for key, used in self.counters(self.ledger.ceilings).items():
            ceiling = self.ledger.ceilings[key]
            assert used >= 0
            assert ceiling is None or used <= ceiling

    def teardown(self) -> None:
        assert self.pair.same(lambda store: store.check_invariants(None, self.now)) == ()


@pytest.mark.slow
def test_random_work_on_budgets_never_passes_a_limit(database_url: str, migrated_file: Path) -> None:
    agree(BudgetsAgree, database_url, migrated_file)


@pytest.mark.soak
@pytest.mark.parametrize("part", PARTS)
def test_long_random_work_on_budgets_never_passes_a_limit(
    database_url: str, migrated_file: Path, part: int
) -> None:
    agree(BudgetsAgree, database_url, migrated_file, LONG, part)
