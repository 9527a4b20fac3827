"""`otoku fmt`: one way to write a rule file; keeps every comment, never reorders, says the same before and after."""

import re
from collections.abc import Iterator

from engine.dsl.fixes import apply_fixes
from engine.dsl.grammar import MISTAKES
from engine.dsl.lexer import NEWLINE, Token, lines, tokens
from engine.dsl.parser import parse_source
from engine.dsl.source import Source, read_source
from engine.model.diagnostic import Diagnostic

_INDENT = "  "
_ROUNDS = 4
_KINDS = frozenset(
    ("COUPON", "OFFER", "REMINDER", "LIST", "GIFTCARD", "SALE", "BUDGET", "AUDIENCE", "EXPERIMENT", "TEST")
)
_MONEY = re.compile(r"([0-9.,]+)[ \t]*([A-Z]{3}|円)")


def format_text(path: str, data: bytes | str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The file in its one form and the mistakes that were mended on the way (those with a sure fix).

    Lines that cannot be read stay as they are. A file that is no text comes back empty with its diagnostic unmended:
    look at `read_source` first.
    """
    source, applied = _mended(read_source(path, data))
    laid_out = "".join(f"{line}\n" for line in _layout(source))
    return laid_out.replace("\n", "\r\n") if "\r\n" in source.text else laid_out, applied


def _mended(source: Source) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The source with sure fixes, as long as each round leaves fewer mistakes."""
    applied: tuple[Diagnostic, ...] = ()
    left = parse_source(source).diagnostics
    for _ in range(_ROUNDS):
        text, fixed = apply_fixes(source.text, left)
        if not fixed:
            break
        again = read_source(source.path, text)
        now = parse_source(again).diagnostics
        if len(now) >= len(left) and len(left) <= 100:
            break
        source, left, applied = again, now, (*applied, *fixed)
    return source, applied


def _layout(source: Source) -> Iterator[str]:
    """The lines of the file, without line ends."""
    previous = ""
    for line in _blank_lines(_indented(source)):
        if line or previous:
            yield line
        previous = line


def _blank_lines(written: Iterator[str]) -> Iterator[str]:
    """One blank line after the edition and between blocks, at most one elsewhere, none beside braces."""
    previous, blank = "", False
    for line in written:
        if not line:
            blank = True
            continue
        between = previous == "}" or previous.startswith(("}  #", "otoku "))
        opened = previous.partition("  #")[0].endswith("{")
        if previous and (between or (blank and not opened and not line.lstrip().startswith("}"))):
            yield ""
        yield line
        previous, blank = line, False


def _indented(source: Source) -> Iterator[str]:
    found = tokens(source.folded)
    depth = 0
    if found and found[0].kind == NEWLINE:
        yield from _comments(source, found[0], 0, first=True)
    for line in lines(found):
        if line[0].kind == "RBRACE":
            depth = max(0, depth - 1)
        elif [token.kind for token in line[-3:]] == ["STRING", "LBRACE", NEWLINE] and line[0].kind in _KINDS:
            depth = 0  # a new block, even when nobody closed the one before
        yield from _setting(source, line, depth)
        if line[-2:][0].kind == "LBRACE":
            depth += 1
        yield from _comments(source, line[-1], depth)


def _setting(source: Source, line: list[Token], depth: int) -> Iterator[str]:
    """The lines of one setting; where the merchant broke it, it stays broken."""
    indent = _INDENT * depth
    part: list[Token] = []
    for token in line:
        if token.kind != NEWLINE:
            part.append(token)
            continue
        comment = _trailing(source, token)
        yield f"{indent}{_spaced(source, part)}{f'  {comment}' if comment else ''}"
        if token is not line[-1]:
            indent = _INDENT * (depth + 2)
            yield from _comments(source, token, depth + 2, blanks=False)
        part = []


def _spaced(source: Source, part: list[Token]) -> str:
    """Tokens with single blanks; a line with something unknown in it as it was written."""
    if any(token.kind in MISTAKES for token in part):
        return source.text[part[0].start : part[-1].end].rstrip()
    out = ""
    for token in part:
        glue = "" if not out or token.kind in {"COMMA", "RPAR"} or out.endswith("(") else " "
        out += glue + _written(source.folded[token.start : token.end], token.kind)
    return out


def _written(text: str, kind: str) -> str:
    if kind == "MONEY":
        return _MONEY.sub(lambda match: f"{match[1]} {match[2].replace('円', 'JPY')}", text)
    if kind == "PERCENT":
        return text.replace(" ", "").replace("\t", "")
    return text


def _trailing(source: Source, newline: Token) -> str:
    """The comment on the line that `newline` ends."""
    return source.text[newline.start : newline.end].partition("\n")[0].strip()


def _comments(
    source: Source, newline: Token, depth: int, *, blanks: bool = True, first: bool = False
) -> Iterator[str]:
    """Comments and blank lines that follow a line; before the `first` one there is none."""
    written = source.text[newline.start : newline.end].split("\n")[:-1]
    for line in written if first else written[1:]:
        comment = line.strip()
        if comment or blanks:
            yield f"{_INDENT * depth}{comment}" if comment else ""
