"""The passes over one rule, in order."""

from collections.abc import Callable, Iterator

from engine.dsl.check.references import check_references
from engine.dsl.check.subject import Subject
from engine.dsl.check.time import check_time
from engine.model.diagnostic import Diagnostic

RULE_PASSES: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (check_references, check_time)
