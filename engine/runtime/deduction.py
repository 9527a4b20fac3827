"""What a rule takes off which lines: the whole arithmetic of rewards (D1.f, V5, V10, V22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from engine.model.reward import (
    Bundle,
    BuyGet,
    Deducted,
    Extreme,
    Floor,
    FloorKind,
    Gift,
    Pick,
    PriceEach,
    Tiers,
)
from engine.model.rule_parts import AmountOff, Discount, FreeShipping, PercentOff
from engine.runtime.basket import Basket, Taken, worth
from engine.runtime.pieces import Pieces, first, got, number, ordered, pieces, sets_of_any, sets_of_each
from engine.values.money import Rounding, allocate, divide, percentage_off

USUAL_PICK = Pick()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """`reward` off the lines at `targets`, or off those pieces of them that `pick` means, down to `floor`.

    Of less left to pay it never takes more, unless there is a floor: it blocks the share of some lines, and after
    other discounts that share may fall on lines that have room. `worth_at_most` bounds both.
    """

    reward: Deducted
    targets: tuple[int, ...]
    pick: Pick | None = None
    floor: Floor | None = None


def reached(tiers: Tiers, targets: Iterable[int], basket: Basket) -> Discount | None:
    """The discount of the highest tier that the targeted lines reach before any discount."""
    places = tuple(targets)
    items = sum(basket.quantities[place] for place in places)
    amount = sum(basket.amounts[place] for place in places)
    found = [
        (one.items or one.amount or 0, one.discount)
        for one in tiers.tiers
        if (one.items is None or one.items <= items) and (one.amount is None or one.amount <= amount)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def take(
    deduction: Deduction, left: Sequence[int], shipping: int, basket: Basket, rounding: Rounding
) -> Taken:
    """What `deduction` takes of what is `left` of the lines; the shares of the lines sum exactly (V22)."""
    shares = [0] * len(left)
    if isinstance(deduction.reward, FreeShipping):
        return Taken(per_line=tuple(shares), shipping=shipping)
    for place, share in _shares(deduction, left, basket, rounding):
        shares[place] += share
    if deduction.floor is not None:
        rooms = _rooms(deduction.floor, left, basket)
        shares = [min(share, room) for share, room in zip(shares, rooms, strict=True)]
    return Taken(per_line=tuple(shares), shipping=0)


def worth_alone(deduction: Deduction, basket: Basket, rounding: Rounding) -> int:
    """Minor units that the deduction takes off when nothing else does."""
    reward, targets = deduction.reward, deduction.targets
    if not targets:
        return 0
    if deduction.pick is None and deduction.floor is None and isinstance(reward, Discount):
        goods = sum(basket.amounts[place] for place in targets)
        return worth(reward, goods, basket.shipping, rounding)
    return take(deduction, basket.amounts, basket.shipping, basket, rounding).amount


def worth_at_most(deduction: Deduction, basket: Basket, rounding: Rounding) -> int:
    """Minor units that the deduction never exceeds, whatever was taken off before it."""
    bare = deduction if deduction.floor is None else replace(deduction, floor=None)
    return worth_alone(bare, basket, rounding)


def _shares(
    deduction: Deduction, left: Sequence[int], basket: Basket, rounding: Rounding
) -> Iterable[tuple[int, int]]:
    """Minor units by place."""
    match deduction.reward:
        case AmountOff() | PercentOff() | FreeShipping() as reward:
            if deduction.pick is None:  # the usual case, which every quote of a large shop has by the dozen
                weights = [left[place] for place in deduction.targets]
                amount = worth(reward, sum(weights), 0, rounding)
                return zip(deduction.targets, allocate(amount, weights), strict=True)
            meant = picked(deduction, left, basket)
            return _split(worth(reward, _cost(meant), 0, rounding), meant)
        case PriceEach(amount=price):
            return [
                (one.place, max(0, one.amount - price * one.count)) for one in picked(deduction, left, basket)
            ]
        case BuyGet(rate=rate):
            meant = picked(deduction, left, basket)
            return _split(percentage_off(_cost(meant), rate, rounding), meant)
        case Bundle(price=price) as reward:
            meant, sets = bundled(reward, deduction.targets, left, basket)
            return _split(max(0, _cost(meant) - sets * price), meant)
        case Gift():
            return ()
        case _:
            assert_never(deduction.reward)


def picked(deduction: Deduction, left: Sequence[int], basket: Basket) -> list[Pieces]:
    """The pieces that the reward is about."""
    found = pieces(deduction.targets, left, basket)
    pick, reward = deduction.pick, deduction.reward
    if not isinstance(reward, BuyGet):
        return found if pick is None else first(ordered(found, pick.which), pick.count or 1)
    which = (pick or USUAL_PICK).which
    if reward.of is None:
        return first(ordered(found, which), got(reward, number(found), 0))
    offered = _of(reward, left, basket)
    own = {one.place for one in offered}
    bought = sum(one.count for one in found if one.place not in own)
    return first(ordered(offered, which), got(reward, bought, number(offered)))


def _of(reward: BuyGet, left: Sequence[int], basket: Basket) -> list[Pieces]:
    of = reward.of
    places = () if of is None else basket.targets(of, one_time_coupon=False)
    return pieces(places, left, basket)


def bundled(
    bundle: Bundle, targets: Iterable[int], left: Sequence[int], basket: Basket
) -> tuple[list[Pieces], int]:
    """The pieces of every set that costs more than its price, and how many sets they are."""
    found = ordered(pieces(targets, left, basket), Extreme.DEAREST)
    if bundle.count is not None:
        return sets_of_any(found, bundle.count, bundle.price, bundle.most)
    return sets_of_each(_groups(bundle, found, basket), bundle.price, bundle.most)


def complete(deduction: Deduction, basket: Basket) -> bool:
    """Whether the cart holds what the reward wants: for `buy`, one piece to reduce; for `bundle`, one set."""
    match deduction.reward:
        case BuyGet():
            return bool(picked(deduction, basket.amounts, basket))
        case Bundle(count=None) as bundle:
            found = pieces(deduction.targets, basket.amounts, basket)
            return all(_groups(bundle, found, basket))
        case Bundle(count=count):
            return number(pieces(deduction.targets, basket.amounts, basket)) >= (count or 0)
        case _:
            return True


def _groups(bundle: Bundle, found: Sequence[Pieces], basket: Basket) -> list[list[Pieces]]:
    """The pieces of each product that the bundle names."""
    return [
        [one for one in found if basket.products[one.place].sku == sku]
        for sku in sorted(bundle.selector.names)
    ]


def _cost(found: Iterable[Pieces]) -> int:
    return sum(one.amount for one in found)


def _split(amount: int, found: Sequence[Pieces]) -> Iterable[tuple[int, int]]:
    shares = allocate(amount, [one.amount for one in found])
    return ((one.place, share) for one, share in zip(found, shares, strict=True))


def _rooms(floor: Floor, left: Sequence[int], basket: Basket) -> list[int]:
    """How far each line may still go down."""
    return [max(0, amount - _least(floor, place, basket)) for place, amount in enumerate(left)]


def _least(floor: Floor, place: int, basket: Basket) -> int:
    """What must be left of the line to pay; of a product of unknown cost everything."""
    match floor.kind:
        case FloorKind.AMOUNT:
            return floor.amount * basket.quantities[place]
        case FloorKind.SHARE:
            share = floor.share
            return divide(basket.amounts[place] * share.numerator, share.denominator, Rounding.UP)
        case FloorKind.COST:
            cost = basket.products[place].cost
            return basket.amounts[place] if cost is None else cost * basket.quantities[place]
        case _:
            assert_never(floor.kind)
