"""Rows of a bulk refund: who gets how much for which booking (D5.d)."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundColumns:
    """Which heading of the file says what; empty: none does."""

    customer: str = ""  # the shop's own id of the customer
    email: str = ""
    booking: str = ""
    amount: str = ""
    name: str = ""
    key: str = ""  # the shop's own id of the row; without it, booking and customer stand for it

    def missing(self) -> tuple[str, ...]:
        """What has to be named and is not."""
        needed = [name for name in ("booking", "amount") if not getattr(self, name)]
        return (*needed, *(() if self.customer or self.email else ("customer",)))

    @staticmethod
    @cache
    def names() -> tuple[str, ...]:
        """What can be mapped."""
        return tuple(field.name for field in fields(RefundColumns))


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRow:
    """`amount` minor units for a customer; `key` is the row's own, once per campaign."""

    line: int
    key: str
    customer: str
    email: str
    name: str
    booking: str
    amount: int
    own_key: bool = False  # of a column; otherwise the key is made of booking and customer


class Twins(StrEnum):
    """What rows of one file mean that have no id of their own and are alike in booking and customer."""

    ONCE = "once"  # the same refund, written twice
    EACH = "each"  # refunds of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that cannot be carried out: why, which column says so, and what it says."""

    line: int
    code: str
    column: str = ""
    found: str = ""
    key: str = ""
