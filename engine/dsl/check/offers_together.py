"""Pass over all offers: one order gets one offer, and every offer can be the one (E0801, W1204, S4.35)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.dsl.check.openings import apart
from engine.dsl.check.placed import Placed
from engine.dsl.check.truth import can_be
from engine.model.catalog import Catalog
from engine.model.condition import ALWAYS, Condition, Group, Quantifier
from engine.model.diagnostic import Diagnostic, Note
from engine.model.offer import Buying, OfferBody
from engine.model.program import Rule, Status, Window, World
from engine.model.selector import SelectBy, Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A live offer; `skus` start it, None when only a catalogue that is not there could tell."""

    placed: Placed
    rule: Rule
    skus: frozenset[str] | None


def check_offers(ruled: Sequence[tuple[Placed, Rule]], catalog: Catalog | None) -> Iterator[Diagnostic]:
    """Two live offers of one priority for the same order, and offers that a higher one always hides.

    Each offer is told of one other at most.
    """
    live = _live(ruled, catalog)
    by_priority: dict[int, list[Offer]] = defaultdict(list)
    for one in live:
        same = by_priority[one.rule.priority]
        tie = next(_meeting(one, same), None)
        same.append(one)
        if tie:
            yield _finding("E0801", one, *tie)
    hiding = [one for one in live if _always_shown(one.rule)]
    for one in live:
        higher = (other for other in hiding if other.rule.priority < one.rule.priority)
        hidden = next(_meeting(one, (other for other in higher if _hides(other.rule, one.rule))), None)
        if hidden:
            yield _finding("W1204", one, *hidden)


def _live(ruled: Sequence[tuple[Placed, Rule]], catalog: Catalog | None) -> list[Offer]:
    picked: dict[Selector, frozenset[str]] = {}
    found = []
    for placed, rule in ruled:
        if not isinstance(rule.body, OfferBody) or rule.status is not Status.LIVE or rule.trigger is None:
            continue
        selector = rule.trigger.selector
        skus = selector.names if selector.by is SelectBy.PRODUCT else None
        if catalog is not None:
            if selector not in picked:
                products = catalog.products.values()
                picked[selector] = frozenset(one.sku for one in products if selector.picks(one))
            skus = picked[selector]
        found.append(Offer(placed=placed, rule=rule, skus=skus))
    return found


def _meeting(one: Offer, others: Iterable[Offer]) -> Iterator[tuple[Offer, str]]:
    """Those of `others` that the same order starts, with that order."""
    for other in others:
        if one.skus is not None and other.skus is not None and one.skus.isdisjoint(other.skus):
            continue  # looked at first: of a thousand offers, most are for other products
        order = _same_order(one, other)
        if order is not None:
            yield other, order


def _bought_by_both(one: Offer, other: Offer, selectors: tuple[Selector, Selector]) -> str | None:
    """A product that starts both; "" for any product; None when none is known."""
    if one.skus is not None and other.skus is not None:
        return min(one.skus & other.skus, default=None)
    return _named_by_both(*selectors)


def _named_by_both(one: Selector, other: Selector) -> str | None:
    named = [each.names for each in (one, other) if each.by is SelectBy.PRODUCT]
    excepted = [each.names for each in (one, other) if each.by is SelectBy.ANY]
    if len(named) + len(excepted) < 2:
        return None  # what is in a category only a catalogue knows
    if not named:
        return ""
    return min(frozenset.intersection(*named).difference(*excepted), default=None)


def _finding(code: str, here: Offer, other: Offer, order: str) -> Diagnostic:
    args = {
        "name": here.rule.name,
        "other": other.rule.name,
        "order": order,
        "priority": str(here.rule.priority),
    }
    note = Note(span=other.placed.block.header, label="other")
    # A note in another file would be drawn in this one.
    also = (note,) if here.placed.path == other.placed.path else ()
    return Diagnostic(code=code, span=here.placed.block.header, args=args, also=also)


def _same_order(one: Offer, other: Offer) -> str | None:
    """An order that starts both, as the line that a test would hold; None when there is none."""
    first, second = one.rule.trigger, other.rule.trigger
    if first is None or second is None or first.kind is not second.kind:
        return None
    if first.all_of or second.all_of:
        return None  # orders of several products are not looked for
    if _bought(one.rule) is not _bought(other.rule) or apart(one.rule.window, other.rule.window):
        return None
    bought = _bought_by_both(one, other, (first.selector, second.selector))
    both = Group(quantifier=Quantifier.ALL, members=(one.rule.condition, other.rule.condition))
    if bought is None or not can_be(both, True):
        return None
    said = first.kind.value.replace("_", " ")
    return f'{said} with product "{bought}"' if bought else said


def _bought(rule: Rule) -> Buying | None:
    return rule.body.bought if isinstance(rule.body, OfferBody) else None


def _always_shown(rule: Rule) -> bool:
    """Whether nothing but its trigger, its conditions and its window decides if an offer is shown."""
    body = rule.body
    always = rule.world is World.LIVE
    unlimited = not rule.limits and rule.budget is None
    # Into a contract, the plan of the buyer may not fit (S4.31).
    return always and unlimited and isinstance(body, OfferBody) and body.bought is Buying.ONCE


def _hides(higher: Rule, lower: Rule) -> bool:
    """Whether an order that starts `lower` always starts `higher`, which is always shown."""
    body, hidden = higher.body, lower.body
    if not isinstance(body, OfferBody) or not isinstance(hidden, OfferBody):
        return False
    if higher.trigger is None or lower.trigger is None or higher.trigger.all_of:
        return False
    others = body.others_allowed or not hidden.others_allowed
    if not others or not _covers(higher.trigger.selector, lower.trigger.selector):
        return False
    return higher.window in (Window(), lower.window) and _implies(lower.condition, higher.condition)


def _implies(one: Condition, other: Condition) -> bool:
    """Whether `other` certainly holds whenever `one` does."""
    if other in (ALWAYS, one):
        return True
    fails = Group(quantifier=Quantifier.NONE, members=(other,))
    return not can_be(Group(quantifier=Quantifier.ALL, members=(one, fails)), True)


def _covers(one: Selector, other: Selector) -> bool:
    if one.by is SelectBy.ANY and not one.names:
        return True
    return (one.by is other.by and one.by is not SelectBy.ANY and other.names <= one.names) or one == other
