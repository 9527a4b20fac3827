"""Products as picked in a line to a selector."""

from engine.model.selector import SelectBy, Selector
from engine.vocabulary.literals import Selection


def selector(selection: Selection) -> Selector:
    """The selector that `selection` means."""
    return Selector(by=SelectBy(selection.by), names=frozenset(one.value for one in selection.names))
