"""What a sale gives beside a plain discount: steps, sets, new prices, gifts; and how far down it may go."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.model.rule_parts import Discount
from engine.model.selector import Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEach:
    """`discount to 2,980 JPY`: each piece costs at most `amount` minor units; a cheaper one stays as it is."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """`tier from 3 items discount 10%` or `tier from 5,000 JPY discount 500 JPY`: exactly one threshold is set.

    Both count what `for` picks: its pieces, or minor units of its prices before any discount.
    """

    discount: Discount
    items: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """The highest tier that the cart reaches applies, no other."""

    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyGet:
    """`buy 2 get 1 free`: of every `buy` + `get` pieces, `get` cost `rate` less (1 is free).

    With `of`, what is got is picked by it and no longer counts as bought. A set that is begun counts as far as it
    goes: with `buy 3 get 2` the fourth piece is already reduced. `most` sets per order.
    """

    buy: int
    get: int
    rate: Fraction
    of: Selector | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """`bundle product "A", "B" for 3,000 JPY`: one of each named product; with `count`, any so many pieces.

    A set costs at most `price` minor units; `most` sets per order.
    """

    selector: Selector
    price: int
    count: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """`gift product "CUP-1"`: so many pieces come along at 0, once per order."""

    sku: str
    quantity: int = 1


class Extreme(StrEnum):
    """Which end of the prices."""

    CHEAPEST = "cheapest"
    DEAREST = "dearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """`pick 1 cheapest`: only so many pieces of what `for` picks; of equal ones those of the earlier line.

    `count` is None where the reward itself says how many (`buy 2 get 1`).
    """

    which: Extreme = Extreme.CHEAPEST
    count: int | None = None


class FloorKind(StrEnum):
    """What a floor is measured in."""

    AMOUNT = "amount"  # minor units per piece
    SHARE = "share"  # of the price before any discount
    COST = "cost"  # of the catalogue; a product without one is not reduced at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """`floor 500 JPY` · `floor 60%` · `floor cost`: the rule leaves at least this much of every piece to pay."""

    kind: FloorKind
    amount: int = 0
    share: Fraction = Fraction(0)


Deducted = Discount | PriceEach | BuyGet | Bundle | Gift
"""What can be taken off a cart; of tiers it is the discount of the one that is reached."""

Reward = Deducted | Tiers
"""What a sale gives."""
