"""Which clauses the products in a cart leave standing: triggers and `cart.items has`."""

from collections import defaultdict
from collections.abc import Mapping

from engine.model.catalog import Product
from engine.model.selector import SelectBy, Selector
from engine.runtime.bits import MaskMap, mask_of
from engine.vocabulary.fields import Sight


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

    def __bool__(self) -> bool:
        """Whether any clause asks for anything."""
        return bool(self._wanting or self._barred)

    def freeze(self, size: int, products: Mapping[str, Product]) -> "ProductLook":
        """The look-up over `size` clauses; only products of the catalogue count."""
        everything = (1 << size) - 1
        free = everything & ~mask_of(self._wanting, size)
        return ProductLook(free, self._needed.freeze(size), self._barred.freeze(size), products)


class ProductLook:
    """A frozen product table; what a product means is kept as long as it fits."""

    __slots__ = ("_barred", "_free", "_known", "_needed", "_products", "_room")

    def __init__(
        self, free: int, needed: "_Frozen", barred: "_Frozen", products: Mapping[str, Product]
    ) -> None:
        self._free = free
        self._needed = needed
        self._barred = barred
        self._products = products
        self._known: dict[str, tuple[int, int]] = {}
        self._room = (48 << 20) // (free.bit_length() // 4 + 128)

    def __call__(self, sight: Sight) -> int:
        """The clauses that the products in the cart leave standing."""
        standing, stopped = self._free, 0
        known = self._known
        for line in sight.cart.lines:
            found = known.get(line.sku)
            needed, barred = found if found is not None else self._meaning(line.sku)
            standing |= needed
            stopped |= barred
        return standing & ~stopped if stopped else standing

    def _meaning(self, sku: str) -> tuple[int, int]:
        product = self._products.get(sku)
        if product is None:
            return (0, 0)
        found = (self._needed.mask(product), self._barred.mask(product))
        if len(self._known) < self._room:
            self._known[sku] = found
        return found


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

    def freeze(self, size: int) -> "_Frozen":
        return _Frozen(self, size)


class _Frozen:
    __slots__ = ("_any", "_category", "_sku", "_spared", "_tag")

    def __init__(self, picked: _Picked, size: int) -> None:
        self._any = mask_of(picked.any, size)
        self._spared = MaskMap(picked.spared, size)
        self._sku = MaskMap(picked.by[SelectBy.PRODUCT], size)
        self._category = MaskMap(picked.by[SelectBy.CATEGORY], size)
        self._tag = MaskMap(picked.by[SelectBy.TAG], size)

    def mask(self, product: Product) -> int:
        """The places whose selectors pick `product`."""
        found = (
            (self._any & ~self._spared[product.sku])
            | self._sku[product.sku]
            | self._category[product.category]
        )
        for tag in product.tags:
            found |= self._tag[tag]
        return found
