"""The steps of a list run for each of its readers: sent when due, planned anew when rules or dates change (D2.d)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from engine.model.cart import Buyer
from engine.model.effects import Effect, SendMessage, StartTimer
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import CounterKey, Facts
from engine.model.list_effects import AdvanceEnrolment
from engine.model.messages import ListBody, Step
from engine.model.program import MessageClass, Rule, Status
from engine.model.reader import Enrolment, EnrolmentState
from engine.runtime.claims import exceeded, keys_of, limit_claims, use_counters
from engine.runtime.list_steps import keyed, last_chance, step_due
from engine.runtime.messages import after_quiet, dedupe_key, recipient_of
from engine.runtime.prepare import Prepared

AT_ONCE = 500
"""Readers that one transaction writes to, or plans for."""

FREQUENCY_CAP = "frequency_cap"
NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """Sends what is due `at` of one list; `used` are counters as far as this decision has used them."""

    prepared: Prepared
    rule: Rule
    at: datetime
    used: Counter[CounterKey]

    def effects(self, one: Enrolment) -> Iterator[Effect]:
        """Messages of pending steps that are due, what is pending then, and the timer of the next."""
        body, event_at = cast(ListBody, self.rule.body), date_of_event(self.prepared, one)
        waiting: list[datetime] = []
        pending: set[str] = set()
        for key, step in keyed(body.steps):
            if key not in one.pending:
                continue
            due = step_due(step, one.joined_at, event_at, self.prepared.zone)
            if due is not None and due <= self.at:
                yield from self._message(one, key, step, due, event_at)
                continue
            pending.add(key)
            waiting += [] if due is None else [due]
        if pending != one.pending:
            yield AdvanceEnrolment(enrolment_id=one.id, pending=frozenset(pending))
        if waiting:
            yield StartTimer(kind=TimerKind.LIST_STEP, subject=one.id, due=min(waiting))

    def _message(
        self, one: Enrolment, key: str, step: Step, due: datetime, event_at: datetime | None
    ) -> Iterator[Effect]:
        recipient = recipient_of(step.channel, one.buyer)
        refused = NO_ADDRESS if recipient is None else ""
        claims = (
            () if one.test or refused else limit_claims(self.rule, counted(one), self.at, self.prepared.zone)
        )
        if claims and exceeded(claims, 0, self.used) is not None:
            refused = FREQUENCY_CAP
        elif claims:
            self.used.update({claim.key: claim.size(0) for claim in claims})
            yield from use_counters([(claims, 0)], self.used)
        body = cast(ListBody, self.rule.body)
        planned = after_quiet(self.prepared, step.channel, self._class(step), due)
        yield SendMessage(
            dedupe_key=dedupe_key(one.id, key),
            rule=self.rule.name,
            channel=step.channel,
            template=step.template,
            message_class=self._class(step),
            recipient=recipient or "",
            locale=one.locale,
            due=after_quiet(self.prepared, step.channel, self._class(step), max(due, self.at)),
            send_before=last_chance(step, planned, event_at, body.late, self.prepared.zone),
            coupon_id=None,
            order_id=one.order_id or None,
            test=one.test,
            enrolment_id=one.id,
            refused=refused,
        )

    def _class(self, step: Step) -> MessageClass:
        advertising = step.template in self.prepared.advertising
        return MessageClass.ADVERTISING if advertising else step.message_class


def step_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """A step of a reader is due; one who left, or a list that is paused, sends nothing."""
    one = facts.enrolments.get(event.subject)
    rule = None if one is None else prepared.list_rules.get(one.list)
    if (
        one is None
        or rule is None
        or one.state is not EnrolmentState.ACTIVE
        or rule.status is not Status.LIVE
    ):
        return
    yield from StepRun(prepared=prepared, rule=rule, at=event.at, used=Counter(facts.counters)).effects(one)


def plan_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """Rules or dates of events have changed: readers wait for the new times, a page of readers at a time.

    A step that was still to come is never lost and never comes twice; a new one is only for who it is still ahead of.
    """
    for one in facts.enrolments.values():
        rule = prepared.list_rules.get(one.list)
        if rule is None or rule.status is not Status.LIVE:
            continue
        body, event_at = cast(ListBody, rule.body), date_of_event(prepared, one)
        dues = {
            key: step_due(step, one.joined_at, event_at, prepared.zone) for key, step in keyed(body.steps)
        }
        pending = {key for key, due in dues.items() if key in one.pending or due is None or due > event.at}
        if pending != one.pending:
            yield AdvanceEnrolment(enrolment_id=one.id, pending=frozenset(pending))
        ahead = [due for key, due in dues.items() if key in pending and due is not None]
        if ahead:
            # What is overdue, of a list that was paused, comes now: its timer fired while nothing could be sent.
            due = max(min(ahead), event.at)
            yield StartTimer(kind=TimerKind.LIST_STEP, subject=one.id, due=due)
    yield from next_page(event, TimerKind.LISTS_PLAN, "", facts)


def next_page(event: TimerCame, kind: TimerKind, before: str, facts: Facts) -> Iterator[Effect]:
    """The timer of the readers after these, when there may be more."""
    if len(facts.enrolments) == AT_ONCE:
        last = next(reversed(tuple(facts.enrolments)))  # in the order of the store
        yield StartTimer(kind=kind, subject=before + last, due=event.at)


def cap_keys(prepared: Prepared, enrolment: Enrolment | None, at: datetime) -> tuple[CounterKey, ...]:
    """The counters of the caps that the steps of a reader use."""
    rule = None if enrolment is None else prepared.list_rules.get(enrolment.list)
    if rule is None or enrolment is None or enrolment.test:
        return ()
    return tuple(keys_of(limit_claims(rule, counted(enrolment), at, prepared.zone) or ()))


def counted(one: Enrolment) -> Buyer:
    """Whose messages a cap counts; who is known by telephone only is counted by that."""
    return one.buyer if one.email or one.external_id else Buyer(external_id=one.reader)


def date_of_event(prepared: Prepared, one: Enrolment) -> datetime | None:
    """The date of what was bought, as the catalogue has it now: an event that is moved takes its steps along."""
    product = prepared.program.catalog.products.get(one.sku)
    return None if product is None else product.event_at
