"""A rule under check: its block, what its lines say, what it compiled to."""

from dataclasses import dataclass

from engine.dsl.check.scene import Scene
from engine.dsl.nodes import Block
from engine.model.condition import Condition
from engine.model.program import Rule
from engine.values.span import Span
from engine.vocabulary.word import KindWord, Setting, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the passes over one rule look at."""

    block: Block
    kind: KindWord
    settings: Settings
    conditions: tuple[tuple[Setting, Condition], ...]  # of each `if` and `unless` line
    rule: Rule
    scene: Scene

    def line(self, label: str) -> Setting | None:
        """The first line with this label."""
        found = self.settings.lines(label)
        return found[0] if found else None

    def span(self, label: str) -> Span:
        """Where that line stands, or the header of the rule when it has none."""
        found = self.line(label)
        return found.span if found else self.block.header
