"""W1110: a target product does not show the coupon box, or lets no coupon take money off (S1.36, S1.37)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.dsl.lint.named_products import named_products
from engine.model.diagnostic import Diagnostic
from engine.model.program import CouponBody


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every named target product on which the coupon cannot be used."""
    if not isinstance(subject.rule.body, CouponBody):
        return
    for name, product in named_products(subject, "for"):
        if not product.coupon_entry:
            yield Diagnostic(code="W1110", span=name.span, label="entry", args={"name": name.value})
        elif not product.coupon_discount:
            yield Diagnostic(code="W1110", span=name.span, label="discount", args={"name": name.value})
