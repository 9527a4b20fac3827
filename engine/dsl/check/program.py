"""Pass over all rules together: former names and shared codes belong to one rule each (E0305, E0309)."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.placed import Placed
from engine.dsl.nodes import Block, Line
from engine.model.diagnostic import Diagnostic, Note
from engine.model.program import Rule, SaleBody, Status
from engine.values.code import canonical
from engine.values.span import Span
from engine.vocabulary.literals import Text
from engine.vocabulary.pick import texts


def check_together(ruled: Sequence[tuple[Placed, Rule]], names: frozenset[str]) -> Iterator[Diagnostic]:
    """What two rules cannot both say."""
    yield from _former_names(ruled, names)
    yield from _shared_codes(ruled)


def _former_names(ruled: Sequence[tuple[Placed, Rule]], names: frozenset[str]) -> Iterator[Diagnostic]:
    claimed: dict[str, Placed] = {}
    for placed, rule in ruled:
        for name in rule.was:
            if name in names:
                yield Diagnostic(code="E0305", span=_was(placed.block, name), args={"name": name})
            elif name in claimed:
                span, note = (
                    _was(placed.block, name),
                    Note(span=_was(claimed[name].block, name), label="first"),
                )
                yield Diagnostic(code="E0305", span=span, label="twice", args={"name": name}, also=(note,))
            else:
                claimed[name] = placed


def _shared_codes(ruled: Sequence[tuple[Placed, Rule]]) -> Iterator[Diagnostic]:
    claimed: dict[str, Placed] = {}
    for placed, rule in ruled:
        if not isinstance(rule.body, SaleBody) or rule.status is Status.ARCHIVED:
            continue
        for code in sorted(rule.body.codes):
            if code in claimed:
                span, first = _code(placed.block, code), _code(claimed[code].block, code)
                yield Diagnostic(
                    code="E0309",
                    span=span,
                    label="rules",
                    args={"code": code, "rule": claimed[code].name},
                    also=(Note(span=first, label="first"),),
                )
            claimed.setdefault(code, placed)


# Lines are only asked for where something is wrong: those of an unchanged block would have to be read again.


def _was(block: Block, name: str) -> Span:
    return next(text.span for text in _texts(block, "was") if text.value == name)


def _code(block: Block, code: str) -> Span:
    return next(text.span for text in _texts(block, "code") if canonical(text.value) == code)


def _texts(block: Block, label: str) -> list[Text]:
    lines = [line for line in block.lines if isinstance(line, Line) and line.label == label]
    return [text for line in lines for text in texts(line.values)]
