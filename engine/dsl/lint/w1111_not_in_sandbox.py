"""W1111: a sandbox rule names a product that cannot be bought in the sandbox (S1.39)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.dsl.lint.named_products import named_products
from engine.model.diagnostic import Diagnostic
from engine.model.program import World


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every named trigger or target product without the sandbox box."""
    if subject.rule.world is not World.SANDBOX:
        return
    for label in ("when", "for"):
        for name, product in named_products(subject, label):
            if not product.sandbox:
                yield Diagnostic(code="W1111", span=name.span, args={"name": name.value})
