"""Which products a rule means."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.catalog import Product


class SelectBy(StrEnum):
    """What the names of a selector are compared with."""

    ANY = "any"
    PRODUCT = "product"
    CATEGORY = "category"
    TAG = "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """`product "A", "B"` · `category "tea"` · `tag "new"` · `any product except "GIFT"` (names are the exceptions)."""

    by: SelectBy
    names: frozenset[str] = frozenset()

    def picks(self, product: Product) -> bool:
        """Whether `product` is meant."""
        match self.by:
            case SelectBy.ANY:
                return product.sku not in self.names
            case SelectBy.PRODUCT:
                return product.sku in self.names
            case SelectBy.CATEGORY:
                return product.category in self.names
            case SelectBy.TAG:
                return not self.names.isdisjoint(product.tags)


ANY_PRODUCT = Selector(by=SelectBy.ANY)
