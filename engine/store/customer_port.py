"""What the service asks of the store about customers; part of the port."""

from collections.abc import Sequence
from typing import Protocol

from engine.model.facts import Person
from engine.model.saved_cart import YesNo


class CustomerStore(Protocol):
    """Customers are changed by `commit` alone; here they are looked at."""

    async def customers(
        self, shop: str, after: str, limit: int, abandoned: YesNo = YesNo.ANY
    ) -> tuple[Person, ...]:
        """Customers after the key `after`, in the order of keys; `abandoned` ones have left a cart (S3.21-22)."""

    async def customers_by_key(self, shop: str, keys: Sequence[str]) -> tuple[Person, ...]:
        """Those of `keys` that are known, each with all that is known under the same external id."""
