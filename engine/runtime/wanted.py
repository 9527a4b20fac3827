"""What a reward wants a cart to hold, and what the cart holds of it: for the trace."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.program import SaleBody
from engine.model.reward import Bundle, BuyGet, Tiers
from engine.runtime.basket import Basket
from engine.runtime.pieces import number, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The reward line `label` wants `least` pieces, or with `money` minor units, and the cart has `held`."""

    label: str
    least: int
    held: int
    money: bool = False


def wanted_of(body: SaleBody, basket: Basket) -> Iterator[Wanted]:
    """Nothing for a plain discount; one per tier, lowest first; of named products the rarest one."""
    targets = basket.targets(body.targets, one_time_coupon=False)
    match body.discount:
        case Tiers() as reward:
            yield from _tiers(reward, targets, basket)
        case BuyGet(of=None) as reward:
            held = number(pieces(targets, basket.amounts, basket))
            yield Wanted(label="buy", least=reward.buy + 1, held=held)
        case BuyGet() as reward:
            of = reward.of
            other = () if of is None else basket.targets(of, one_time_coupon=False)
            bought = [place for place in targets if place not in other]
            held = number(pieces(bought, basket.amounts, basket))
            yield Wanted(label="buy", least=reward.buy, held=held)
            yield Wanted(label="buy", least=1, held=number(pieces(other, basket.amounts, basket)))
        case Bundle() as reward:
            yield _bundle(reward, basket)
        case _:
            pass


def _tiers(reward: Tiers, targets: tuple[int, ...], basket: Basket) -> Iterator[Wanted]:
    items = sum(basket.quantities[place] for place in targets)
    amount = sum(basket.amounts[place] for place in targets)
    for tier in sorted(reward.tiers, key=lambda one: one.items or one.amount or 0):
        if tier.items is not None:
            yield Wanted(label="tier", least=tier.items, held=items)
        else:
            yield Wanted(label="tier", least=tier.amount or 0, held=amount, money=True)


def _bundle(reward: Bundle, basket: Basket) -> Wanted:
    found = pieces(basket.targets(reward.selector, one_time_coupon=False), basket.amounts, basket)
    if reward.count is not None:
        return Wanted(label="bundle", least=reward.count, held=number(found))
    each = [
        number(one for one in found if basket.products[one.place].sku == sku) for sku in reward.selector.names
    ]
    return Wanted(label="bundle", least=len(each), held=sum(1 for count in each if count))
