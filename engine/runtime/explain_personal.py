"""The trace of what happens to a customer without an order: which rules looked, and what they found."""

from collections.abc import Iterable, Iterator

from engine.model.cart import Cart
from engine.model.decision import TraceStep, Verdict
from engine.model.events import CustomerRecorded, TimerCame
from engine.model.facts import Facts, Person
from engine.model.program import Rule, TriggerKind
from engine.runtime.basket import Basket
from engine.runtime.checkout import Checkout
from engine.runtime.explain import View, counter_steps, standing_steps
from engine.runtime.personal import TIMED, due_rules, joins, sight_of, started, told
from engine.runtime.prepare import Prepared


def explain_timer(prepared: Prepared, event: TimerCame, facts: Facts) -> tuple[TraceStep, ...]:
    """Every rule that waits for such a moment; nothing for timers that start no rule."""
    kind, person = TIMED.get(event.kind), facts.people.get(event.subject)
    if kind is None or person is None:
        return ()
    due = due_rules(prepared, event, person)
    return tuple(_steps(prepared, started(prepared, kind), due, person, event, facts))


def explain_record(prepared: Prepared, event: CustomerRecorded, facts: Facts) -> tuple[TraceStep, ...]:
    """Every rule that welcomes new members."""
    before = facts.people.get(event.customer.key)
    rules = started(prepared, TriggerKind.CUSTOMER_JOINED)
    due = rules if joins(event.customer, before) else ()
    return tuple(_steps(prepared, rules, due, told(event.customer, before), event, facts))


def _steps(  # noqa: PLR0917 - what an occurrence is made of
    prepared: Prepared,
    rules: Iterable[Rule],
    due: tuple[Rule, ...],
    person: Person,
    event: TimerCame | CustomerRecorded,
    facts: Facts,
) -> Iterator[TraceStep]:
    sight = sight_of(prepared, person, event.at)
    nothing = Basket.of(Cart(lines=(), buyer=person.buyer), prepared.program.catalog)
    checkout = Checkout(prepared=prepared, basket=nothing, sight=sight, facts=facts)
    for rule in rules:
        view = View(rule=rule, checkout=checkout, sight=sight, started=rule in due)
        standing = list(standing_steps(view))
        yield from standing
        if all(step.verdict is Verdict.HOLDS for step in standing):
            yield from counter_steps(view)
