"""Whether rules can act, alone or together, with an order at which they do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from itertools import islice

from engine.dsl.analyze.orders import Scene, moments, order_in
from engine.dsl.analyze.rehearsal import Rehearsal
from engine.dsl.analyze.worlds import ITEMS, NOWHERE, Nowhere, Question, Unsure, all_of, worlds
from engine.model.condition import ALWAYS, Compare, Condition, Group, Operator, Quantifier
from engine.model.findings import TrialEvent
from engine.model.program import Program, Rule, SaleBody, Trigger, TriggerKind, Window, World
from engine.model.selector import SelectBy, Selector

MOST_TRIES = 40
"""Worlds that are made orders and tried before it is left open whether there is one."""

Reached = TrialEvent | Nowhere | Unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A program under analysis, where its orders come from, and who tries them."""

    program: Program
    scene: Scene
    rehearsal: Rehearsal


def triggered(trigger: Trigger | None) -> Condition:
    """The condition that an order fulfils when it starts a rule with this trigger."""
    if trigger is None:
        return ALWAYS
    chosen = trigger.selector
    if trigger.all_of and chosen.by is not SelectBy.ANY:
        names = sorted(chosen.names)
        return all_of(*(holds_one_of(Selector(by=chosen.by, names=frozenset({one}))) for one in names))
    return holds_one_of(chosen)


def holds_one_of(selector: Selector) -> Compare:
    """The condition that the cart holds a product of `selector`."""
    return Compare(field=ITEMS, operator=Operator.HAS, operands=(selector,))


def starts(rule: Rule) -> Condition:
    """Everything that an order must fulfil for `rule` to act, but the time."""
    members = [one for one in (triggered(rule.trigger), rule.condition) if one != ALWAYS]
    return members[0] if len(members) == 1 else Group(quantifier=Quantifier.ALL, members=tuple(members))


def is_tried(rule: Rule) -> bool:
    """Whether a paid order can start the rule at all, so that an example can be tried."""
    return rule.trigger is None or rule.trigger.kind is TriggerKind.ORDER_PAID


def reach(rules: Sequence[Rule], ground: Ground, condition: Condition | None = None) -> Reached:
    """An order at which all of `rules` act (and `condition` holds), or that there is none, or why that is not known."""
    if not all(is_tried(one) for one in rules):
        kind = next(one.trigger.kind.value for one in rules if one.trigger and not is_tried(one))
        return Unsure("trigger", kind.replace("_", " "))
    asked = all_of(*(starts(one) for one in rules), *(() if condition is None else (condition,)))
    test = any(one.world is World.SANDBOX for one in rules)
    window = Window(
        begins=max((one.window.begins for one in rules if one.window.begins), default=None),
        ends=min((one.window.ends for one in rules if one.window.ends), default=None),
        openings=tuple(one for each in rules for one in each.window.openings),
    )
    question = Question(condition=asked, catalog=ground.program.catalog, window=window, test=test)
    times = [
        at for at in moments(window, ground.scene) if all(ground.rehearsal.is_open(one, at) for one in rules)
    ]
    return find(
        question,
        times,
        ground,
        lambda event: all(ground.rehearsal.acts(one, event) for one in rules),
        lambda event: reduce(lambda made, one: with_code(one, made), rules, event),
    )


def find(
    question: Question,
    times: Sequence[datetime],
    ground: Ground,
    accept: Callable[[TrialEvent], bool],
    complete: Callable[[TrialEvent], TrialEvent] = lambda event: event,
) -> Reached:
    """An accepted order that answers `question` at one of `times`; `complete` adds codes to it before it is tried."""
    reason: Unsure | None = None
    found = False
    for world in islice(worlds(question), MOST_TRIES):
        if isinstance(world, Unsure):
            return reason or world
        found = True
        for at in times:
            made = order_in(world, at, ground.scene, test=question.test)
            if isinstance(made, Unsure):
                reason = reason or made
            elif accept(complete(made)):
                return complete(made)
    return (reason or Unsure("tries" if times else "time")) if found else NOWHERE


def with_code(rule: Rule, event: TrialEvent) -> TrialEvent:
    """`event` with the shared code of `rule` entered, if it has one."""
    body = rule.body
    if not isinstance(body, SaleBody) or not body.codes or not body.codes.isdisjoint(event.cart.codes):
        return event
    return replace(event, cart=replace(event.cart, codes=(*event.cart.codes, min(body.codes))))
