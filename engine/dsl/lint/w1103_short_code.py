"""W1103: a generated code of fewer than 8 symbols; 8 to 10 are usual (S1.13, D1.a)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import CouponBody

USUAL = 8


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The code line."""
    body = subject.rule.body
    if isinstance(body, CouponBody) and body.code and body.code.length < USUAL:
        yield Diagnostic(code="W1103", span=subject.span("code"), args={"length": str(body.code.length)})
