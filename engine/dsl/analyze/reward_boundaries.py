"""How much a cart must hold for a tier, a set or a bundle: one less, and just enough."""

from collections.abc import Iterator
from dataclasses import replace

from engine.dsl.analyze.trial_steps import money
from engine.model.cart import CartLine
from engine.model.findings import TrialEvent
from engine.model.program import Program, Rule, SaleBody
from engine.model.reward import Bundle, BuyGet, Tiers
from engine.model.selector import Selector


def reward_events(rule: Rule, usual: TrialEvent, program: Program) -> Iterator[tuple[str, str, TrialEvent]]:
    """The label of the reward line, what is bought in words, and the order; `usual` is one at which the rule acts."""
    if not isinstance(rule.body, SaleBody):
        return
    currency = program.settings.currency
    for label, selector, items, amount in _wanted(rule.body):
        sku = next((one.sku for one in program.catalog.products.values() if selector.picks(one)), None)
        if sku is None:
            continue
        price = program.catalog.products[sku].price
        if items is not None:
            for count in (items - 1, items):
                if count > 0:
                    line = CartLine(sku=sku, quantity=count, unit_price=price)
                    yield label, f"{count} × {sku}", _with(usual, line)
        for total in () if amount is None else (amount - 1, amount):
            line = CartLine(sku=sku, quantity=1, unit_price=total)
            yield label, f"{money(total, currency)} of {sku}", _with(usual, line)


def _with(usual: TrialEvent, line: CartLine) -> TrialEvent:
    return replace(usual, cart=replace(usual.cart, lines=(line,)))


def _wanted(body: SaleBody) -> Iterator[tuple[str, Selector, int | None, int | None]]:
    match body.discount:
        case Tiers() as reward:
            yield from (("tier", body.targets, one.items, one.amount) for one in reward.tiers)
        case BuyGet(of=None) as reward:
            yield "buy", body.targets, reward.buy + reward.get, None
        case Bundle(count=int() as count) as reward:
            yield "bundle", reward.selector, count, None
        case _:
            pass
