"""W1104: a coupon without a `valid` line never ends (S1.16); say so."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import CouponBody


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The header."""
    if isinstance(subject.rule.body, CouponBody) and subject.line("valid") is None:
        yield Diagnostic(code="W1104", span=subject.block.header)
