"""A line that the grammar does not know: what was meant, in the repair order of the language's design.

Each step looks at the first token that cannot stand where it stands, and says what is wrong there; most also say
how the line was meant, so that the settings behind a slip are still read and nothing is reported twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.dsl.expect import after, expected, spelled, start
from engine.dsl.grammar import grammar
from engine.dsl.lexer import NEWLINE, Token
from engine.dsl.shape import Node, shape
from engine.dsl.trouble import Step, Trouble, example, expectation, fix_of
from engine.dsl.value_slips import amount
from engine.dsl.wording_slips import first_word, misspelt, quotes
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span

_MOST_REPAIRS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The settings that were found in a line, `None` for what stays unread, and what is wrong with them."""

    parts: tuple[tuple[list[Token], Node | None], ...]
    findings: tuple[Diagnostic, ...]


def mend(text: str, entry: str, line: list[Token]) -> Mended:
    """Read a line that is no line of `entry` as well as possible."""
    findings: list[Diagnostic] = []
    for _ in range(_MOST_REPAIRS):
        found = shape(entry, tuple(token.kind for token in line))
        if isinstance(found, Node):
            return Mended(parts=((line, found),), findings=tuple(findings))
        index = min(found.index, len(line) - 1)
        step = _step(Trouble(text=text, entry=entry, line=line, index=index, states=found.states))
        findings.append(step.finding)
        if step.line is None:
            break
        line = step.line
        if step.rest:
            return _both(entry, line, step.rest, findings)
    found = shape(entry, tuple(token.kind for token in line))
    if isinstance(found, Node):
        return Mended(parts=((line, found),), findings=tuple(findings))
    return Mended(
        parts=((line, None),), findings=tuple(findings[:1])
    )  # what follows may only come from the first


def _both(entry: str, line: list[Token], rest: list[Token], findings: list[Diagnostic]) -> Mended:
    """Two settings of one line; mistakes of the second wait until the first message is dealt with."""
    parts: list[tuple[list[Token], Node | None]] = []
    for part in (line, rest):
        found = shape(entry, tuple(token.kind for token in part))
        parts.append((part, found if isinstance(found, Node) else None))
    return Mended(parts=tuple(parts), findings=tuple(findings))


def _step(trouble: Trouble) -> Step:
    for step in _STEPS:
        found = step(trouble)
        if found:
            return found
    return _unexpected(trouble)


def _connective(trouble: Trouble) -> Step | None:
    if trouble.index or trouble.token.kind not in {"AND", "OR"}:
        return None
    helps = (trouble.written, "before")
    finding = Diagnostic(code="E0207", span=trouble.span(), args={"found": trouble.written}, helps=helps)
    return Step(finding=finding)


def _unfinished(trouble: Trouble) -> Step | None:
    if trouble.token.kind != NEWLINE:
        return None
    at = trouble.line[trouble.index - 1].end
    place = Span(path="", start=at, end=at)
    if expected(trouble.states) == ("LBRACE",):
        finding = Diagnostic(
            code="E0205", span=place, args={"label": trouble.label}, fix=fix_of(place, " {", sure=True)
        )
        opened = [
            *trouble.line[: trouble.index],
            Token("LBRACE", at, at, "{"),
            *trouble.line[trouble.index :],
        ]
        return Step(finding=finding, line=opened)
    ends_file = trouble.token.start >= len(trouble.text)
    key, args = expectation(trouble)
    helps, more = example(trouble)
    args = {"label": trouble.label, **args, **more}
    code = "E0209" if ends_file else "E0202"
    return Step(finding=Diagnostic(code=code, span=place, args=args, label=key, helps=helps))


def _second_setting(trouble: Trouble) -> Step | None:
    """The line was complete, and another setting follows."""
    begins = after(start(trouble.entry), trouble.token.kind)
    if not trouble.index or not begins or not after(trouble.states, NEWLINE):
        return None
    rest = trouble.line[trouble.index :]
    if isinstance(shape(trouble.entry, tuple(token.kind for token in rest)), Node) or len(rest) > 3:
        before = trouble.line[trouble.index - 1].end
        indent = _indent(trouble.text, trouble.line[0].start)
        between = Span(path="", start=before, end=trouble.token.start)
        args = {"found": trouble.written, "label": trouble.label}
        fix = fix_of(between, f"\n{indent}", sure=True)
        finding = Diagnostic(code="E0203", span=trouble.span(), args=args, fix=fix)
        line = [*trouble.line[: trouble.index], Token(NEWLINE, before, before)]
        return Step(finding=finding, line=line, rest=rest)
    return None


def _indent(text: str, at: int) -> str:
    begin = text.rfind("\n", 0, at) + 1
    return text[begin:at] if text[begin:at].isspace() else ""


def _missing(trouble: Trouble) -> Step | None:
    """One word or comma is missing, and with it the whole line is good."""
    at = trouble.token.start
    good: list[tuple[str, list[Token]]] = []
    for kind in expected(trouble.states):
        said = spelled(kind)
        if kind == "COMMA" or said in grammar().words:
            line = trouble.instead(Token(kind, at, at, said), trouble.token)
            if isinstance(shape(trouble.entry, tuple(token.kind for token in line)), Node):
                good.append((said, line))
    if len(good) != 1 or not trouble.index:
        return None
    said, line = good[0]
    before = trouble.line[trouble.index - 1].end
    place = Span(path="", start=before, end=before)
    write = said if said == "," else f" {said}"
    args = {"found": trouble.written, "missing": said, "write": said}
    fix = fix_of(place, write, sure=False)
    return Step(
        finding=Diagnostic(code="E0200", span=trouble.span(), args=args, label="missing", fix=fix), line=line
    )


def _superfluous(trouble: Trouble) -> Step | None:
    """Without this token the whole line is good."""
    line = trouble.instead()
    if not trouble.index or not isinstance(shape(trouble.entry, tuple(token.kind for token in line)), Node):
        return None
    step = _unexpected(trouble)
    before = trouble.line[trouble.index - 1].end
    fix = fix_of(Span(path="", start=before, end=trouble.token.end), "", sure=False)
    label = "extra" if after(trouble.states, NEWLINE) else "delete"
    args = {"found": trouble.written, "label": trouble.label}
    return Step(finding=replace(step.finding, label=label, args=args, helps=(), fix=fix), line=line)


def _after_the_end(trouble: Trouble) -> Step | None:
    """The line was complete before this token."""
    if not trouble.index or not after(trouble.states, NEWLINE):
        return None
    args = {"found": trouble.written, "label": trouble.label}
    before = trouble.line[trouble.index - 1].end
    line = [*trouble.line[: trouble.index], Token(NEWLINE, before, before)]
    last = trouble.line[-2].end if len(trouble.line) > trouble.index + 1 else trouble.token.end
    span = Span(path="", start=trouble.token.start, end=max(last, trouble.token.end))
    return Step(finding=Diagnostic(code="E0200", span=span, args=args, label="extra"), line=line)


def _unexpected(trouble: Trouble) -> Step:
    key, args = expectation(trouble)
    helps, more = example(trouble)
    args = {"found": trouble.written, "label": trouble.label, **args, **more}
    return Step(finding=Diagnostic(code="E0200", span=trouble.span(), args=args, label=key, helps=helps))


_STEPS: tuple[Callable[[Trouble], Step | None], ...] = (
    _connective,
    _unfinished,
    first_word,
    _second_setting,
    misspelt,
    quotes,
    amount,
    _missing,
    _superfluous,
    _after_the_end,
)
"""Tried in this order; the first that knows an answer is taken."""
