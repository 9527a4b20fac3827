"""Results of earlier compilations, so that one changed rule among thousands is the only one checked again."""

from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from engine.dsl.check.scene import Scene
from engine.dsl.kept_files import KeptFile, keep
from engine.dsl.nodes import File
from engine.dsl.parser import parse_file
from engine.model.condition import Compare, Condition
from engine.model.diagnostic import Diagnostic, Edit, Fix, Note
from engine.model.program import Rule
from engine.model.timeline import Timeline
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


Results = dict[tuple[str, str], Made[T]]
"""What blocks compiled to, by the path of their file and their text."""


@dataclass(slots=True, kw_only=True)
class Memory:
    """Files and results of a compilation; the caller keeps it for the next one of the same shop, one at a time.

    No result survives a change of the shop's settings or catalogue. At most `most` results are kept.
    """

    most: int = 50_000
    scene: Scene | None = None
    files: dict[str, KeptFile] = field(default_factory=dict)
    rules: Results[Rule] = field(default_factory=dict)
    tests: Results[Timeline] = field(default_factory=dict)

    def prepare(self, scene: Scene) -> None:
        """Forget everything that another shop setting or catalogue decided."""
        before = self.scene
        if before is None or not _same_ground(before, scene) or len(self.rules) + len(self.tests) > self.most:
            self.rules.clear()
            self.tests.clear()
        self.scene = scene

    def file(self, path: str, text: str) -> File:
        """The parsed file, not parsed again when it is unchanged."""
        kept = self.files.get(path)
        if kept and kept.text == text:
            return kept.file
        file = parse_file(path, text)
        self.files[path] = keep(file, text)
        return file

    def keep_only(self, paths: Container[str]) -> None:
        """Forget files that are gone."""
        for path in [one for one in self.files if one not in paths]:
            del self.files[path]


def _same_ground(one: Scene, other: Scene) -> bool:
    return (
        one.settings == other.settings
        and one.rounding_said == other.rounding_said
        and (one.templates is None) == (other.templates is None)
        and (one.catalog is other.catalog or one.catalog == other.catalog)
    )


def moved_rule(rule: Rule, by: int) -> Rule:
    """The same rule `by` lines further down."""
    lines = {label: line + by for label, line in rule.lines.items()}
    return replace(rule, line=rule.line + by, lines=lines, condition=_moved(rule.condition, by))


def moved_timeline(timeline: Timeline, by: int) -> Timeline:
    """The same test `by` lines further down."""
    steps = tuple(replace(one, line=one.line + by) for one in timeline.steps)
    return replace(timeline, line=timeline.line + by, steps=steps)


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
