"""Past orders under today's rules: what they would have matched, given away and refused, and how fast that is known."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.answers import RowProblem
from engine.model.decision import Decision, Problem, Rejection, TraceStep
from engine.model.effects import Metric
from engine.model.events import Event, OrderRecorded, RefusedCodes
from engine.model.facts import CustomerFact, Facts, Need
from engine.model.program import Program, Status
from engine.model.quote import Quote, RefusalReason
from engine.runtime.decide import decide
from engine.runtime.needs import further_needs, needs
from engine.runtime.prepare import Prepared, prepare
from engine.runtime.quote import quote
from engine.service.past_order import PastOrder, Till, read_past_order
from engine.service.past_world import PastWorld

MOST_PROBLEMS = 20
"""Bad rows that a report shows; all of them are counted."""

TELL_EVERY = 500  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """What became of past orders; money is minor units.

    `decided` orders were priced, `refused` ones not (by what is wrong with them), `bad_rows` could not be read. An
    order that a rule discounted, or that earned a coupon of it, `matched` it. Arms of experiments in `dealt_anew` go by
    no shop's salt: who had one arm there may have another here. `seconds` and `cpu_seconds` went into reading, deciding
    and keeping state.
    """

    stateful: bool
    rules: int
    orders: int
    lines: int
    lines_without_quantity: int
    bad_rows: int
    problems: tuple[RowProblem, ...]
    repeated: int
    out_of_order: int
    refused: Mapping[Problem, int]
    decided: int
    discounted_orders: int
    goods: int
    discount: int
    matched: Mapping[str, int]
    discount_by_rule: Mapping[str, int]
    codes: int
    codes_accepted: int
    codes_refused: Mapping[RefusalReason, int]
    codes_of_refused_orders: int
    coupons_issued: int
    coupons_redeemed: int
    coupons_expired: int
    messages: int
    seconds: float
    cpu_seconds: float
    dealt_anew: tuple[str, ...] = ()

    @property
    def checks(self) -> int:
        """Rules answered: every live rule for every order decided."""
        return self.rules * self.decided


def replay(
    program: Program,
    rows: Iterable[bytes | str],
    *,
    stateful: bool = True,
    progress: Callable[[int], None] | None = None,
) -> ReplayReport:
    """Decide every order of a file (`service.past_order`) in its order; nothing is stored and nothing is sent.

    With state, limits, budgets, coupons and the buyers' history grow from order to order, starting from nothing.
    Without, every order is priced on its own, as if it were the first. `progress` is told how many rows are done.
    """
    run = Replaying(prepare(program), stateful)
    began, cpu = time.perf_counter(), time.process_time()
    for number, row in enumerate(rows, 1):
        run.take(row, number)
        if progress is not None and number % TELL_EVERY == 0:
            progress(number)
    return run.report(time.perf_counter() - began, time.process_time() - cpu)


class Replaying:
    """Past orders under one set of rules, one after the other, with all that they leave behind."""

    def __init__(self, prepared: Prepared, stateful: bool) -> None:
        self.prepared, self.stateful = prepared, stateful
        program = prepared.program
        self.till = Till(products=program.catalog.products, rounding=program.settings.rounding)
        self.world = PastWorld()
        self.seen: set[str] = set()
        self.newest: datetime | None = None
        self.asked: tuple[OrderRecorded, Facts] | None = None
        self.counts: Counter[str] = Counter()
        self.problems: list[RowProblem] = []
        self.refused: Counter[Problem] = Counter()
        self.matched: Counter[str] = Counter()
        self.discounts: Counter[str] = Counter()
        self.codes_refused: Counter[RefusalReason] = Counter()

    def take(self, row: bytes | str, number: int) -> tuple[PastOrder, Quote | Rejection] | None:
        """Decide on one row; None for one that cannot be read or was there before."""
        past = read_past_order(row, number, self.till, self.prepared.zone)
        if isinstance(past, RowProblem):
            self.counts["bad_rows"] += 1
            if len(self.problems) < MOST_PROBLEMS:
                self.problems.append(past)
            return None
        order = past.order
        self.counts["orders"] += 1
        self.counts["lines"] += len(order.cart.lines) + past.without_quantity
        self.counts["without_quantity"] += past.without_quantity
        if order.id in self.seen:
            self.counts["repeated"] += 1
            return None
        self.seen.add(order.id)
        if self.newest is not None and order.placed_at < self.newest:
            self.counts["out_of_order"] += 1
        else:
            self.newest = order.placed_at
        outcome = self._with_state(past) if self.stateful else self._alone(past)
        self._count(past, outcome)
        return past, outcome

    def explain(self) -> tuple[TraceStep, ...]:
        """Why the last order that was decided with state came out as it did, line by line."""
        if self.asked is None:
            return ()
        outcome = decide(self.prepared, *self.asked, trace=True)
        return outcome.trace if isinstance(outcome, Decision) else ()

    def _alone(self, past: PastOrder) -> Quote | Rejection:
        facts = Facts(customer=CustomerFact(tags=past.tags, tier=past.tier))
        return quote(self.prepared, past.order.cart, facts, past.order.placed_at)

    def _with_state(self, past: PastOrder) -> Quote | Rejection:
        world, at = self.world, past.order.placed_at
        for timer in world.due(at):
            outcome = decide(self.prepared, timer, self._facts(timer))
            if isinstance(outcome, Decision):
                world.perform(outcome.effects, timer.at)
        order = past.order
        if past.coupons:
            own = [world.code_of(rule, order.cart.buyer) for rule in past.coupons]
            order = replace(
                order, cart=replace(order.cart, codes=tuple(dict.fromkeys((*order.cart.codes, *own))))
            )
        event = OrderRecorded(id=order.id, at=at, order=order, refused_codes=RefusedCodes.RECORD)
        self.asked = event, self._facts(event, past)
        outcome = decide(self.prepared, *self.asked)
        if isinstance(outcome, Rejection):
            return outcome
        world.perform(outcome.effects, at)
        if outcome.quote is None:
            raise AssertionError(f"the paid order {order.id} was decided without a quote")
        return outcome.quote

    def _facts(self, event: Event, past: PastOrder | None = None) -> Facts:
        """What is known of all that the event needs."""
        world, known = self.world, self.world.facts(needs(self.prepared, event), event.at, past)
        asked: tuple[Need, ...] = ()
        while further := tuple(one for one in further_needs(self.prepared, event, known) if one not in asked):
            known = known.with_more(world.facts(further, event.at))
            asked += further
        return known

    def _count(self, past: PastOrder, outcome: Quote | Rejection) -> None:
        codes = len(past.order.cart.codes) + len(past.coupons)
        self.counts["codes"] += codes
        if isinstance(outcome, Rejection):
            self.refused[outcome.problem] += 1
            self.counts["codes_of_refused_orders"] += codes
            return
        counts = self.counts
        counts["decided"] += 1
        counts["goods"] += outcome.subtotal
        counts["discount"] += outcome.discount
        counts["discounted"] += outcome.discount > 0
        for adjustment in outcome.adjustments:
            self.matched[adjustment.rule] += 1
            self.discounts[adjustment.rule] += adjustment.amount
            counts["accepted"] += adjustment.code is not None
        for refusal in outcome.refusals:
            if refusal.code is not None:
                self.codes_refused[refusal.reason] += 1

    def report(self, seconds: float, cpu_seconds: float) -> ReplayReport:
        """What became of all of them."""
        counts, world = self.counts, self.world
        for (rule, metric), amount in world.figures.items():
            if metric is Metric.ISSUED:
                self.matched[rule] += amount
        return ReplayReport(
            stateful=self.stateful,
            rules=sum(rule.status is Status.LIVE for rule in self.prepared.program.rules),
            orders=counts["orders"],
            lines=counts["lines"],
            lines_without_quantity=counts["without_quantity"],
            bad_rows=counts["bad_rows"],
            problems=tuple(self.problems),
            repeated=counts["repeated"],
            out_of_order=counts["out_of_order"],
            refused=dict(self.refused),
            decided=counts["decided"],
            discounted_orders=counts["discounted"],
            goods=counts["goods"],
            discount=counts["discount"],
            matched=dict(self.matched.most_common()),
            discount_by_rule=dict(self.discounts.most_common()),
            codes=counts["codes"],
            codes_accepted=counts["accepted"],
            codes_refused=dict(self.codes_refused.most_common()),
            codes_of_refused_orders=counts["codes_of_refused_orders"],
            coupons_issued=world.coupons_issued,
            coupons_redeemed=world.coupons_redeemed,
            coupons_expired=world.coupons_expired,
            messages=world.messages,
            seconds=seconds,
            cpu_seconds=cpu_seconds,
            dealt_anew=() if self.prepared.lab is None else tuple(self.prepared.lab.experiments),
        )
