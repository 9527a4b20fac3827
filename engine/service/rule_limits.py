"""What rules would newly give away that is more than one person may decide alone (SEC24)."""

from engine.model.gift_card import Consideration, GiftCardBody
from engine.model.offer import OfferBody
from engine.model.program import Body, Budget, CouponBody, Program, Rule, SaleBody
from engine.model.records import Actor
from engine.model.reward import BuyGet, Reward, Tiers
from engine.model.rule_parts import FreeShipping, PercentOff
from engine.service.engine import Engine
from engine.service.role_limits import limit_of


async def gives_too_much(engine: Engine, shop: str, after: Program, actor: Actor) -> bool:
    """Whether `after` has a discount or a budget above the limits of `actor` that is not live as large already.

    Amounts, set prices and presents have no percentage; only a budget bounds them, so that what is new of them has to
    have one where budgets are limited.
    """
    percent = await limit_of(engine, shop, actor, "discount_percent")
    budget = await limit_of(engine, shop, actor, "budget")
    if percent is None and budget is None:
        return False
    live = await engine.programs.live(engine.store, shop)
    before = None if live is None else live.program
    return (percent is not None and _discounts(before, after, percent)) or (
        budget is not None and (_budgets(before, after, budget) or _amounts(before, after))
    )


def _discounts(before: Program | None, after: Program, limit: int) -> bool:
    known = {} if before is None else {rule.name: percent_of(rule) for rule in before.rules}
    return any(
        percent_of(rule) > max(limit, *(known.get(name, 0) for name in (rule.name, *rule.was)))
        for rule in after.rules
    )


def percent_of(rule: Rule) -> float:
    """The largest share of a price that the rule gives away in any arm, per cent; 0 for what is no share."""
    return max(map(_percent_of_body, _bodies(rule)))


def _percent_of_body(body: Body) -> float:
    if isinstance(body, GiftCardBody):
        free = body.consideration is Consideration.FREE
        return float(body.balance.share * 100) if free else 0
    if isinstance(body, CouponBody):
        return _percent(body.terms.discount)
    if isinstance(body, SaleBody | OfferBody) and body.discount is not None:
        return _percent(body.discount)
    return 0


def _percent(reward: Reward) -> float:
    match reward:
        case PercentOff(rate=rate) | BuyGet(rate=rate):
            return float(rate * 100)
        case Tiers(tiers=tiers):
            return max((_percent(one.discount) for one in tiers), default=0)
        case _:
            return 0


def _amounts(before: Program | None, after: Program) -> bool:
    """Whether a rule that no budget bounds gives amounts, set prices or presents that it does not give live."""
    known = set() if before is None else {(rule.name, one) for rule in before.rules for one in _bodies(rule)}
    budgets = dict(after.budgets)
    return any(
        _gives_amount(body) and not {(name, body) for name in (rule.name, *rule.was)} & known
        for rule in after.rules
        if not _bound(rule, budgets)
        for body in _bodies(rule)
    )


def _bodies(rule: Rule) -> tuple[Body, ...]:
    return (rule.body, *(variant.body for _, variant in rule.variants))


def _gives_amount(body: Body) -> bool:
    if isinstance(body, GiftCardBody):
        return body.consideration is Consideration.FREE and body.balance.amount > 0
    if isinstance(body, CouponBody):
        return _is_amount(body.terms.discount)
    if isinstance(body, SaleBody | OfferBody) and body.discount is not None:
        return _is_amount(body.discount)
    return False


def _is_amount(reward: Reward) -> bool:
    match reward:
        case PercentOff() | BuyGet() | FreeShipping():
            return False
        case Tiers(tiers=tiers):
            return any(_is_amount(one.discount) for one in tiers)
        case _:
            return True


def _budgets(before: Program | None, after: Program, limit: int) -> bool:
    """Whether a budget is raised above `limit`, loses its bound, or is left by a rule that goes on without one."""
    live = {} if before is None else dict(before.budgets)
    raised = any(_is_raised(live.get(one.name), one, limit) for one in after.budgets.values())
    bound = set() if before is None else {rule.name for rule in before.rules if _bound(rule, live)}
    left = any(
        not _bound(rule, dict(after.budgets)) and bound & {rule.name, *rule.was} for rule in after.rules
    )
    return raised or left


def _is_raised(was: Budget | None, now: Budget, limit: int) -> bool:
    if now.spend is None:
        return was is not None and was.spend is not None
    same_window = was is not None and was.spend_every == now.spend_every
    known = was.spend if was is not None and same_window and was.spend is not None else 0
    return now.spend > max(limit, known)


def _bound(rule: Rule, budgets: dict[str, Budget]) -> bool:
    """Whether a budget bounds what the rule gives away."""
    budget = None if rule.budget is None else budgets.get(rule.budget)
    return budget is not None and budget.spend is not None
