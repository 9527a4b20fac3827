"""Money that moves after the first payment of an order, as the built-in shop's books keep it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One movement, once per `key`: `amount` minor units taken, or with `gives_back` returned of another one.

    `gives_back` is the key of a charge, or `order:<id>` for an order's own first payment. A charge that is not
    `taken` moved nothing: `reason` says why, and its key never moves anything any more.
    """

    key: str
    order_id: str
    amount: int
    currency: str
    at: datetime
    taken: bool = True
    gives_back: str = ""
    reason: str = ""
    test: bool = False


class TestCard(StrEnum):
    """What the card on file of an order does in the built-in gateway, as a test told it."""

    __test__ = False  # to pytest: no class of tests

    APPROVE = "approve"
    REFUSE = "refuse"
    TIME_OUT = "time_out"  # the money is taken, the answer is lost once
    UNREACHABLE = "unreachable"  # no answer at all; whether money was taken is not known
