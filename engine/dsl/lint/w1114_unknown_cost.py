"""W1114: `floor cost`, and products that the rule is for have no cost in the catalogue: they are not reduced."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import SaleBody
from engine.model.reward import Bundle, FloorKind

MOST_NAMED = 5


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The floor line, with the first few products."""
    body, catalog = subject.rule.body, subject.scene.catalog
    if not isinstance(body, SaleBody) or body.floor is None or catalog is None:
        return
    meant = body.discount.selector if isinstance(body.discount, Bundle) else body.targets
    unknown = sorted(one.sku for one in catalog.products.values() if one.cost is None and meant.picks(one))
    if body.floor.kind is FloorKind.COST and unknown:
        named = unknown[:MOST_NAMED] + (["…"] if len(unknown) > MOST_NAMED else [])
        args = {"names": ", ".join(named), "count": str(len(unknown))}
        yield Diagnostic(code="W1114", span=subject.span("floor"), args=args)
