"""Pass: products, categories, tags, budgets, templates and other rules that a rule names exist (E04xx, W1207)."""

from collections.abc import Collection, Iterator

from engine.dsl.check.nearest import unknown
from engine.dsl.check.scene import Scene
from engine.dsl.check.walk import redeemed, selections
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.vocabulary.literals import Selection
from engine.vocabulary.pick import texts
from engine.vocabulary.word import Settings

CODES = {"product": "E0401", "any": "E0401", "category": "E0403", "tag": "W1207"}


def check_references(settings: Settings, scene: Scene) -> Iterator[Diagnostic]:
    """Everything that a rule names."""
    yield from check_products(settings, scene)
    yield from _names_of(settings, "budget", "E0405", scene.budgets)
    yield from _names_of(settings, "experiment", "E0406", scene.experiments)
    yield from _names_of(settings, "stacking", "E0409", scene.rules)
    for name in redeemed(settings):
        if name.value not in scene.coupons:
            yield unknown("E0409", name, scene.coupons)
    if scene.templates is not None:
        yield from _names_of(settings, "send", "E0404", scene.templates)
        yield from _names_of(settings, "step", "E0404", scene.templates)


def _names_of(settings: Settings, label: str, code: str, known: Collection[str]) -> Iterator[Diagnostic]:
    for setting in settings.lines(label):
        for name in texts(setting.values):
            if name.value not in known:
                yield unknown(code, name, known)


def check_products(settings: Settings, scene: Scene) -> Iterator[Diagnostic]:
    """Products, categories and tags, when there is a catalogue to look them up in."""
    if scene.catalog is None:
        return
    for selection in selections(settings):
        yield from _selection(selection, scene.catalog)
    yield from _names_of(settings, "gift", "E0401", scene.catalog.products)


def _selection(selection: Selection, catalog: Catalog) -> Iterator[Diagnostic]:
    known: frozenset[str] | None = None
    for name in selection.names:
        if selection.by in ("product", "any") and name.value in catalog.products:
            continue
        known = known or _names(selection.by, catalog)
        if name.value not in known:
            yield unknown(CODES[selection.by], name, known)


def _names(by: str, catalog: Catalog) -> frozenset[str]:
    match by:
        case "category":
            return frozenset(one.category for one in catalog.products.values() if one.category)
        case "tag":
            return frozenset(tag for one in catalog.products.values() for tag in one.tags)
        case _:
            return frozenset(catalog.products)
