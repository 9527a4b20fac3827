"""What a shop tells of a customer, and how a customer is known."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.cart import Buyer


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRecord:
    """A customer as the shop reports it; None leaves what is stored as it is, an empty text removes it.

    `buyer` is in comparable form and has an e-mail or an external id. `birthday` is `MM-DD`, without the year: it is
    all that a birthday coupon needs. `joined_at` makes the customer a member.
    """

    buyer: Buyer
    birthday: str | None = None
    tags: frozenset[str] | None = None
    tier: str | None = None
    blocked: bool | None = None
    joined_at: datetime | None = None

    @property
    def key(self) -> str:
        """Under what the customer is stored."""
        return customer_key(self.buyer.email, self.buyer.external_id) or ""


def customer_key(email: str | None, external_id: str | None) -> str | None:
    """The e-mail or, without one, `id:` and the external id; None for somebody unknown."""
    if email is not None:
        return email
    return None if external_id is None else f"id:{external_id}"
