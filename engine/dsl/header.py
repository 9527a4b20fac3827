"""The first line of a block when it is not quite one: `copon "x" {`, `coupon "x"`, `coupon x {`, `coupon {`."""

from dataclasses import dataclass

from engine.dsl.expect import expected, spelled, start
from engine.dsl.lexer import NEWLINE, Token
from engine.dsl.suggest import nearest
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The line as it was meant, and what is wrong with it."""

    line: list[Token]
    findings: tuple[Diagnostic, ...]
    known: bool = True  # which kind of block it is


def read_header(text: str, line: list[Token], *, certain: bool) -> Header | None:
    """What block a line was meant to begin; None when it does not look like one.

    `certain`: only what cannot be a setting of an open block.
    """
    kinds = [token.kind for token in line]
    known = {spelled(kind): kind for kind in expected(start("header"))}
    written = text[line[0].start : line[0].end]
    opens = "LBRACE" in kinds
    meant = written if written in known else nearest(written, known) if kinds[0] == "NAME" and opens else None
    if certain and not (opens and meant and kinds[1:2] in (["STRING"], ["LBRACE"])):
        return None
    if meant is None:
        return _unknown(text, line, known) if opens else None
    findings: list[Diagnostic] = []
    first = line[0]
    if meant != written:
        findings.append(_slip("E0201", first, {"found": written, "write": meant}, meant))
        first = first._replace(kind=known[meant], said=meant)
    read = [first]
    if meant != "shop":
        name = _name(text, meant, line, findings)
        if name is None:
            return Header(line=line, findings=tuple(findings))
        read.append(name)
    if not opens:
        findings.append(_no_brace(meant, line))
    elif len(line) > len(read) + 2:
        findings.append(_extra(text, meant, line[len(read) : -2]))
    brace = next(
        (token for token in line if token.kind == "LBRACE"), Token("LBRACE", line[-2].end, line[-2].end, "{")
    )
    return Header(line=[*read, brace, line[-1]], findings=tuple(findings))


def _slip(code: str, token: Token, args: dict[str, str], write: str, label: str = "") -> Diagnostic:
    span = Span(path="", start=token.start, end=token.end)
    fix = Fix(edits=(Edit(span=span, text=write),), confidence=Confidence.MAYBE)
    return Diagnostic(code=code, span=span, args=args, label=label, fix=fix)


def _unknown(text: str, line: list[Token], known: dict[str, str]) -> Header:
    """The braces of a block nobody knows are skipped with all that is in them."""
    first = line[0]
    found = text[first.start : first.end]
    span = Span(path="", start=first.start, end=first.end)
    code = "E0201" if first.kind == "NAME" else "E0200"
    args = {"found": found, "expected": "\n".join(known)}
    return Header(
        line=line, findings=(Diagnostic(code=code, span=span, args=args, label="block"),), known=False
    )


def _name(text: str, kind: str, line: list[Token], findings: list[Diagnostic]) -> Token | None:
    """The name of a block, in quotes or not; None when there is none."""
    second = line[1]
    if second.kind == "STRING":
        return second
    said = text[second.start : second.end]
    if second.kind in {"LBRACE", NEWLINE}:
        place = Span(path="", start=line[0].end, end=line[0].end)
        args = {"label": kind, "expected": "<text>", "example": f'{kind} "…" {{'}
        findings.append(Diagnostic(code="E0202", span=place, args=args, label="block", helps=("example",)))
        return None
    findings.append(_slip("E0201", second, {"found": said}, f'"{said}"', label="quotes"))
    return second._replace(kind="STRING", said=f'"{said}"')


def _no_brace(kind: str, line: list[Token]) -> Diagnostic:
    place = Span(path="", start=line[-2].end, end=line[-2].end)
    fix = Fix(edits=(Edit(span=place, text=" {"),), confidence=Confidence.SURE)
    return Diagnostic(code="E0205", span=place, args={"label": kind}, fix=fix)


def _extra(text: str, kind: str, tokens: list[Token]) -> Diagnostic:
    span = Span(path="", start=tokens[0].start, end=tokens[-1].end)
    args = {"found": text[span.start : span.end], "label": kind, "expected": "{"}
    return Diagnostic(code="E0200", span=span, args=args)
