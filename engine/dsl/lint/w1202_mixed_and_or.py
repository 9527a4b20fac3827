"""W1202: `and` and `or` in one line without parentheses."""

import re
from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.dsl.check.walk import leaves
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span
from engine.vocabulary.literals import Group

_BLOCK = re.compile(r"(?:all|any|none)[ \t]*\{")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every `and` that stands bare beside an `or`."""
    text, start = subject.block.text, subject.block.span.start
    for setting, _ in subject.conditions:
        for group in leaves(setting.values):
            if not isinstance(group, Group) or group.quantifier != "any":
                continue
            if not _BLOCK.match(text, group.span.start - start):
                yield from _bare(group, text, start)


def _bare(group: Group, text: str, start: int) -> Iterator[Diagnostic]:
    for one in group.members:
        if isinstance(one, Group) and one.quantifier == "all" and not _in_brackets(one.span, text, start):
            yield Diagnostic(code="W1202", span=one.span)


def _in_brackets(span: Span, text: str, start: int) -> bool:
    return text[: span.start - start].rstrip().endswith("(") and text[span.end - start :].lstrip().startswith(
        ")"
    )
