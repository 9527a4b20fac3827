"""Sales that can never win: another one takes at least as much off the same goods whenever they act."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from engine.dsl.analyze.one_rule import finding, gap
from engine.dsl.analyze.reach import Ground, holds_one_of, reach, starts
from engine.dsl.analyze.worlds import Question, Unsure, all_of, is_impossible, none_of
from engine.model.catalog import Catalog
from engine.model.findings import Finding, FindingKind, TrialEvent
from engine.model.program import (
    AmountOff,
    CouponBody,
    FreeShipping,
    PercentOff,
    Rule,
    SaleBody,
    StackingKind,
    Window,
    World,
)
from engine.model.selector import ANY_PRODUCT, SelectBy, Selector

MOST_PAIRS = 2_000
"""Pairs that are looked at closely."""

MOST_LOOKS = 1_000_000

_UNDERSTOOD: Final = frozenset({"discount", "targets", "codes", "stacking", "gateway_shows"})


def look_at_sales(rules: Sequence[Rule], ground: Ground) -> Iterator[Finding]:
    """Each automatic sale is told of one better sale at most."""
    sales = [one for one in rules if isinstance(one.body, SaleBody) and not one.body.codes and _is_plain(one)]
    losing = [one for one in sales if _combines_with_none(one, rules)]
    winning = [one for one in sales if _is_always_there(one)]
    looks = tried = 0
    for lower in losing:
        for higher in winning:
            looks += 1
            if looks > MOST_LOOKS or tried > MOST_PAIRS:
                yield gap(lower, Unsure("pairs", f"{tried:,}"))
                return
            if not _takes_more(higher, lower):
                continue
            tried += 1
            if _acts_too(higher, lower, ground):
                event = reach([higher, lower], ground, holds_one_of(_targets(lower)))
                if isinstance(event, TrialEvent) and _lost(lower, event, ground):
                    yield finding(FindingKind.NEVER_WINS, lower, event, other=higher.name)
                    break


def _targets(rule: Rule) -> Selector:
    return rule.body.targets if isinstance(rule.body, SaleBody) else ANY_PRODUCT


def _is_plain(rule: Rule) -> bool:
    """Whether the sale says nothing that this module does not know."""
    body = rule.body
    if not isinstance(body, SaleBody) or not isinstance(body.discount, AmountOff | PercentOff | FreeShipping):
        return False
    usual = SaleBody(discount=body.discount)
    unknown = (one.name for one in fields(body) if one.name not in _UNDERSTOOD)
    return all(getattr(body, name) == getattr(usual, name) for name in unknown)


def _combines_with_none(rule: Rule, rules: Sequence[Rule]) -> bool:
    body = rule.body
    if not isinstance(body, SaleBody) or body.stacking.kind is not StackingKind.ALONE:
        return False
    names = {rule.name, *rule.was}
    return all(names.isdisjoint(_named(one)) for one in rules)


def _named(rule: Rule) -> frozenset[str]:
    match rule.body:
        case SaleBody(stacking=stacking):
            return stacking.names
        case CouponBody(terms=terms):
            return terms.stacking.names
        case _:
            return frozenset()


def _is_always_there(rule: Rule) -> bool:
    return not rule.limits and rule.budget is None and rule.world is World.LIVE


def _takes_more(higher: Rule, lower: Rule) -> bool:
    """Whether `higher` takes at least as much off the same goods, and wins when both take the same."""
    above, below = higher.body, lower.body
    if not isinstance(above, SaleBody) or not isinstance(below, SaleBody):
        return False
    first = (higher.priority, higher.name) < (lower.priority, lower.name)
    return first and higher.window in (Window(), lower.window) and at_least(above.discount, below.discount)


def _acts_too(higher: Rule, lower: Rule, ground: Ground) -> bool:
    """Whether `higher` acts on at least the same products whenever `lower` acts."""
    above, below = higher.body, lower.body
    if not isinstance(above, SaleBody) or not isinstance(below, SaleBody):
        return False
    if not covers(above.targets, below.targets, ground.program.catalog):
        return False
    alone = all_of(starts(lower), none_of(starts(higher)))
    return is_impossible(Question(condition=alone, catalog=ground.program.catalog, window=lower.window))


def at_least(one: object, other: object) -> bool:
    """Whether `one` takes as much as `other` off any goods, or more; every kind here takes more off more goods."""
    match one, other:
        case AmountOff(), AmountOff():
            return one.amount >= other.amount
        case AmountOff(), PercentOff():
            return other.cap is not None and one.amount >= other.cap
        case PercentOff(), PercentOff():
            capped = one.cap is None or (other.cap is not None and one.cap >= other.cap)
            return one.rate >= other.rate and capped
        case FreeShipping(), FreeShipping():
            return True
        case _:
            return False


def covers(one: Selector, other: Selector, catalog: Catalog) -> bool:
    """Whether `one` picks every product that `other` picks."""
    if one == other or (one.by is SelectBy.ANY and not one.names):
        return True
    if not catalog.products:
        return False
    return all(one.picks(product) for product in catalog.products.values() if other.picks(product))


def _lost(rule: Rule, event: TrialEvent, ground: Ground) -> bool:
    outcome = ground.rehearsal.play(event)
    return outcome is not None and rule.name in outcome.acting and rule.name not in outcome.taken
