"""Pass: an offer can be started, shown and bought: its product, plans, terms (E032x, E0402, E0410, S4.26-S4.33, J6)."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.nearest import unknown
from engine.dsl.check.subject import Subject
from engine.model.catalog import Catalog, Sold
from engine.model.diagnostic import Diagnostic, Note
from engine.model.offer import Buying, OfferBody, why_not_offerable
from engine.model.program import TriggerKind
from engine.model.selector import SelectBy
from engine.values.duration import Duration
from engine.vocabulary.literals import Names, Text
from engine.vocabulary.pick import first, the


def check_offer(subject: Subject) -> Iterator[Diagnostic]:
    """The pattern by itself, then what the catalogue says about it."""
    body = subject.rule.body
    if not isinstance(body, OfferBody):
        return
    written = subject.settings.lines("show")[0]
    names = first(written.values, Names)
    if body.offered is Buying.SUBSCRIPTION and names is None:
        yield Diagnostic(code="E0320", span=written.span, args={"product": body.product})
    if body.offered is Buying.ONCE and names is not None:
        yield Diagnostic(code="E0321", span=names.span)
    apart = _never_started(body, subject)
    if apart:
        yield Diagnostic(code="E0329", span=subject.span("pattern"), label=apart)
    if body.offered is Buying.SUBSCRIPTION and body.terms is None:
        yield Diagnostic(code="E0304", span=subject.span("pattern"), label="terms", helps=("terms",))
    if subject.scene.catalog:
        plans = names.items if names and body.offered is Buying.SUBSCRIPTION else ()
        yield from _in_catalog(body, the(written.values, Text), plans, subject, subject.scene.catalog)


def _never_started(body: OfferBody, subject: Subject) -> str:
    """Why nothing that is bought can start it, as a key of the message: how it is sold is not how it must be bought."""
    trigger, catalog = subject.rule.trigger, subject.scene.catalog
    if trigger is None:
        return ""
    if trigger.kind is TriggerKind.SUBSCRIPTION_STARTED and body.bought is Buying.ONCE:
        return "started"
    if catalog is None or trigger.selector.by is SelectBy.ANY:
        return ""
    picked = [one for one in catalog.products.values() if trigger.selector.picks(one)]
    if not picked:
        return ""
    if body.bought is Buying.SUBSCRIPTION and not any(one.plans for one in picked):
        return "plans"
    if body.bought is Buying.ONCE and all(one.sold is Sold.SUBSCRIPTION for one in picked):
        return "once"
    return ""


def _in_catalog(
    body: OfferBody, written: Text, plans: Sequence[Text], subject: Subject, catalog: Catalog
) -> Iterator[Diagnostic]:
    product = catalog.products.get(body.product)
    if product is None:
        yield unknown("E0401", written, catalog.products)
        return
    reason = why_not_offerable(product, body.bought, body.offered)
    if reason:
        yield Diagnostic(code="E0410", span=written.span, label=reason, args={"product": product.sku})
        return
    cycles = {one.name: one.cycle for one in product.plans}
    strange = [one for one in plans if one.value not in cycles]
    for one in strange:
        yield unknown("E0402", one, cycles)
    if not strange:
        yield from _cycles(body, plans, cycles, subject, catalog)


def _cycles(
    body: OfferBody, plans: Sequence[Text], cycles: dict[str, Duration], subject: Subject, catalog: Catalog
) -> Iterator[Diagnostic]:
    """One plan per cycle (S4.33), and in a contract one of the trigger's cycle (S4.31-32)."""
    seen: dict[str, Text] = {}
    for one in plans:
        cycle = str(cycles[one.value])
        if cycle in seen:
            note = Note(span=seen[cycle].span, label="first")
            yield Diagnostic(code="E0323", span=one.span, args={"cycle": cycle}, also=(note,))
        seen.setdefault(cycle, one)
    bought = _bought_cycles(subject, catalog)
    if plans and body.bought is Buying.SUBSCRIPTION and bought and bought.isdisjoint(seen):
        args = {"bought": ", ".join(sorted(bought)), "offered": ", ".join(sorted(seen))}
        span = plans[0].span.to(plans[-1].span)
        yield Diagnostic(code="E0322", span=span, args=args)


def _bought_cycles(subject: Subject, catalog: Catalog) -> set[str]:
    """The cycles of the trigger products, when the rule names them."""
    trigger = subject.rule.trigger
    if trigger is None or trigger.selector.by is SelectBy.ANY:
        return set()
    picked = (one for one in catalog.products.values() if trigger.selector.picks(one))
    return {str(plan.cycle) for one in picked for plan in one.plans}
