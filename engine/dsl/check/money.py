"""Pass: a budget can pay for what its rule gives (E0803)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import AmountOff, CouponBody, Discount
from engine.values.money import decimal_text


def check_money(subject: Subject) -> Iterator[Diagnostic]:
    """A budget whose `spend` is smaller than one reward never pays any."""
    rule, scene = subject.rule, subject.scene
    budget = scene.budgets.get(rule.budget) if rule.budget else None
    discount = discount_of(subject)
    if (
        budget
        and budget.spend is not None
        and isinstance(discount, AmountOff)
        and discount.amount > budget.spend
    ):
        currency = scene.settings.currency
        args = {
            "budget": budget.name,
            "spend": f"{decimal_text(budget.spend, currency)} {currency}",
            "discount": f"{decimal_text(discount.amount, currency)} {currency}",
        }
        yield Diagnostic(code="E0803", span=subject.span("budget"), args=args)


def discount_of(subject: Subject) -> Discount:
    """What the rule takes off."""
    body = subject.rule.body
    return body.terms.discount if isinstance(body, CouponBody) else body.discount
