"""Pass: a budget can pay for what its rule gives (E0803)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.offer import OfferBody
from engine.model.program import AmountOff, CouponBody, Discount, SaleBody
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


def discount_of(subject: Subject) -> Discount | None:
    """What the rule takes off, if it is a rule that does."""
    match subject.rule.body:
        case CouponBody(terms=terms):
            return terms.discount
        case SaleBody(discount=discount) | OfferBody(discount=discount):
            return discount
        case _:
            return None
