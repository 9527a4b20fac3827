"""A line that the grammar does not know: what was meant, in the repair order of the language's design.

Each step looks at the first token that cannot stand where it stands, and says what is wrong there; most also say
how the line was meant, so that the settings behind a slip are still read and nothing is reported twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from engine.dsl.expect import (
    MOST_ALTERNATIVES,
    after,
    alternatives,
    ending,
    expected,
    spelled,
    start,
)
from engine.dsl.glued import glued
from engine.dsl.grammar import grammar
from engine.dsl.lexer import NEWLINE, Token
from engine.dsl.shape import Node, shape
from engine.dsl.suggest import nearest
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span

_MOST_REPAIRS = 2
_LONGEST_EXAMPLE = 16
_PLACES = {
    "in_shop": "shop",
    "in_legal": "legal",
    "in_rule": "<rule>",
    "in_budget": "budget",
    "in_audience_block": "audience",
    "in_experiment": "experiment",
    "in_test": "test",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The settings that were found in a line, `None` for what stays unread, and what is wrong with them."""

    parts: tuple[tuple[list[Token], Node | None], ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """The token at `index` of `line` cannot follow what is before it."""

    text: str
    entry: str
    line: list[Token]
    index: int
    states: tuple[int, ...]

    @property
    def token(self) -> Token:
        """The first token that cannot stand where it stands."""
        return self.line[self.index]

    @property
    def written(self) -> str:
        """That token as the merchant wrote it, typing folded."""
        return self.text[self.token.start : self.token.end]

    @property
    def label(self) -> str:
        """The first word of the line."""
        return self.line[0].spelling(self.text)

    def span(self, first: Token | None = None) -> Span:
        """The place of the token, or from `first` to it."""
        return Span(path="", start=(first or self.token).start, end=self.token.end)

    def instead(self, *tokens: Token) -> list[Token]:
        """The line with these tokens instead of the wrong one."""
        return [*self.line[: self.index], *tokens, *self.line[self.index + 1 :]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is wrong, and the line as it was meant; `rest` is a setting of its own."""

    finding: Diagnostic
    line: list[Token] | None = None
    rest: list[Token] | None = None


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


def _fix(span: Span, text: str, *, sure: bool) -> Fix:
    return Fix(edits=(Edit(span=span, text=text),), confidence=Confidence.SURE if sure else Confidence.MAYBE)


def _expectation(trouble: Trouble) -> tuple[str, dict[str, str]]:
    """The key of a label and its argument: what could stand here, when that is short enough to help."""
    could = alternatives(trouble.states)
    if not could or len(could) > MOST_ALTERNATIVES:
        return "many", {}
    return "", {"expected": "\n".join(could)}


def _example(trouble: Trouble) -> tuple[tuple[str, ...], dict[str, str]]:
    """A good line that begins like this one."""
    rest = ending(trouble.states)
    if not rest or not 0 < trouble.index <= _LONGEST_EXAMPLE:
        return (), {}
    begun = [token.spelling(trouble.text) for token in trouble.line[: trouble.index] if token.kind != NEWLINE]
    said = " ".join([*begun, *map(spelled, rest)])
    return ("example",), {"example": said.replace(" ,", ",").replace("( ", "(").replace(" )", ")")}


# ------------------------------------------------------------------------------------------------ steps


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
            code="E0205", span=place, args={"label": trouble.label}, fix=_fix(place, " {", sure=True)
        )
        opened = [
            *trouble.line[: trouble.index],
            Token("LBRACE", at, at, "{"),
            *trouble.line[trouble.index :],
        ]
        return Step(finding=finding, line=opened)
    ends_file = trouble.token.start >= len(trouble.text)
    key, args = _expectation(trouble)
    helps, more = _example(trouble)
    args = {"label": trouble.label, **args, **more}
    code = "E0209" if ends_file else "E0202"
    return Step(finding=Diagnostic(code=code, span=place, args=args, label=key, helps=helps))


def _first_word(trouble: Trouble) -> Step | None:
    """The line begins with no word of this block."""
    if trouble.index:
        return None
    found = {"found": trouble.written}
    kind = trouble.token.kind
    elsewhere = tuple(dict.fromkeys(place for entry, place in _PLACES.items() if after(start(entry), kind)))
    if elsewhere:
        args = {**found, "places": "\n".join(elsewhere)}
        return Step(finding=Diagnostic(code="E0200", span=trouble.span(), args=args, label="place"))
    step = _misspelt(trouble)
    if step or trouble.entry == "in_group":
        return step
    if kind == "NAME":
        finding = Diagnostic(code="E0201", span=trouble.span(), args=found, label="setting", helps=("words",))
    else:
        finding = Diagnostic(code="E0200", span=trouble.span(), args=found, label="begin")
    return Step(finding=finding)


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
        fix = _fix(between, f"\n{indent}", sure=True)
        finding = Diagnostic(code="E0203", span=trouble.span(), args=args, fix=fix)
        line = [*trouble.line[: trouble.index], Token(NEWLINE, before, before)]
        return Step(finding=finding, line=line, rest=rest)
    return None


def _indent(text: str, at: int) -> str:
    begin = text.rfind("\n", 0, at) + 1
    return text[begin:at] if text[begin:at].isspace() else ""


def _misspelt(trouble: Trouble) -> Step | None:
    """A word that is nearly one that may stand here."""
    token = trouble.token
    words = grammar().words
    if token.kind not in {"NAME", "CURRENCY_CODE"} and trouble.written not in words:
        return None
    could = [spelled(kind) for kind in expected(trouble.states) if spelled(kind) in words]
    meant = nearest(trouble.written, could)
    span = trouble.span()
    if meant:
        args = {"found": trouble.written, "write": meant}
        code, label = ("E0200", "meant") if trouble.written in words else ("E0201", "")
        finding = Diagnostic(code=code, span=span, args=args, label=label, fix=_fix(span, meant, sure=False))
        return Step(finding=finding, line=trouble.instead(token._replace(kind=words[meant], said=meant)))
    apart = glued(trouble.written, token.start, could)
    if apart and token.kind == "NAME":
        write = " ".join(one.spelling(trouble.text) for one in apart)
        args = {"found": trouble.written, "write": write}
        finding = Diagnostic(code="E0201", span=span, args=args, fix=_fix(span, write, sure=True))
        return Step(finding=finding, line=trouble.instead(*apart))
    return None


def _quotes(trouble: Trouble) -> Step | None:
    """A word in quotes, or a name without them."""
    token, span = trouble.token, trouble.span()
    could = expected(trouble.states)
    inside = trouble.written[1:-1].strip().casefold()
    kind = grammar().words.get(inside)
    if token.kind == "STRING" and kind in could and kind:
        args = {"found": trouble.written, "write": inside}
        fix = _fix(span, inside, sure=False)
        finding = Diagnostic(code="E0200", span=span, args=args, label="unquote", fix=fix)
        return Step(finding=finding, line=trouble.instead(token._replace(kind=kind, said=inside)))
    if token.kind in {"NAME", "CURRENCY_CODE"} and "STRING" in could:
        write = f'"{trouble.written}"'
        fix = _fix(span, write, sure=False)
        finding = Diagnostic(
            code="E0201", span=span, args={"found": trouble.written}, label="quotes", fix=fix
        )
        return Step(finding=finding, line=trouble.instead(token._replace(kind="STRING", said=write)))
    return None


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
    fix = _fix(place, write, sure=False)
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
    fix = _fix(Span(path="", start=before, end=trouble.token.end), "", sure=False)
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
    key, args = _expectation(trouble)
    helps, more = _example(trouble)
    args = {"found": trouble.written, "label": trouble.label, **args, **more}
    return Step(finding=Diagnostic(code="E0200", span=trouble.span(), args=args, label=key, helps=helps))


_STEPS: tuple[Callable[[Trouble], Step | None], ...] = (
    _connective,
    _unfinished,
    _first_word,
    _second_setting,
    _misspelt,
    _quotes,
    _missing,
    _superfluous,
    _after_the_end,
)
"""Tried in this order; the first that knows an answer is taken."""


def beginnings(entry: str) -> Iterator[str]:
    """The words that lines of `entry` begin with."""
    return (spelled(kind) for kind in expected(start(entry)))
