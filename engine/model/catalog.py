"""What the shop sells, as the rules and the price kernel see it (domain.md §1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from engine.values.duration import Duration


class ProductKind(StrEnum):
    """What a product is; buyer lists are grouped by it (S2.6-10)."""

    DOWNLOAD = "download"
    SHIPPED = "shipped"
    SUBSCRIPTION = "subscription"
    SEMINAR = "seminar"
    SALON = "salon"
    GIFT_CARD = "gift_card"


class Sold(StrEnum):
    """How a product may be bought."""

    ONCE = "once"
    SUBSCRIPTION = "subscription"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A subscription plan: one delivery per `cycle`, `discount` off each, `first_order_discount` off the first."""

    name: str
    cycle: Duration
    discount: Fraction = Fraction(0)
    first_order_discount: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A sellable thing. `price` is minor units, tax included; `tax_rate` 1/10 for 10 %."""

    sku: str
    name: str
    price: int
    kind: ProductKind = ProductKind.SHIPPED
    sold: Sold = Sold.ONCE
    tax_rate: Fraction = Fraction(1, 10)
    plans: tuple[Plan, ...] = ()
    category: str = ""
    tags: frozenset[str] = frozenset()
    requires_shipping: bool = True
    description: str = ""
    image_url: str = ""
    cost: int | None = None
    coupon_entry: bool = True  # S1.36: the code entry box is shown for this product
    coupon_discount: bool = True  # S1.37: one-time coupons may take money off this product
    sandbox: bool = False  # S1.39: may be bought in test orders
    event_at: datetime | None = None
    in_stock: bool = True  # False: sold out; not given, offered or reminded of


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All products of a shop. `version` grows with every change; a program names the version it was checked against."""

    currency: str
    products: Mapping[str, Product] = field(default_factory=dict)
    version: int = 0
