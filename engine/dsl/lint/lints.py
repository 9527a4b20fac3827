"""The warnings about one rule, in order."""

from collections.abc import Callable, Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic

RULE_LINTS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = ()
