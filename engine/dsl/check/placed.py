"""Blocks with the file they stand in."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.dsl.check.kinds import Desk
from engine.dsl.check.scene import Scene
from engine.dsl.nodes import Block
from engine.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block of the file `path`; `line_at` turns offsets of that file into lines."""

    block: Block
    path: str
    line_at: Callable[[int], int]

    @property
    def name(self) -> str:
        """What the merchant called it; empty for `shop`."""
        return self.block.name.value if self.block.name else ""

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.line_at(self.block.span.start)

    def desk(self, scene: Scene, report: Callable[[Diagnostic], None]) -> Desk:
        """A place to read its lines at."""
        return Desk(settings=scene.settings, catalog=scene.catalog, line_at=self.line_at, report=report)
