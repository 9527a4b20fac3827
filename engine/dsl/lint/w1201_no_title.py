"""W1201: an offer without a title, which is what the admin list shows (S4.36)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.offer import OfferBody


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Offers only: the names of other rules say what buyers and colleagues see."""
    if isinstance(subject.rule.body, OfferBody) and not subject.rule.title.strip():
        yield Diagnostic(code="W1201", span=subject.block.header, args={"name": subject.rule.name})
