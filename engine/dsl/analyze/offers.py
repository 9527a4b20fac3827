"""Offers beside each other: one order shows one of them, the smallest priority first (S4.35)."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.dsl.analyze.one_rule import finding, gap
from engine.dsl.analyze.reach import Ground, reach, starts
from engine.dsl.analyze.worlds import Question, Unsure, all_of, is_impossible, none_of
from engine.model.findings import Finding, FindingKind, TrialEvent
from engine.model.offer import Buying, OfferBody
from engine.model.program import Rule, Window, World
from engine.model.selector import SelectBy

MOST_PAIRS = 2_000


def look_at_offers(rules: Sequence[Rule], ground: Ground) -> Iterator[Finding]:
    """Pairs of offers that want the same order, and offers that another one always hides."""
    offers = [one for one in rules if isinstance(one.body, OfferBody)]
    pairs = [pair for pair in combinations(offers, 2) if _may_meet(*pair)]
    for one, other in pairs[:MOST_PAIRS]:
        first, second = sorted((one, other), key=lambda rule: rule.priority)
        if first.priority == second.priority:
            yield from _tie(first, second, ground)
        elif _is_hidden(first, second, ground):
            both = reach([first, second], ground)
            if isinstance(both, TrialEvent):
                yield finding(FindingKind.HIDDEN_OFFER, second, both, other=first.name)
    if len(pairs) > MOST_PAIRS:
        yield gap(offers[0], Unsure("pairs", str(MOST_PAIRS)))


def _tie(one: Rule, other: Rule, ground: Ground) -> Iterator[Finding]:
    both = reach([one, other], ground)
    if isinstance(both, Unsure):
        yield gap(other, Unsure("offers", one.name))
    elif isinstance(both, TrialEvent):
        args = {"other": one.name, "priority": str(one.priority)}
        yield finding(FindingKind.EQUAL_PRIORITY, other, both, **args)


def _may_meet(one: Rule, other: Rule) -> bool:
    """Whether one trigger could start both, as far as that is seen without looking closely."""
    first, second = one.trigger, other.trigger
    if first is None or second is None or first.kind is not second.kind or _bought(one) is not _bought(other):
        return False
    named = [each.selector.names for each in (first, second) if each.selector.by is SelectBy.PRODUCT]
    alone = not (first.all_of or second.all_of)
    # Two products in one cart start two offers as well: only a cart of one line keeps them apart.
    return len(named) < 2 or not named[0].isdisjoint(named[1]) or not alone


def _bought(rule: Rule) -> Buying | None:
    return rule.body.bought if isinstance(rule.body, OfferBody) else None


def _is_hidden(higher: Rule, lower: Rule, ground: Ground) -> bool:
    """Whether every order that starts `lower` also starts `higher`, which nothing can use up."""
    above, below = higher.body, lower.body
    if not isinstance(above, OfferBody) or not isinstance(below, OfferBody):
        return False
    unlimited = not higher.limits and higher.budget is None and higher.world is World.LIVE
    # Into a contract, the plan of the buyer may not fit (S4.31).
    shown = above.bought is Buying.ONCE and (above.others_allowed or not below.others_allowed)
    if not unlimited or not shown or higher.window not in (Window(), lower.window):
        return False
    alone = all_of(starts(lower), none_of(starts(higher)))
    return is_impossible(Question(condition=alone, catalog=ground.program.catalog, window=lower.window))
