"""W1109: the discount is larger than the price of a product it is for; the price goes to 0, not below (D1.f)."""

from collections.abc import Iterator

from engine.dsl.check.money import discount_of
from engine.dsl.check.subject import Subject
from engine.dsl.lint.named_products import named_products
from engine.model.diagnostic import Diagnostic
from engine.model.program import AmountOff
from engine.values.money import Money


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every named target product that is cheaper."""
    discount, currency = discount_of(subject), subject.scene.settings.currency
    if not isinstance(discount, AmountOff):
        return
    for name, product in named_products(subject, "for"):
        if product.price < discount.amount:
            args = {
                "name": name.value,
                "price": str(Money(amount=product.price, currency=currency)),
                "discount": str(Money(amount=discount.amount, currency=currency)),
            }
            yield Diagnostic(code="W1109", span=name.span, args=args)
