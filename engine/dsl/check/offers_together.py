"""Pass over all offers: one order gets one offer, and every offer can be the one (E0801, W1204, S4.35)."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.dsl.check.placed import Placed
from engine.dsl.check.truth import can_be
from engine.model.catalog import Catalog
from engine.model.condition import ALWAYS, Group, Quantifier
from engine.model.diagnostic import Diagnostic, Note
from engine.model.offer import Buying, OfferBody
from engine.model.program import Rule, Status, Trigger, Window, World
from engine.model.selector import SelectBy, Selector

Offer = tuple[Placed, Rule]


def check_offers(ruled: Sequence[Offer], catalog: Catalog | None) -> Iterator[Diagnostic]:
    """Two live offers of one priority for the same order, and offers that a higher one always hides."""
    live = [one for one in ruled if isinstance(one[1].body, OfferBody) and one[1].status is Status.LIVE]
    for one, other in combinations(live, 2):
        order = _same_order(one[1], other[1], catalog)
        if order is None:
            continue
        if one[1].priority == other[1].priority:
            yield _finding("E0801", other, one, order)
            continue
        higher, lower = sorted((one, other), key=lambda offer: offer[1].priority)
        if _hides(higher[1], lower[1]):
            yield _finding("W1204", lower, higher, order)


def _finding(code: str, here: Offer, other: Offer, order: str) -> Diagnostic:
    placed, rule = here
    args = {"name": rule.name, "other": other[1].name, "order": order, "priority": str(rule.priority)}
    note = Note(span=other[0].block.header, label="other")
    # A note in another file would be drawn in this one.
    also = (note,) if placed.path == other[0].path else ()
    return Diagnostic(code=code, span=placed.block.header, args=args, also=also)


def _same_order(one: Rule, other: Rule, catalog: Catalog | None) -> str | None:
    """An order that starts both, as the line that a test would hold; None when there is none."""
    if one.trigger is None or other.trigger is None or one.trigger.kind is not other.trigger.kind:
        return None
    both = Group(quantifier=Quantifier.ALL, members=(one.condition, other.condition))
    if _bought(one) is not _bought(other) or _apart(one.window, other.window) or not can_be(both, True):
        return None
    bought = _bought_by_both(one.trigger, other.trigger, catalog)
    if bought is None:
        return None
    said = one.trigger.kind.value.replace("_", " ")
    return f'{said} with product "{bought}"' if bought else said


def _bought(rule: Rule) -> Buying | None:
    return rule.body.bought if isinstance(rule.body, OfferBody) else None


def _apart(one: Window, other: Window) -> bool:
    return bool(
        (one.ends and other.begins and one.ends <= other.begins)
        or (other.ends and one.begins and other.ends <= one.begins)
    )


def _bought_by_both(one: Trigger, other: Trigger, catalog: Catalog | None) -> str | None:
    """A product that starts both; "" for any product; None when none is known."""
    if one.all_of or other.all_of:
        return None  # orders of several products are not looked for
    selectors = (one.selector, other.selector)
    if catalog:
        skus = (sku for sku, product in catalog.products.items() if all(s.picks(product) for s in selectors))
        return min(skus, default=None)
    named = [one.names for one in selectors if one.by is SelectBy.PRODUCT]
    excepted = [one.names for one in selectors if one.by is SelectBy.ANY]
    if len(named) + len(excepted) < len(selectors):
        return None  # what is in a category only a catalogue knows
    if not named:
        return ""
    left = frozenset.intersection(*named).difference(*excepted)
    return min(left, default=None)


def _hides(higher: Rule, lower: Rule) -> bool:
    """Whether an order that starts `lower` always starts `higher`, and nothing keeps that one from being shown."""
    body, hidden = higher.body, lower.body
    if not isinstance(body, OfferBody) or not isinstance(hidden, OfferBody):
        return False
    if higher.trigger is None or lower.trigger is None:
        return False
    always = higher.condition == ALWAYS and higher.window == Window() and higher.world is World.LIVE
    unlimited = not higher.limits and higher.budget is None
    others = body.others_allowed or not hidden.others_allowed
    once = body.bought is Buying.ONCE  # into a contract, the plan of the buyer may not fit (S4.31)
    return (
        always and unlimited and others and once and _covers(higher.trigger.selector, lower.trigger.selector)
    )


def _covers(one: Selector, other: Selector) -> bool:
    if one.by is SelectBy.ANY and not one.names:
        return True
    return (one.by is other.by and one.by is not SelectBy.ANY and other.names <= one.names) or one == other
