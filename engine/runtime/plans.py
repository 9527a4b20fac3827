"""What a product costs on a plan: the first order, and every later one (domain.md §2). Prices are rounded per piece."""

from engine.model.catalog import Plan, Product
from engine.values.money import Rounding, percentage_off


def plan_of(product: Product, name: str) -> Plan | None:
    """The product's plan of this name."""
    return next((plan for plan in product.plans if plan.name == name), None)


def first_price(price: int, plan: Plan, rounding: Rounding) -> int:
    """Minor units of one piece in the first order: less the discount of the first order, if the plan has one."""
    rate = plan.discount if plan.first_order_discount is None else plan.first_order_discount
    return price - percentage_off(price, rate, rounding)


def renewal_price(price: int, plan: Plan, rounding: Rounding) -> int:
    """Minor units of one piece in the second order and later."""
    return price - percentage_off(price, plan.discount, rounding)
