"""Results of earlier compilations, so that one changed rule among thousands is the only one checked again."""

from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from engine.dsl.check.scene import Scene
from engine.model.condition import Compare, Condition
from engine.model.diagnostic import Diagnostic, Edit, Fix, Note
from engine.model.program import Rule
from engine.values.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[T]):
    """What a block compiled to at the offset `start`, on line `line`, while its names stood for `known`."""

    value: T
    digest: str
    start: int
    line: int
    warnings: tuple[Diagnostic, ...]
    known: tuple[tuple[str, str, object], ...]

    def stands(self, scene: Scene, line: int) -> bool:
        """Whether everything the block refers to is still what it was.

        A rule that holds the condition of an audience, whose lines lie elsewhere, must not have moved either.
        """
        if line != self.line and any(area == "audience" for area, _, _ in self.known):
            return False
        return all(scene.known(area, name) == before for area, name, before in self.known)


@dataclass(slots=True, kw_only=True)
class Memory:
    """Results by file and text of their block; kept by the caller from one compilation to the next.

    Nothing in it survives a change of the shop's settings or catalogue. At most `most` blocks are kept.
    """

    most: int = 50_000
    scene: Scene | None = None
    rules: dict[tuple[str, str], Made[Rule]] = field(default_factory=dict)

    def prepare(self, scene: Scene) -> None:
        """Forget everything that another shop setting or catalogue decided."""
        before = self.scene
        if before is None or not _same_ground(before, scene) or len(self.rules) > self.most:
            self.rules.clear()
        self.scene = scene

    def rule(self, path: str, text: str, line: int, scene: Scene) -> Made[Rule] | None:
        """The remembered rule of a block that now begins on `line`, if nothing it leans on has changed."""
        made = self.rules.get((path, text))
        return made if made and made.stands(scene, line) else None


def _same_ground(one: Scene, other: Scene) -> bool:
    return (
        one.settings == other.settings
        and one.rounding_said == other.rounding_said
        and (one.templates is None) == (other.templates is None)
        and (one.catalog is other.catalog or one.catalog == other.catalog)
    )


def moved_rule(rule: Rule, by: int) -> Rule:
    """The same rule `by` lines further down."""
    if by == 0:
        return rule
    lines = {label: line + by for label, line in rule.lines.items()}
    return replace(rule, line=rule.line + by, lines=lines, condition=_moved(rule.condition, by))


def _moved(condition: Condition, by: int) -> Condition:
    line = condition.line + by if condition.line else 0
    if isinstance(condition, Compare):
        return replace(condition, line=line)
    return replace(condition, line=line, members=tuple(_moved(one, by) for one in condition.members))


def moved(found: Diagnostic, by: int) -> Diagnostic:
    """The same finding `by` characters further on."""
    if by == 0:
        return found

    def shift(span: Span) -> Span:
        return Span(path=span.path, start=span.start + by, end=span.end + by)

    also = tuple(Note(span=shift(one.span), label=one.label, args=one.args) for one in found.also)
    fix = found.fix
    if fix:
        edits = tuple(Edit(span=shift(one.span), text=one.text) for one in fix.edits)
        fix = Fix(edits=edits, confidence=fix.confidence)
    return replace(found, span=shift(found.span), also=also, fix=fix)
