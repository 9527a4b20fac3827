"""Deciding where experiments run: by the rules of the subject's arm, and what the other arms would have done.

A unit is exposed when arms would first do different things to it: an order that no arm treats otherwise says nothing
about them. That is decided the same way whichever arm the unit has, so that the arms stay comparable, and a holdout is
written down at the very moment at which the rule would have acted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from engine.model.decision import Decision, Rejection
from engine.model.effects import Effect, SaveCart, StartTimer
from engine.model.events import Event, TimerCame, TimerKind
from engine.model.facts import Facts
from engine.model.saved_cart import ALIVE, SavedCart
from engine.runtime.dealing import Dealt, Hand, deal
from engine.runtime.lab import Lab
from engine.runtime.list_run import next_page
from engine.runtime.outcomes import outcomes
from engine.runtime.prepare import Prepared
from engine.runtime.subjects import subject_of, subject_of_enrolment

Decide = Callable[[Prepared, Event, Facts], Decision | Rejection]
"""Deciding by one set of rules."""


def decide_dealt(
    prepared: Prepared, lab: Lab[Prepared], event: Event, facts: Facts, decide: Decide
) -> Decision | Rejection:
    """What `event` causes by the rules of the arms of whom it is about; with exposures and outcomes."""
    if isinstance(event, TimerCame) and event.kind is TimerKind.LISTS_PLAN:
        return _plan_of_lists(prepared, lab, event, facts, decide)
    if isinstance(event, TimerCame) and event.kind is TimerKind.CARTS_PLAN:
        each = (lab.of({one.name: arm}) for one in lab.running(event.at) for arm, _ in one.arms)
        return _looked_at_early(decide(prepared, event, facts), [decide(one, event, facts) for one in each])
    subject = subject_of(event, facts)
    if subject is None:
        return decide(prepared, event, facts)
    hand = deal(lab, subject, facts.units, event.at)
    decision = decide(hand.rules, event, facts)
    if isinstance(decision, Rejection) or subject.test:
        return decision
    exposed, others = _exposed(lab, hand, decision, lambda rules: decide(rules, event, facts), event.at)
    timed = _looked_at_early(decision, others)
    more = (*exposed, *outcomes(lab, hand, exposed, event, facts, decision))
    return replace(timed, effects=(*timed.effects, *more)) if isinstance(timed, Decision) else timed


def _exposed(
    lab: Lab[Prepared],
    hand: Hand[Prepared],
    decision: Decision,
    decide: Callable[[Prepared], Decision | Rejection],
    at: datetime,
) -> tuple[tuple[Effect, ...], list[Decision | Rejection]]:
    """The exposures of this moment, and the decisions of arms that the subject does not have."""
    found: list[Effect] = []
    others: list[Decision | Rejection] = []
    for one in hand.dealt:
        if one.counts and one.known:
            found += one.exposed(at)
    for one in hand.fresh:
        elsewhere = [decide(rules) for rules in other_rules(lab, hand, one)]
        others += elsewhere
        if any(_acts(decision) != _acts(other) for other in elsewhere):
            found += one.exposed(at)
    return tuple(found), others


def other_rules(lab: Lab[Prepared], hand: Hand[Prepared], one: Dealt) -> Iterator[Prepared]:
    """The rules that the subject would have in the other arms of one experiment."""
    for arm, _ in one.experiment.arms:
        if arm != one.arm:
            yield lab.of({**hand.arms, one.experiment.name: arm})


def _acts(decision: Decision | Rejection) -> tuple[Effect, ...] | None:
    """What reaches anybody: when something is looked at again does not.

    The next step of a list does: nobody looks at a reader earlier than the steps of their own arm say.
    """
    if isinstance(decision, Rejection):
        return None
    return tuple(one for one in decision.effects if not isinstance(one, SaveCart) and not _looks_again(one))


def _looks_again(effect: Effect) -> bool:
    return isinstance(effect, StartTimer) and effect.kind is not TimerKind.LIST_STEP


def _looked_at_early(
    decision: Decision | Rejection, others: Sequence[Decision | Rejection]
) -> Decision | Rejection:
    """The decision with each cart looked at when the first arm would look: an exposure is of that moment for all."""
    if isinstance(decision, Rejection):
        return decision
    dues: dict[str, datetime] = {}
    for effect in (one for other in others if isinstance(other, Decision) for one in other.effects):
        cart = effect.cart if isinstance(effect, SaveCart) else None
        if cart is not None and cart.due is not None and cart.state in ALIVE:
            dues[cart.token] = min(cart.due, dues.get(cart.token, cart.due))
    if not dues:
        return decision
    saved: dict[str, SavedCart] = {}
    for effect in decision.effects:
        if isinstance(effect, SaveCart) and effect.cart.state in ALIVE and effect.cart.token in dues:
            due = dues[effect.cart.token]
            if effect.cart.due is None or due < effect.cart.due:
                saved[effect.cart.token] = replace(effect.cart, due=due)
    kept = tuple(_sooner(one, saved) for one in decision.effects if not _is_timer_of(one, saved))
    timers = tuple(
        StartTimer(kind=TimerKind.CART, subject=token, due=cart.due)
        for token, cart in saved.items()
        if cart.due is not None
    )
    return replace(decision, effects=(*kept, *timers))


def _sooner(effect: Effect, saved: dict[str, SavedCart]) -> Effect:
    if isinstance(effect, SaveCart) and effect.cart.state in ALIVE and effect.cart.token in saved:
        return SaveCart(cart=saved[effect.cart.token])
    return effect


def _is_timer_of(effect: Effect, saved: dict[str, SavedCart]) -> bool:
    return isinstance(effect, StartTimer) and effect.kind is TimerKind.CART and effect.subject in saved


def _decided_by(decide: Decide, event: Event, facts: Facts, rules: Prepared) -> Decision | Rejection:
    return decide(rules, event, facts)


def _plan_of_lists(
    prepared: Prepared, lab: Lab[Prepared], event: TimerCame, facts: Facts, decide: Decide
) -> Decision | Rejection:
    """Each reader waits for the steps of their own arm; whom arms let wait for other times is exposed by that."""
    effects: list[Effect] = []
    for one in facts.enrolments.values():
        hand, alone = (
            deal(lab, subject_of_enrolment(one), facts.units, event.at),
            replace(facts, enrolments={one.id: one}),
        )
        decided = decide(hand.rules, event, alone)
        if isinstance(decided, Rejection):
            continue
        effects += decided.effects
        if not one.test:
            by = partial(_decided_by, decide, event, alone)
            effects += _exposed(lab, hand, decided, by, event.at)[0]
    page = tuple(next_page(event, TimerKind.LISTS_PLAN, "", facts))
    return Decision(revision=prepared.program.revision, effects=(*effects, *page))
