"""One `test` block to a timeline that a runner plays over virtual time."""

from collections.abc import Iterator

from engine.dsl.check.kinds import read_lines
from engine.dsl.check.placed import Placed
from engine.dsl.check.tests import check_timeline
from engine.dsl.rules import Clerk
from engine.model.diagnostic import Severity
from engine.model.timeline import Do, ExpectRule, GiveArm, Timeline
from engine.vocabulary.blocks import test
from engine.vocabulary.word import Place


def compile_timeline(placed: Placed, clerk: Clerk) -> Timeline | None:
    """The timeline of a block; None after reporting at least one error."""
    settings, whole = read_lines(placed.block, Place.TEST, clerk.desk)
    if not whole:
        return None
    clerk.found.extend(check_timeline(placed.block, settings, clerk.scene))
    if any(one.severity is Severity.ERROR for one in clerk.found):
        return None
    timeline = test.build(placed.name, placed.path, placed.line, settings)
    clerk.leans_on.extend(("rule", name) for name in named_rules(timeline))
    clerk.leans_on.extend(
        ("experiment", one.experiment) for one in timeline.steps if isinstance(one, GiveArm)
    )
    return timeline


def named_rules(timeline: Timeline) -> Iterator[str]:
    """The rules that a test speaks of."""
    for step in timeline.steps:
        match step:
            case ExpectRule(rule=str(name)) | Do(coupon=str(name)):
                yield name
            case _:
                pass
