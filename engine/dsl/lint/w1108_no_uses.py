"""W1108: compat mode, no uses left from the start: every use is refused (S1.19, V3)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import CouponBody


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The `uses 0` line, or the header when there is none."""
    body = subject.rule.body
    if isinstance(body, CouponBody) and body.uses == 0:
        yield Diagnostic(code="W1108", span=subject.span("uses"))
