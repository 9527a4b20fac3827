"""Each rule on its own: whether it can act, when, and which of its conditions decide nothing."""

from collections.abc import Iterator

from engine.dsl.analyze.orders import moments
from engine.dsl.analyze.reach import Ground, Reached, holds_one_of, is_tried, reach, triggered
from engine.dsl.analyze.worlds import Nowhere, Question, Unsure, all_of, is_impossible, none_of
from engine.model.condition import Compare, Condition, Group, Quantifier
from engine.model.findings import Finding, FindingKind, TrialEvent
from engine.model.program import AmountOff, FreeShipping, PercentOff, Rule, SaleBody, World


def look_at_rule(rule: Rule, ground: Ground) -> tuple[TrialEvent | None, tuple[Finding, ...]]:
    """An order at which `rule` acts, if one was found, and what is to be said of it."""
    if not any(ground.rehearsal.is_open(rule, at) for at in moments(rule.window, ground.scene)):
        return None, (finding(FindingKind.NEVER_OPENS, rule),)
    reached = _reach(rule, ground)
    match reached:
        case Nowhere():
            return None, (_never(rule, ground),)
        case Unsure() if is_tried(rule):
            return None, (gap(rule, reached), *_always(rule, ground, None))
        case Unsure():  # what is true of every order need not be true of what starts this rule
            return None, (gap(rule, reached),)
        case _:
            return reached, (*_no_target(rule, ground, reached), *_always(rule, ground, reached))


def _reach(rule: Rule, ground: Ground) -> Reached:
    """An order that holds something the rule is for, if there is one; else any that it acts on."""
    if isinstance(rule.body, SaleBody):
        given = reach([rule], ground, holds_one_of(rule.body.targets))
        if isinstance(given, TrialEvent):
            return given
    return reach([rule], ground)


def _no_target(rule: Rule, ground: Ground, event: TrialEvent) -> Iterator[Finding]:
    plain = AmountOff | PercentOff | FreeShipping  # others may give what `for` does not pick
    if not isinstance(rule.body, SaleBody) or not isinstance(rule.body.discount, plain):
        return
    with_target = all_of(rule.condition, holds_one_of(rule.body.targets))
    if is_impossible(_question(rule, with_target, ground)):
        yield finding(FindingKind.NEVER_GIVES, rule, event)


def finding(kind: FindingKind, rule: Rule, event: TrialEvent | None = None, **args: str) -> Finding:
    """A finding about `rule`, at the place where it begins."""
    return Finding(kind=kind, rule=rule.name, path=rule.path, line=rule.line, args=args, event=event)


def gap(rule: Rule, unsure: Unsure) -> Finding:
    """That something about `rule` was not analysed, and why."""
    return finding(FindingKind.NOT_ANALYSED, rule, reason=unsure.reason, about=unsure.about)


def _question(rule: Rule, condition: Condition, ground: Ground) -> Question:
    return Question(
        condition=all_of(triggered(rule.trigger), condition),
        catalog=ground.program.catalog,
        window=rule.window,
        test=rule.world is World.SANDBOX,
    )


def _never(rule: Rule, ground: Ground) -> Finding:
    """With the lines that cannot hold, alone or two together, if it takes no more."""
    members = members_of(rule.condition)
    lines: tuple[int, ...] = ()
    for place, one in enumerate(members):
        for other in members[: place + 1]:
            if not lines and is_impossible(_question(rule, all_of(one, other), ground)):
                lines = tuple(sorted({line_of(other), line_of(one)} - {0}))
    return Finding(
        kind=FindingKind.NEVER_ACTS,
        rule=rule.name,
        path=rule.path,
        line=lines[-1] if lines else rule.line,
        args={"lines": ", ".join(str(one) for one in lines)},
    )


def _always(rule: Rule, ground: Ground, event: TrialEvent | None) -> Iterator[Finding]:
    for member in members_of(rule.condition):
        if is_impossible(_question(rule, none_of(member), ground)):
            yield Finding(
                kind=FindingKind.ALWAYS_TRUE,
                rule=rule.name,
                path=rule.path,
                line=line_of(member) or rule.line,
                event=event,
            )


def members_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions of which each has lines of its own."""
    if isinstance(condition, Group) and condition.quantifier is Quantifier.ALL:
        return condition.members
    return (condition,)


def line_of(condition: Condition) -> int:
    """The first line of a condition, 0 if it has none."""
    if isinstance(condition, Compare) or condition.line or not condition.members:
        return condition.line
    return min(line_of(one) for one in condition.members)
