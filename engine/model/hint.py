"""What a shopper is close to."""

from dataclasses import dataclass

from engine.model.cart import Cart
from engine.model.program import Rule
from engine.model.reward import Deducted


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a cart lacks of a threshold: minor units of goods, or pieces; the other one is 0."""

    amount: int = 0
    quantity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A rule that a cart has nearly reached, and the cart with exactly what is missing added to it."""

    rule: Rule
    code: str | None  # by which the rule was asked for; None for an automatic one
    missing: Missing
    raised: Cart


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """With exactly `missing` more of what is in the cart, the rule takes `saves` minor units off, or gives its gift."""

    rule: str
    missing: Missing
    reward: Deducted
    saves: int
    code: str | None = None
