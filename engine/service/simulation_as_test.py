"""A case that was simulated as a `test` block, so that it is played again before every publication."""

from collections import Counter
from zoneinfo import ZoneInfo

from engine.dsl.editing.written import quoted
from engine.model.cart import OrderState
from engine.model.decision import Problem, Rejection
from engine.model.effects import IssueCoupon
from engine.model.simulation import Simulation
from engine.service.simulate import Case
from engine.values.money import decimal_text


def simulation_as_test(case: Case, played: Simulation, name: str, zone: str) -> str | Rejection:
    """The block. TEXT_INVALID and EMAIL_INVALID name what a test cannot say.

    That is: more pieces of one product than of another, own prices, an unpaid or cart-only case, a buyer without an
    address.
    """
    order = case.order
    lines = order.cart.lines
    if case.cart_only or order.state is not OrderState.PAID:
        return Rejection(problem=Problem.TEXT_INVALID, path=("case", "state"))
    pieces: Counter[str] = Counter()
    for line in lines:
        pieces[line.sku] += line.quantity
    quantities = set(pieces.values())
    if len(quantities) != 1 or any(line.unit_price is not None for line in lines):
        return Rejection(problem=Problem.TEXT_INVALID, path=("case", "lines"))
    buyer = order.cart.buyer
    if not buyer.email:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("case", "event", "email"))
    at = played.at.astimezone(ZoneInfo(zone))
    codes = f" code {_names(order.cart.codes)}" if order.cart.codes else ""
    skus = tuple(sorted(pieces))
    bought = f"{'all of ' if len(skus) > 1 else ''}product {_names(skus)}"
    quantity = "".join(f" quantity {each}" for each in quantities if each != 1)
    steps = [
        f"at {at:%Y-%m-%d %H:%M}",
        f"customer {quoted(buyer.email)}{' as members' if buyer.member else ''}",
        f"do order paid with {bought}{quantity}{codes}",
        *_expectations(played),
    ]
    return f"test {quoted(name)} {{\n" + "".join(f"  {step}\n" for step in steps) + "}\n"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(quoted(one) for one in names)


def _expectations(played: Simulation) -> list[str]:
    issued = {effect.rule for effect in played.effects if isinstance(effect, IssueCoupon)}
    said = []
    for rule in played.rules:
        if rule.kind == "coupon":
            said.append(f"expect {'' if rule.name in issued else 'no '}coupon {quoted(rule.name)} issued")
        elif rule.kind == "sale" and rule.fired:
            said.append(f"expect sale {quoted(rule.name)} applied")
    if played.quote is not None:
        paid = sum(line.total for line in played.quote.lines)
        said.append(f"expect pays {decimal_text(paid, played.currency)} {played.currency}")
    return said
