"""Bad input is refused before anything is priced: every figure in range, every product known (SEC9)."""

from engine.model.cart import Cart, CartLine
from engine.model.catalog import Catalog
from engine.model.decision import Problem, Rejection
from engine.runtime.plans import plan_of
from engine.values.money import LARGEST_AMOUNT

LARGEST_QUANTITY = 9_999
MOST_LINES = 500


def check_cart(cart: Cart, catalog: Catalog) -> Rejection | None:
    """What is wrong with `cart`, if anything; test orders buy only `sandbox` products (S1.39)."""
    if not cart.lines:
        return Rejection(problem=Problem.EMPTY_CART, path=("lines",))
    if len(cart.lines) > MOST_LINES:
        found = (("found", str(len(cart.lines))), ("most", str(MOST_LINES)))
        return Rejection(problem=Problem.TOO_MANY_LINES, path=("lines",), args=found)
    total = cart.shipping
    for place, line in enumerate(cart.lines):
        problem = _line_problem(line, catalog, test=cart.test)
        if problem is not None:
            return _at_line(problem, place, line)
        total += line.quantity * line.unit_price
    if cart.shipping < 0 or total > LARGEST_AMOUNT:
        return Rejection(
            problem=Problem.PRICE_OUT_OF_RANGE, path=("shipping" if cart.shipping < 0 else "lines",)
        )
    return None


def check_shipping(cart: Cart) -> Rejection | None:
    """What is wrong with the shipping charge of a cart that may have no lines yet, if anything."""
    if 0 <= cart.shipping <= LARGEST_AMOUNT:
        return None
    return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=("shipping",))


def _line_problem(line: CartLine, catalog: Catalog, *, test: bool) -> Problem | None:
    product = catalog.products.get(line.sku)
    if product is None:
        return Problem.UNKNOWN_PRODUCT
    if line.plan and plan_of(product, line.plan) is None:
        return Problem.UNKNOWN_PLAN
    if test and not product.sandbox:
        return Problem.NOT_IN_SANDBOX
    if not 1 <= line.quantity <= LARGEST_QUANTITY:
        return Problem.QUANTITY_OUT_OF_RANGE
    if not 0 <= line.unit_price <= LARGEST_AMOUNT:
        return Problem.PRICE_OUT_OF_RANGE
    return None


_FIELD = {
    Problem.UNKNOWN_PRODUCT: "sku",
    Problem.UNKNOWN_PLAN: "plan",
    Problem.NOT_IN_SANDBOX: "sku",
    Problem.QUANTITY_OUT_OF_RANGE: "quantity",
    Problem.PRICE_OUT_OF_RANGE: "unit_price",
}


def _at_line(problem: Problem, place: int, line: CartLine) -> Rejection:
    field = _FIELD[problem]
    found = {
        "sku": line.sku,
        "plan": line.plan,
        "quantity": str(line.quantity),
        "unit_price": str(line.unit_price),
    }[field]
    args = (("sku", line.sku),) if field == "sku" else (("sku", line.sku), ("found", found))
    return Rejection(problem=problem, path=("lines", str(place), field), args=args)
