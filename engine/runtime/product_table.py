"""Which clauses the products in a cart leave standing: triggers and `cart.items has`."""

from collections import defaultdict
from collections.abc import Mapping

from engine.model.catalog import Product
from engine.model.selector import SelectBy, Selector
from engine.runtime.bits import getter, mask_of
from engine.runtime.step import PerLine

_KEPT_BYTES = 48 << 20


class ProductTable:
    """Clauses by the products they need in the cart, and by those that must not be there.

    A product is looked up once: by its sku, its category and its tags. A clause needs one of its selectors to pick one
    product; what it needs besides is verified.
    """

    def __init__(self) -> None:
        self._wanting: set[int] = set()
        self._needed = _Picked()
        self._barred = _Picked()

    def need(self, place: int, selector: Selector) -> bool:
        """Note that clause `place` needs `selector`; False when it needs another one already."""
        if place in self._wanting:
            return False
        self._wanting.add(place)
        self._needed.add(place, selector)
        return True

    def bar(self, place: int, selector: Selector) -> bool:
        """Note that clause `place` must not meet `selector`; False when that is more than the table can tell."""
        if selector.by is SelectBy.ANY and selector.names:
            return False
        self._barred.add(place, selector)
        return True

    def freeze(self, size: int, products: Mapping[str, Product]) -> tuple[PerLine, ...]:
        """What the matcher does per line of the cart; only products of the catalogue count."""
        free = ((1 << size) - 1) & ~mask_of(self._wanting, size)
        needed = _per_line("m &= {t}_found", free, self._needed, size, products)
        barred = _per_line("m &= ~{t}_found", 0, self._barred, size, products)
        asked = (needed, barred) if self._barred else (needed,)
        return asked if self._wanting else asked[1:]


def _per_line(
    after: str, start: int, picked: "_Picked", size: int, products: Mapping[str, Product]
) -> PerLine:
    if not picked:
        return PerLine(start="{t}_found = {t}_free", lines=(), after=after, bound={"free": start})
    meanings = _Meanings(picked, size, products)
    return PerLine(
        start="{t}_found = {t}_free",
        lines=("x = {t}_get(sku)", "{t}_found |= {t}_mean(sku) if x is None else x"),
        after=after,
        bound={"free": start, "get": meanings.known.get, "mean": meanings.mean},
    )


class _Meanings:
    """Which clauses pick a product; worked out when a cart first holds it, and kept as long as there is room."""

    def __init__(self, picked: "_Picked", size: int, products: Mapping[str, Product]) -> None:
        self._masks = _Masks(picked, size)
        self._products = products
        self._room = _KEPT_BYTES // ((size >> 3) + 128)
        self.known: dict[str, int] = {}

    def mean(self, sku: str) -> int:
        """The clauses that pick the product called `sku`."""
        product = self._products.get(sku)
        if product is None:
            return 0
        mask = self._masks.of(product)
        if len(self.known) < self._room:
            self.known[sku] = mask
        return mask


class _Picked:
    """Places by what their selectors compare with."""

    def __init__(self) -> None:
        self.any: list[int] = []
        self.spared: dict[str, list[int]] = defaultdict(list)  # `any product except …`
        self.by: dict[SelectBy, dict[str, list[int]]] = {by: defaultdict(list) for by in SelectBy}

    def __bool__(self) -> bool:
        return bool(self.any) or any(self.by.values())

    def add(self, place: int, selector: Selector) -> None:
        if selector.by is SelectBy.ANY:
            self.any.append(place)
            for name in selector.names:
                self.spared[name].append(place)
            return
        for name in selector.names:
            self.by[selector.by][name].append(place)


class _Masks:
    """Sets of places, by what their selectors compare with."""

    def __init__(self, picked: _Picked, size: int) -> None:
        self._any = mask_of(picked.any, size)
        self._spared = getter(picked.spared, size)
        self._sku = getter(picked.by[SelectBy.PRODUCT], size)
        self._category = getter(picked.by[SelectBy.CATEGORY], size)
        self._tag = getter(picked.by[SelectBy.TAG], size)

    def of(self, product: Product) -> int:
        """The places whose selectors pick `product`."""
        found = self._any & ~self._spared(product.sku, 0)
        found |= self._sku(product.sku, 0) | self._category(product.category, 0)
        for tag in product.tags:
            found |= self._tag(tag, 0)
        return found
