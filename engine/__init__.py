"""Otoku: the promotion engine that merchants program themselves.

The names below are the public door. Each is fetched on first use, so that a verb of the command line starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.dsl.compile import Compiled as Compiled
    from engine.dsl.compile import compile_files as compile_files
    from engine.dsl.compile import compile_text as compile_text
    from engine.model.cart import Buyer as Buyer
    from engine.model.cart import Cart as Cart
    from engine.model.cart import CartLine as CartLine
    from engine.model.cart import Order as Order
    from engine.model.catalog import Catalog as Catalog
    from engine.model.catalog import Product as Product
    from engine.model.decision import Decision as Decision
    from engine.model.decision import Rejection as Rejection
    from engine.model.events import OrderRecorded as OrderRecorded
    from engine.model.facts import Facts as Facts
    from engine.model.program import Program as Program
    from engine.model.quote import Quote as Quote
    from engine.runtime.decide import decide as decide
    from engine.runtime.needs import needs as needs
    from engine.runtime.needs import quote_needs as quote_needs
    from engine.runtime.prepare import Prepared as Prepared
    from engine.runtime.prepare import prepare as prepare
    from engine.runtime.quote import quote as quote
    from engine.settings import Settings as Settings
    from engine.values.money import Money as Money
    from engine.wiring import open_engine as open_engine

_HOMES = {
    "dsl.compile": ("Compiled", "compile_files", "compile_text"),
    "model.cart": ("Buyer", "Cart", "CartLine", "Order"),
    "model.catalog": ("Catalog", "Product"),
    "model.decision": ("Decision", "Rejection"),
    "model.events": ("OrderRecorded",),
    "model.facts": ("Facts",),
    "model.program": ("Program",),
    "model.quote": ("Quote",),
    "runtime.decide": ("decide",),
    "runtime.needs": ("needs", "quote_needs"),
    "runtime.prepare": ("Prepared", "prepare"),
    "runtime.quote": ("quote",),
    "settings": ("Settings",),
    "values.money": ("Money",),
    "wiring": ("open_engine",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605 - names are listed once, above


def __getattr__(name: str) -> object:
    """Fetch a name of the door from its home."""
    if name not in _HOME_OF:
        raise AttributeError(f"engine has no {name}; its door is engine.__all__")
    return getattr(import_module(f"engine.{_HOME_OF[name]}"), name)
