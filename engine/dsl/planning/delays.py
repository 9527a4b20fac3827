"""Times of messages that an edit moves while some already wait by the old ones (W1302)."""

from collections import defaultdict
from collections.abc import Iterator

from engine.dsl.editing.find import settings
from engine.dsl.nodes import Block, Line
from engine.dsl.planning.compare import Version
from engine.dsl.planning.settings import bare
from engine.model.rule_plan import BlockChange
from engine.values.span import Span
from engine.vocabulary.literals import Text

_TIMED = frozenset(("after", "send", "step"))
"""Lines that say when a message leaves."""


def edited_delays(before: Version, after: Version, change: BlockChange) -> tuple[Span, ...]:
    """The lines of a changed rule that send what the rule sent before, at another time."""
    old, new = (change.kind, change.former or change.name), (change.kind, change.name)
    if old not in before.blocks or new not in after.blocks:
        return ()
    known: dict[str, set[str]] = defaultdict(set)
    for _, message, time in _times(before.blocks[old]):
        known[message].add(time)
    lines = _times(after.blocks[new])
    return tuple(
        line.span for line, message, time in lines if message in known and time not in known[message]
    )


def _times(block: Block) -> Iterator[tuple[Line, str, str]]:
    """Each timed line: what it sends, and when."""
    for _, line in settings(block):
        if line.label in _TIMED:
            named = [one.value for one in line.values if isinstance(one, Text)]
            rest = tuple(one for one in line.values if not isinstance(one, Text))
            yield line, f"{line.label} {named}", repr(bare(rest))
