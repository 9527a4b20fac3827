"""A priced cart and the arithmetic of taking a discount off it (S1.20-24, D1.f, V5, V10, V22)."""

from dataclasses import dataclass
from typing import assert_never

from engine.model.cart import Cart
from engine.model.catalog import Catalog, Product
from engine.model.program import AmountOff, Discount, FreeShipping, PercentOff
from engine.model.selector import Selector
from engine.values.money import Rounding, percentage_off


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """What the goods of a cart cost line by line before discounts, and the shipping charge, in minor units."""

    products: tuple[Product, ...]
    amounts: tuple[int, ...]
    quantities: tuple[int, ...]
    shipping: int

    @classmethod
    def of(cls, cart: Cart, catalog: Catalog) -> "Basket":
        """The basket of a checked cart: every sku is in the catalogue."""
        return cls(
            products=tuple(catalog.products[line.sku] for line in cart.lines),
            amounts=tuple(line.quantity * line.unit_price for line in cart.lines),
            quantities=tuple(line.quantity for line in cart.lines),
            shipping=cart.shipping,
        )

    @property
    def subtotal(self) -> int:
        """The goods, without shipping."""
        return sum(self.amounts)

    def targets(self, selector: Selector, *, one_time_coupon: bool) -> tuple[int, ...]:
        """Positions of the lines that `selector` picks; some products take no one-time coupon (S1.37)."""
        return tuple(
            place
            for place, product in enumerate(self.products)
            if selector.picks(product) and (product.coupon_discount or not one_time_coupon)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one discount took: minor units per line of the basket, and off the shipping charge."""

    per_line: tuple[int, ...]
    shipping: int

    @property
    def amount(self) -> int:
        """Minor units in all."""
        return sum(self.per_line) + self.shipping


def worth(discount: Discount, goods: int, shipping: int, rounding: Rounding) -> int:
    """Minor units that `discount` takes off targeted lines that cost `goods` in all, or off the shipping charge."""
    match discount:
        case AmountOff():
            return min(discount.amount, goods)
        case PercentOff():
            off = percentage_off(goods, discount.rate, rounding)
            return off if discount.cap is None else min(off, discount.cap)
        case FreeShipping():
            return shipping
        case _:
            assert_never(discount)
