"""Pieces of cart lines: which are the cheapest, how many make a set, what they cost; never one by one."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.model.reward import BuyGet, Extreme
from engine.runtime.basket import Basket


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """`count` equal pieces of the line at `place`, which cost `amount` minor units together."""

    place: int
    count: int
    amount: int

    @property
    def each(self) -> Fraction:
        """What one of them costs."""
        return Fraction(self.amount, self.count)

    def some(self, count: int) -> "Pieces":
        """So many of them; a fraction of a minor unit stays with the rest."""
        return Pieces(place=self.place, count=count, amount=self.amount * count // self.count)


def pieces(places: Iterable[int], left: Sequence[int], basket: Basket) -> list[Pieces]:
    """What is `left` to pay of the lines at `places`. What costs nothing anyway makes no set and is no bargain."""
    return [
        Pieces(place=place, count=basket.quantities[place], amount=left[place])
        for place in places
        if basket.amounts[place]
    ]


def ordered(found: Iterable[Pieces], which: Extreme) -> list[Pieces]:
    """The cheapest or the dearest first; of equal ones those of the earlier line."""
    if which is Extreme.CHEAPEST:
        return sorted(found, key=lambda one: (one.each, one.place))
    return sorted(found, key=lambda one: (-one.each, one.place))


def first(found: Iterable[Pieces], count: int) -> list[Pieces]:
    """The first `count` pieces, or all when there are fewer."""
    taken: list[Pieces] = []
    for one in found:
        if count <= 0:
            break
        taken.append(one if one.count <= count else one.some(count))
        count -= one.count
    return taken


def number(found: Iterable[Pieces]) -> int:
    """How many pieces there are."""
    return sum(one.count for one in found)


def got(reward: BuyGet, bought: int, on_offer: int) -> int:
    """How many pieces are reduced when `bought` count as bought; without `of` those on offer are the same ones."""
    if reward.of is None:
        sets, rest = divmod(bought, reward.buy + reward.get)
        reduced = sets * reward.get + max(0, rest - reward.buy)
    else:
        reduced = min(on_offer, bought // reward.buy * reward.get)
    return reduced if reward.most is None else min(reduced, reward.most * reward.get)


def sets_of_any(
    found: Sequence[Pieces], count: int, price: int, most: int | None
) -> tuple[list[Pieces], int]:
    """The pieces of every set of `count` that costs more than `price`, and how many sets; `found` is dearest first.

    So grouped the sets save most: no other grouping has a larger sum above the price.
    """

    def cost(nth: int) -> Fraction:
        return _cost(found, nth * count) - _cost(found, (nth - 1) * count)

    sets = _dear(cost, number(found) // count, price, most)
    return first(found, count * sets), sets


def sets_of_each(found: Sequence[Sequence[Pieces]], price: int, most: int | None) -> tuple[list[Pieces], int]:
    """The pieces of every set of one from each group that costs more than `price`, and how many sets they are."""

    def cost(nth: int) -> Fraction:
        return sum((_cost(group, nth) - _cost(group, nth - 1) for group in found), Fraction(0))

    sets = _dear(cost, min(number(group) for group in found), price, most)
    return [one for group in found for one in first(group, sets)], sets


def _dear(cost: Callable[[int], Fraction], possible: int, price: int, most: int | None) -> int:
    """How many sets cost more than `price`: the first ones, for no set costs more than the one before it."""
    sets = range(1, 1 + (possible if most is None else min(possible, most)))
    return bisect_left(sets, True, key=lambda nth: cost(nth) <= price)


def _cost(found: Iterable[Pieces], count: int) -> Fraction:
    """What the first `count` pieces cost, exactly."""
    cost = Fraction(0)
    for one in found:
        if count <= 0:
            break
        cost += one.each * min(one.count, count)
        count -= one.count
    return cost
