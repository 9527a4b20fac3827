"""Typed conditions over facts: what `if` and `unless` lines compile to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engine.model.selector import Selector


class Operator(StrEnum):
    """How a field is compared. Names are those of the language with `_` for the blank."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    OVER = "over"
    UNDER = "under"
    BETWEEN = "between"  # both ends included
    ONE_OF = "one_of"
    HAS = "has"
    WITHIN = "within"  # an instant, not longer ago than the duration
    IS_TRUE = "is_true"


class Quantifier(StrEnum):
    """How the members of a group combine."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


Operand = int | str | bool | datetime | timedelta | Selector
"""Money operands are minor units of the shop's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """One comparison of the fact `field` (`cart.total`); `line` is its 1-based line for traces."""

    field: str
    operator: Operator
    operands: tuple[Operand, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A combination of conditions; an empty ALL is true."""

    quantifier: Quantifier
    members: tuple["Compare | Group", ...] = ()
    line: int = 0


Condition = Compare | Group
ALWAYS = Group(quantifier=Quantifier.ALL)
