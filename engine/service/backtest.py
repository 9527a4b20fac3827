"""Past orders under two sets of rules, side by side: what a change of the rules would have cost, and whom."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.decision import Problem, Rejection, TraceStep
from engine.model.program import Program
from engine.model.quote import Quote
from engine.runtime.prepare import prepare
from engine.service.past_order import PastOrder
from engine.service.replay import TELL_EVERY, Replaying, ReplayReport

MOST_TOLD = 10
"""Orders and rules that a report tells, those with the largest difference first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One order under one set of rules: what it cost and each rule's discount, minor units, or why it was refused.

    `trace` says why, line by line, of the rules that the two sides differ in; empty where nobody asked.
    """

    total: int
    rules: Mapping[str, int]
    refused: Problem | None = None
    trace: tuple[TraceStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange:
    """A past order that comes out differently."""

    id: str
    at: datetime
    old: Side
    new: Side

    @property
    def dearer(self) -> int:
        """How much more the buyer pays under the new rules, minor units; negative: less."""
        return self.new.total - self.old.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """Both replays and what lies between them; money is minor units.

    `margins` are what is left of the goods after discounts and their cost, old and new; `pieces_without_cost` are in
    neither. `rules` tells by how much more each rule takes off. `largest` are explained.
    """

    old: ReplayReport
    new: ReplayReport
    changed: int
    cheaper: int
    dearer: int
    margins: tuple[int, int]
    pieces_without_cost: int
    rules: Mapping[str, int]
    largest: tuple[OrderChange, ...]

    @property
    def extra(self) -> int:
        """How much more the new rules take off in all."""
        return self.new.discount - self.old.discount


def backtest(
    old: Program,
    new: Program,
    rows: Iterable[bytes | str],
    *,
    changes: Callable[[OrderChange], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Backtest:
    """Decide every order of a file (`service.past_order`) under both, each with limits, budgets and coupons of its own.

    `changes` is given every order that comes out differently, in their order. Nothing is stored and nothing is sent.
    """
    run = _Comparing(old, new)
    for number, row in enumerate(rows, 1):
        change = run.take(row, number)
        if change is not None and changes is not None:
            changes(change)
        if progress is not None and number % TELL_EVERY == 0:
            progress(number)
    return run.result()


class _Comparing:
    def __init__(self, old: Program, new: Program) -> None:
        self.sides = Replaying(prepare(old), stateful=True), Replaying(prepare(new), stateful=True)
        self.now_called = {former: rule.name for rule in new.rules for former in rule.was}
        self.counts: Counter[str] = Counter()
        self.margins = [0, 0]
        self.largest: list[tuple[int, int, OrderChange]] = []

    def take(self, row: bytes | str, number: int) -> OrderChange | None:
        old, new = (side.take(row, number) for side in self.sides)
        if old is None or new is None:
            return None
        for place, (_, outcome) in enumerate((old, new)):
            if isinstance(outcome, Quote):
                self.margins[place] += self._margin(place, outcome)
        before, after = self._side(old[1]), self._side(new[1])
        if before == after:
            return None
        return self._changed(old[0], before, after, number)

    def _changed(self, past: PastOrder, before: Side, after: Side, number: int) -> OrderChange:
        change = OrderChange(id=past.order.id, at=past.order.placed_at, old=before, new=after)
        self.counts["changed"] += 1
        self.counts["cheaper"] += change.dearer < 0
        self.counts["dearer"] += change.dearer > 0
        size = abs(change.dearer)
        # Ties go to the earlier order, so that the same file gives the same report.
        if len(self.largest) < MOST_TOLD:
            heapq.heappush(self.largest, (size, -number, self._explained(change)))
        elif size > self.largest[0][0]:
            heapq.heapreplace(self.largest, (size, -number, self._explained(change)))
        return change

    def _explained(self, change: OrderChange) -> OrderChange:
        names = {rule for rule, _ in change.old.rules.items() ^ change.new.rules.items()}
        old, new = (
            tuple(step for step in side.explain() if self._name(step.rule) in names) for side in self.sides
        )
        return replace(change, old=replace(change.old, trace=old), new=replace(change.new, trace=new))

    def _name(self, rule: str) -> str:
        """What the new rules call it: a rename is no difference."""
        return self.now_called.get(rule, rule)

    def _side(self, outcome: Quote | Rejection) -> Side:
        if isinstance(outcome, Rejection):
            return Side(total=0, rules={}, refused=outcome.problem)
        rules: Counter[str] = Counter()
        for one in outcome.adjustments:
            rules[self._name(one.rule)] += one.amount + one.given
        return Side(total=outcome.total, rules=dict(rules))

    def _margin(self, place: int, quote: Quote) -> int:
        products = self.sides[place].prepared.program.catalog.products
        margin = -sum(one.shipping for one in quote.adjustments)
        for line in quote.lines:
            product = products.get(line.sku)
            if product is None or product.cost is None:
                self.counts["without_cost"] += line.quantity if place else 0
            else:
                margin += line.total - product.cost * line.quantity
        return margin

    def result(self) -> Backtest:
        old, new = (side.report(0.0, 0.0) for side in self.sides)
        by_rule = Counter(new.discount_by_rule)
        for rule, amount in old.discount_by_rule.items():
            by_rule[self._name(rule)] -= amount
        told = sorted(by_rule.items(), key=lambda one: (-abs(one[1]), one[0]))
        return Backtest(
            old=old,
            new=new,
            changed=self.counts["changed"],
            cheaper=self.counts["cheaper"],
            dearer=self.counts["dearer"],
            margins=(self.margins[0], self.margins[1]),
            pieces_without_cost=self.counts["without_cost"],
            rules={rule: amount for rule, amount in told if amount},
            largest=tuple(one for *_, one in sorted(self.largest, key=lambda one: (-one[0], -one[1]))),
        )
