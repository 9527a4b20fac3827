"""Pass: a budget can pay for what its rule gives (E0803)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.offer import OfferBody
from engine.model.program import AmountOff, CouponBody, Discount, SaleBody
from engine.model.reward import Reward, Tiers
from engine.values.money import decimal_text


def check_money(subject: Subject) -> Iterator[Diagnostic]:
    """A budget whose `spend` is smaller than one reward never pays any."""
    rule, scene = subject.rule, subject.scene
    budget = scene.budgets.get(rule.budget) if rule.budget else None
    if budget is None or budget.spend is None:
        return
    amounts = [one.amount for one in discounts_of(subject) if isinstance(one, AmountOff)]
    if amounts and min(amounts) > budget.spend:
        currency = scene.settings.currency
        args = {
            "budget": budget.name,
            "spend": f"{decimal_text(budget.spend, currency)} {currency}",
            "discount": f"{decimal_text(min(amounts), currency)} {currency}",
        }
        yield Diagnostic(code="E0803", span=subject.span("budget"), args=args)


def reward_of(subject: Subject) -> Reward | None:
    """What the rule gives, if it is a rule that does."""
    match subject.rule.body:
        case CouponBody(terms=terms):
            return terms.discount
        case SaleBody(discount=discount) | OfferBody(discount=discount):
            return discount
        case _:
            return None


def discount_of(subject: Subject) -> Discount | None:
    """The plain discount of the rule, if its reward is one."""
    reward = reward_of(subject)
    return reward if isinstance(reward, Discount) else None


def discounts_of(subject: Subject) -> tuple[Discount, ...]:
    """The plain discounts that the rule may take off: its own, or one per tier."""
    reward = reward_of(subject)
    if isinstance(reward, Tiers):
        return tuple(one.discount for one in reward.tiers)
    return (reward,) if isinstance(reward, Discount) else ()
