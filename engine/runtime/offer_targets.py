"""Where an offered product goes, and what it costs now and later (S4.13-16, S4.23, S4.29-33, S4.45-52, V8, V9, V18)."""

from collections.abc import Iterable, Sequence

from engine.model.cart import CartLine
from engine.model.catalog import Plan
from engine.model.contract import Contract
from engine.model.offer import Buying, SeveralPlans
from engine.model.offer_instance import OfferTarget
from engine.model.quote import RefusalReason
from engine.model.rule_parts import Discount, FreeShipping
from engine.runtime.basket import worth
from engine.runtime.contract import contract_id
from engine.runtime.offer_case import Case, offer_id
from engine.runtime.plans import first_price, plan_of, renewal_price
from engine.values.money import Rounding


def targets_of(case: Case, contracts: Sequence[Contract]) -> tuple[OfferTarget, ...] | RefusalReason:
    """Where the product goes, and at which price (S4.13-16, S4.23, S4.29-33)."""
    body = case.body
    if body.bought is Buying.SUBSCRIPTION:
        bought = {(line.plan, str(_cycle_of(line, case))) for line in case.trigger_lines}
        if len(bought) > 1 and body.several_plans is SeveralPlans.NONE:
            return RefusalReason.SEVERAL_PLANS
        if body.offered is Buying.SUBSCRIPTION:
            mine = [one for one in contracts if (one.plan, str(one.cycle)) in bought]
            return _into_contracts(case, mine)
    if body.offered is Buying.ONCE:
        return (OfferTarget(first=_first(case, None)),)
    plan = next((plan for name in body.plans if (plan := plan_of(case.product, name))), None)
    if plan is None:
        return RefusalReason.NOT_OFFERABLE
    made = contract_id(case.order.id, plan.name, plan.cycle, offer_id(case.order.id))
    return (_on_plan(case, plan, made),)


def _into_contracts(case: Case, contracts: Iterable[Contract]) -> tuple[OfferTarget, ...] | RefusalReason:
    """One plan of the same cycle for each contract; a contract without one gets nothing (S4.31-33, V18)."""
    offered = [plan for name in case.body.plans if (plan := plan_of(case.product, name))]
    by_cycle = {str(plan.cycle): plan for plan in reversed(offered)}
    found = tuple(
        _on_plan(case, by_cycle[str(one.cycle)], one.id) for one in contracts if str(one.cycle) in by_cycle
    )
    if not found:
        return RefusalReason.NO_SUCH_CYCLE
    return found if case.body.several_plans is SeveralPlans.ALL else found[:1]


def _cycle_of(line: CartLine, case: Case) -> str:
    plan = plan_of(case.prepared.program.catalog.products[line.sku], line.plan)
    return "" if plan is None else str(plan.cycle)


def _on_plan(case: Case, plan: Plan, contract: str) -> OfferTarget:
    return OfferTarget(
        first=_first(case, plan),
        renewal=renewal_price(case.product.price, plan, case.rounding),
        contract_id=contract,
        plan=plan.name,
        cycle=plan.cycle,
    )


def _first(case: Case, plan: Plan | None) -> int:
    """What one piece costs in the first order.

    A new contract: the plan's discount, then the offer's (S4.46, V8). In a contract that the order began the offer's
    discount takes the place of the plan's (S4.49, V9, D4.a). Otherwise the offer's alone (S4.52).
    """
    price, discount = case.product.price, case.body.discount
    replaced = case.body.bought is Buying.SUBSCRIPTION and _takes_off(discount)
    if plan is not None and not replaced:
        price = first_price(price, plan, case.rounding)
    return price - _off(discount, price, case.rounding)


def taken_off(case: Case, targets: Iterable[OfferTarget]) -> int:
    """Minor units that the offer's discount takes off one piece, in all contracts together."""
    return sum(_off(case.body.discount, _base(case, target), case.rounding) for target in targets)


def _base(case: Case, target: OfferTarget) -> int:
    """What the offer's discount is taken off."""
    plan = plan_of(case.product, target.plan) if case.body.bought is Buying.ONCE and target.plan else None
    return case.product.price if plan is None else first_price(case.product.price, plan, case.rounding)


def _takes_off(discount: Discount | None) -> bool:
    return discount is not None and not isinstance(discount, FreeShipping)


def _off(discount: Discount | None, price: int, rounding: Rounding) -> int:
    """What the offer takes off one piece; free shipping takes nothing off the goods."""
    return 0 if discount is None else worth(discount, price, 0, rounding)
