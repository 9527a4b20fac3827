"""Coupons that feed each other: what one is used on earns the next, without end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from engine.dsl.analyze.money import Examples
from engine.dsl.analyze.one_rule import finding, gap
from engine.dsl.analyze.reach import Ground, is_tried
from engine.dsl.analyze.worlds import Unsure
from engine.model.cart import CartLine
from engine.model.findings import Finding, FindingKind, TrialEvent
from engine.model.program import CouponBody, Rule

MOST_RULES = 200

Edges = Mapping[str, Mapping[str, TrialEvent]]
"""For each coupon rule those that an order paid with its coupon starts, with that order."""


def look_at_loops(rules: Sequence[Rule], examples: Examples, ground: Ground) -> Iterator[Finding]:
    """One finding for each circle of coupon rules of which nothing limits any."""
    endless = [one for one in rules if _is_endless(one) and one.name in examples]
    if len(endless) > MOST_RULES:
        yield gap(endless[0], Unsure("loops", str(MOST_RULES)))
        return
    edges = {one.name: dict(_next(one, endless, examples, ground)) for one in endless}
    told: set[str] = set()
    for rule in endless:
        if rule.name in told:
            continue
        circle = _circle(rule.name, edges)
        if circle:
            told.update(circle)
            event = edges[rule.name][circle[1 % len(circle)]]
            yield finding(FindingKind.FEEDS_ITSELF, rule, event, circle="\n".join(circle))


def _is_endless(rule: Rule) -> bool:
    body = rule.body
    coupon = isinstance(body, CouponBody) and body.code is not None and body.uses != 0
    return coupon and not rule.limits and rule.budget is None and is_tried(rule)


def _next(
    rule: Rule, endless: Sequence[Rule], examples: Examples, ground: Ground
) -> Iterator[tuple[str, TrialEvent]]:
    """The rules of which an order earns a coupon that is paid with one of `rule`: each was tried."""
    body = rule.body
    assert isinstance(body, CouponBody)  # noqa: S101 - `_is_endless` has seen to it
    picked = next(
        (
            one
            for one in ground.program.catalog.products.values()
            if body.terms.targets.picks(one) and one.coupon_discount and one.price > 0
        ),
        None,
    )
    for other in endless:
        event = replace(examples[other.name], coupons=(rule.name,))
        found = ground.rehearsal.play(event)
        if picked is not None and (found is None or rule.name not in found.taken):
            more = CartLine(sku=picked.sku, quantity=1, unit_price=picked.price)
            event = replace(event, cart=replace(event.cart, lines=(*event.cart.lines, more)))
            # Two products in one order are two purchases; only one product that is both feeds a loop.
            found = None if not _sells_both(rule, other, ground) else ground.rehearsal.play(event)
        if found is not None and rule.name in found.taken and other.name in found.earned:
            yield other.name, event


def _sells_both(rule: Rule, other: Rule, ground: Ground) -> bool:
    body, trigger = rule.body, other.trigger
    if not isinstance(body, CouponBody) or trigger is None:
        return False
    products = ground.program.catalog.products.values()
    return any(body.terms.targets.picks(one) and trigger.selector.picks(one) for one in products)


def _circle(start: str, edges: Edges) -> tuple[str, ...]:
    """The shortest way from `start` back to it, `start` first; empty if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in edges.get(way[-1], {}):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
