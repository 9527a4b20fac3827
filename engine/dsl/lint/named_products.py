"""The products that a line names one by one."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.dsl.check.walk import leaves
from engine.model.catalog import Product
from engine.vocabulary.literals import Selection, Text


def named_products(subject: Subject, label: str) -> Iterator[tuple[Text, Product]]:
    """Each known product in the `label` lines of a rule, with where it is named; nothing without a catalogue."""
    catalog = subject.scene.catalog
    if catalog is None:
        return
    for setting in subject.settings.lines(label):
        for selection in leaves(setting.values):
            if isinstance(selection, Selection) and selection.by == "product":
                known = ((name, catalog.products.get(name.value)) for name in selection.names)
                yield from ((name, product) for name, product in known if product)
