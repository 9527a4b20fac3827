"""Settings of two versions of a block, paired label by label."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from engine.dsl.planning.settings import Said
from engine.model.program import Template
from engine.model.rule_plan import LineChange


def line_changes(before: Iterable[Said], after: Iterable[Said]) -> tuple[LineChange, ...]:
    """What differs, in the order of the new settings; where they stand in the block says nothing."""
    old, new = _by_label(before), _by_label(after)
    found: list[LineChange] = []
    for label in (*new, *(label for label in old if label not in new)):
        gone, come = _rest(old.get(label, []), new.get(label, []))
        for one, other in zip_longest(gone, come):
            found.append(
                LineChange(label=label, old=one.value if one else None, new=other.value if other else None)
            )
    return tuple(found)


def _by_label(settings: Iterable[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for one in settings:
        found.setdefault(one.label, []).append(one)
    return found


def _rest(old: Sequence[Said], new: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What only one of two lists has."""
    return _less(old, new), _less(new, old)


def _less(some: Sequence[Said], others: Sequence[Said]) -> list[Said]:
    spare = Counter(one.meaning for one in others)
    left: list[Said] = []
    for one in some:
        if spare[one.meaning]:
            spare[one.meaning] -= 1
        else:
            left.append(one)
    return left


def template_changes(before: Template | None, after: Template | None) -> tuple[LineChange, ...]:
    """What differs of two versions of a message, body line by body line."""
    found: list[LineChange] = []
    for label, old, new in _parts(before, after):
        if label in {"text", "html"}:
            found.extend(_text_changes(label, old, new))
        elif old != new:
            found.append(LineChange(label=label, old=old or None, new=new or None))
    return tuple(found)


def _parts(before: Template | None, after: Template | None) -> Iterable[tuple[str, str, str]]:
    for label in ("category", "message_class", "subject", "text", "html"):
        yield (
            label.removeprefix("message_"),
            str(getattr(before, label)) if before else "",
            str(getattr(after, label)) if after else "",
        )


def _text_changes(label: str, before: str, after: str) -> Iterable[LineChange]:
    old, new = before.splitlines(), after.splitlines()
    for tag, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            for one, other in zip_longest(old[first:last], new[begin:end]):
                yield LineChange(label=label, old=one, new=other)
