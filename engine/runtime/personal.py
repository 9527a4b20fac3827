"""What rules give to a customer without an order: on joining, for a birthday, after a long time without one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from engine.model.cart import Cart
from engine.model.customer import CustomerRecord
from engine.model.data_subject import is_pseudonym
from engine.model.effects import Effect, SaveCustomer, StartTimer
from engine.model.events import CustomerRecorded, TimerCame, TimerKind
from engine.model.facts import CustomerFact, Facts, Person
from engine.model.gift_card import GiftCardBody
from engine.model.program import Rule, TriggerKind
from engine.runtime.card_earn import personal_cards
from engine.runtime.card_publish import Giving
from engine.runtime.cause import Cause
from engine.runtime.claims import use_counters
from engine.runtime.interpret import holds, in_force
from engine.runtime.issue import Earned, Ends, grant, issue_effects, use
from engine.runtime.lists import leave_effects
from engine.runtime.moments import has_come, next_moment
from engine.runtime.prepare import Prepared
from engine.runtime.stats import count, earned_figures
from engine.vocabulary.fields import Sight

TIMED: Mapping[TimerKind, TriggerKind] = {
    TimerKind.CUSTOMER_BIRTHDAY: TriggerKind.CUSTOMER_BIRTHDAY,
    TimerKind.CUSTOMER_INACTIVE: TriggerKind.CUSTOMER_INACTIVE,
}
CONGRATULATED = timedelta(days=7)
"""After an outage: a birthday that is over for longer is not congratulated on any more."""


def timer_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """A moment of a customer has come: what the rules that waited for it give, and the next such moment."""
    person = facts.people.get(event.subject)
    if person is None:
        return
    yield from _granted(prepared, due_rules(prepared, event, person), person, facts, event)
    yield from planned(prepared, (event.kind,), (person,), event.due or event.at)


def due_rules(prepared: Prepared, event: TimerCame, person: Person) -> tuple[Rule, ...]:
    """The rules whose moment of this customer has come; none when it is past for too long."""
    due = event.due or event.at
    if event.kind is TimerKind.CUSTOMER_BIRTHDAY and event.at - due > CONGRATULATED:
        return ()
    return tuple(one for one in started(prepared, TIMED[event.kind]) if _is_due(one, person, due, prepared))


def record_effects(prepared: Prepared, event: CustomerRecorded, facts: Facts) -> Iterator[Effect]:
    """What the shop tells is kept; a new birthday is waited for, a new member is welcomed."""
    before = facts.people.get(event.customer.key)
    person = told(event.customer, before)
    yield SaveCustomer(record=event.customer, at=event.at)
    if before is None or person.customer.birthday != before.customer.birthday:
        yield from planned(prepared, (TimerKind.CUSTOMER_BIRTHDAY,), (person,), event.at)
    if joins(event.customer, before):
        rules = started(prepared, TriggerKind.CUSTOMER_JOINED)
        yield from _granted(prepared, rules, person, facts, event)
        yield from leave_effects(prepared, person.buyer, TriggerKind.CUSTOMER_JOINED, (), event.at)


def joins(record: CustomerRecord, before: Person | None) -> bool:
    """Whether the customer was no member until now."""
    return record.joined_at is not None and (before is None or before.customer.joined_at is None)


def told(record: CustomerRecord, before: Person | None) -> Person:
    """The customer as known from now on."""
    known = before.customer if before else CustomerFact()
    given = {
        "birthday": record.birthday,
        "tags": record.tags,
        "tier": record.tier,
        "blocked": record.blocked,
        "joined_at": record.joined_at if known.joined_at is None else None,
    }
    customer = replace(known, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    buyer = record.buyer
    if before is not None:
        said = {name: getattr(buyer, name) for name in ("email", "phone", "external_id", "name", "locale")}
        buyer = replace(before.buyer, **{name: text for name, text in said.items() if text})
    return Person(
        key=record.key, buyer=replace(buyer, member=customer.joined_at is not None), customer=customer
    )


def planned(
    prepared: Prepared, kinds: Iterable[TimerKind], people: Iterable[Person], after: datetime
) -> Iterator[StartTimer]:
    """The next moment of each kind that any rule waits for with each of these people."""
    waited = [
        (kind, [one.trigger for one in started(prepared, TIMED[kind]) if one.trigger]) for kind in kinds
    ]
    for person in people:
        if is_pseudonym(person.key):
            continue  # nobody is there to get anything
        for kind, triggers in waited:
            moments = [next_moment(one, person.customer, after, prepared.zone) for one in triggers]
            due = min((moment for moment in moments if moment is not None), default=None)
            if due is not None:
                yield StartTimer(kind=kind, subject=person.key, due=due)


def started(prepared: Prepared, kind: TriggerKind) -> tuple[Rule, ...]:
    """Live rules that wait for something of this kind."""
    return prepared.personal.get(kind, ())


def sight_of(prepared: Prepared, person: Person, now: datetime) -> Sight:
    """What conditions see of a customer: no cart, no order."""
    cart = Cart(lines=(), buyer=person.buyer)
    return Sight(cart=cart, customer=person.customer, catalog=prepared.program.catalog, now=now)


def _is_due(rule: Rule, person: Person, due: datetime, prepared: Prepared) -> bool:
    return rule.trigger is not None and has_come(rule.trigger, person.customer, due, prepared.zone)


def cause_of(event: TimerCame | CustomerRecorded, person: Person) -> Cause:
    """Why somebody gets something: one occurrence, under whichever of their addresses its moment comes."""
    if isinstance(event, TimerCame):
        occurrence = f"{TIMED[event.kind]} {(event.due or event.at).isoformat()}"
    else:
        occurrence = TriggerKind.CUSTOMER_JOINED
    who = person.buyer.external_id or person.key
    return Cause(receiver=person.buyer, occurrence=f"{occurrence} {who}")


def _granted(
    prepared: Prepared,
    rules: Iterable[Rule],
    person: Person,
    facts: Facts,
    event: TimerCame | CustomerRecorded,
) -> Iterator[Effect]:
    now, cause = event.at, cause_of(event, person)
    sight, counters, ends = sight_of(prepared, person, now), Counter(facts.counters), Ends(now, prepared.zone)
    found: list[Earned] = []
    gifts: list[Rule] = []
    for rule in rules:
        if cause.coupon_id(rule.name) in facts.coupons_by_id:
            continue  # given to the same person under another address
        if not in_force(rule, sight, prepared.zone) or not holds(rule.condition, sight):
            continue
        if isinstance(rule.body, GiftCardBody):
            gifts.append(rule)
            continue
        outcome = grant(rule, cause, prepared, counters, ends)
        use(counters, outcome.claims, 0)
        found.append(outcome)
    grants = [(one.claims, 0) for one in found]
    yield from use_counters(grants, facts.counters)
    for one in found:
        yield from issue_effects(one, now, prepared)
    yield from personal_cards(gifts, cause, Giving.start(prepared, facts, now, grants))
    yield from count(earned_figures(found), now, prepared.zone)
