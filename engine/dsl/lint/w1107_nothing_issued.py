"""W1107: compat mode, no `code` line: nothing is issued (S1.14)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import CouponBody


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The header."""
    body = subject.rule.body
    if isinstance(body, CouponBody) and body.code is None:
        yield Diagnostic(code="W1107", span=subject.block.header)
