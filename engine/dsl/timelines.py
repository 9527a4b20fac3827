"""One `test` block to a timeline that a runner plays over virtual time."""

from collections.abc import Callable

from engine.dsl.check.kinds import read_lines
from engine.dsl.check.placed import Placed
from engine.dsl.check.scene import Scene
from engine.dsl.check.tests import check_timeline
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.timeline import Timeline
from engine.vocabulary.blocks import test
from engine.vocabulary.word import Place


def compile_timeline(placed: Placed, scene: Scene, report: Callable[[Diagnostic], None]) -> Timeline | None:
    """The timeline of a block; None after reporting at least one error."""
    settings, whole = read_lines(placed.block, Place.TEST, placed.desk(scene, report))
    if not whole:
        return None
    found = list(check_timeline(placed.block, settings, scene))
    for one in found:
        report(one)
    if any(one.severity is Severity.ERROR for one in found):
        return None
    return test.build(placed.name, placed.path, placed.line, settings)
