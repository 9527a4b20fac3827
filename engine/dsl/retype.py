"""Slips in a line that have one clear meaning: `¥500`, `5OO`, `1~3`, `2026/4/29`, `>= 5`, a text that is not closed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.dsl.grammar import grammar
from engine.dsl.lexer import Token
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span

_SIGNS = {"¥": "JPY", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW"}
_CURRENCIES = frozenset({"jpy", "yen", "usd", "eur", "gbp", "krw", "cny", "twd", "円"})
_NUMBERS = frozenset({"INT", "MONEY", "PERCENT", "DECIMAL"})
_LONGEST_NUMBER = 18
_LETTERS = str.maketrans("OoIl", "0011")
_LOOK_ALIKE = re.compile(r"(\d[\d,]*[OoIl][\dOoIl,]*)(?:(%)|[ \t]+([A-Z]{3})\b)")
"""A percentage or an amount with letters that look like digits."""

_PERCENT = frozenset({"percent", "pct", "パーセント", "割"})
_SYMBOLS: Mapping[str, str] = {
    ">=": "at least", "=>": "at least", "≥": "at least", "≧": "at least", ">": "over",
    "<=": "at most", "=<": "at most", "≤": "at most", "≦": "at most", "<": "under",
    "==": "is", "=": "is", "!=": "is not", "<>": "is not", "≠": "is not",
}  # fmt: skip
_SYMBOL = re.compile("|".join(map(re.escape, sorted(_SYMBOLS, key=len, reverse=True))))
"""Comparisons as programs and spreadsheets write them."""


def retype(text: str, line: list[Token], found: list[Diagnostic]) -> list[Token]:
    """The line with such slips read as they were meant; each is reported in `found`."""
    mended: list[Token] = []
    skip = 0
    for index, token in enumerate(line):
        if skip:
            skip -= 1
            continue
        slip = _slip(text, line, index)
        if slip is None:
            mended.append(token)
            continue
        more, finding = slip
        mended.extend(more)
        found.append(finding)
        while index + skip + 1 < len(line) and line[index + skip + 1].start < more[-1].end:
            skip += 1
    return mended


def _slip(text: str, line: list[Token], index: int) -> tuple[list[Token], Diagnostic] | None:
    token = line[index]
    match token.kind:
        case "BAD_MONEY":
            return _sign_in_front(text, token)
        case "BAD_STRING":
            return _never_closed(text, token)
        case "BAD_CHAR" if text[token.start] in "~-" and 0 < index < len(line) - 1:
            numbers = line[index - 1].kind in _NUMBERS and line[index + 1].kind in _NUMBERS
            return _range(token) if numbers else None
        case "BAD_CHAR" if index and line[index - 1].kind == "FIELD":
            return _symbol(text, token)
        case "INT":
            look_alike = _look_alike(text, token)
            return (
                look_alike
                or _date(text, line, index)
                or _currency(text, line, index)
                or _percent(text, line, index)
            )
        case _:
            return None


def _finding(code: str, token: Token, write: str, *, sure: bool = True, **args: str) -> Diagnostic:
    span = Span(path="", start=token.start, end=token.end)
    confidence = Confidence.SURE if sure else Confidence.MAYBE
    fix = Fix(edits=(Edit(span=span, text=write),), confidence=confidence)
    return Diagnostic(code=code, span=span, args={"write": write, **args}, fix=fix)


def _sign_in_front(text: str, token: Token) -> tuple[list[Token], Diagnostic]:
    written = text[token.start : token.end]
    figures, currency = written[1:].strip(), _SIGNS[written[0]]
    write = f"{figures} {currency}"
    finding = _finding("E0104", token, write, sure=written[0] != "$", yen=f"{figures}円")
    if currency == "JPY":
        finding = Diagnostic(code="E0104", span=finding.span, args=finding.args, helps=("",), fix=finding.fix)
    else:
        finding = Diagnostic(
            code="E0104", span=finding.span, args=finding.args, helps=("none",), fix=finding.fix
        )
    return [Token("MONEY", token.start, token.end, write)], finding


def _range(token: Token) -> tuple[list[Token], Diagnostic]:
    span = Span(path="", start=token.start, end=token.end)
    fix = Fix(edits=(Edit(span=span, text=" to "),), confidence=Confidence.SURE)
    finding = Diagnostic(code="E0105", span=span, args={"write": "to"}, fix=fix)
    return [Token("TO", token.start, token.end, "to")], finding


def _never_closed(text: str, token: Token) -> tuple[list[Token], Diagnostic]:
    """A text is taken to end where its line ends, before the brace that opens a block."""
    written = text[token.start : token.end].rstrip()
    brace = written.endswith("{")
    inside = written[:-1].rstrip() if brace else written
    end = token.start + len(inside)
    place = Token("STRING", token.start, end, inside.removesuffix("\\") + '"')
    span = Span(path="", start=token.start, end=end)
    after = Span(path="", start=end, end=end)
    fix = Fix(edits=(Edit(span=after, text='"'),), confidence=Confidence.MAYBE)
    finding = Diagnostic(code="E0103", span=span, args={"write": f'{inside}"'}, fix=fix)
    start = token.start + len(written) - 1
    return ([place, Token("LBRACE", start, start + 1)] if brace else [place]), finding


def _date(text: str, line: list[Token], index: int) -> tuple[list[Token], Diagnostic] | None:
    """`2026/4/29`, `2026-4-29` and `2026.4.29` are dates."""
    five = line[index : index + 5]
    if [token.kind for token in five] != ["INT", "BAD_CHAR", "INT", "BAD_CHAR", "INT"]:
        return None
    if {text[five[1].start], text[five[3].start]} - {"-", "/", "."} or five[0].end - five[0].start != 4:
        return None
    year, month, day = (text[token.start : token.end] for token in five[::2])
    token = Token("DATE", five[0].start, five[4].end, f"{year}-{month:0>2}-{day:0>2}")
    written = text[token.start : token.end]
    try:
        date.fromisoformat(token.spelling(text))
    except ValueError:
        span = Span(path="", start=token.start, end=token.end)
        return _no_such_day(token, token.spelling(text), span, written)
    finding = _finding("E0701", token, token.spelling(text), written=written)
    return [token], replace(finding, label="write")


def _symbol(text: str, token: Token) -> tuple[list[Token], Diagnostic] | None:
    """`cart.total >= 5,000 JPY`."""
    match = _SYMBOL.match(text, token.start)
    if match is None:
        return None
    write = _SYMBOLS[match[0]]
    whole = token._replace(end=match.end())
    before = "" if text[whole.start - 1] in " \t" else " "
    behind = "" if text[whole.end : whole.end + 1] in " \t\n" else " "
    made = _finding("E0200", whole, f"{before}{write}{behind}")
    finding = replace(made, label="meant", args={"found": match[0], "write": write})
    words = [Token(grammar().words[word], whole.start, whole.end, word) for word in write.split()]
    return words, finding


def _look_alike(text: str, token: Token) -> tuple[list[Token], Diagnostic] | None:
    """`5OO JPY`, with the letter O, and `1l%`: letters that look like 0 and 1."""
    match = _LOOK_ALIKE.match(text, token.start)
    if match is None:
        return None
    figures, percent, currency = match.groups()
    kind, unit = ("PERCENT", "%") if percent else ("MONEY", f" {currency}")
    write = figures.translate(_LETTERS) + unit
    whole = Token(kind, token.start, match.end(), write)
    finding = replace(_finding("E0200", whole, write, sure=False, found=match[0]), label="look_alike")
    return [whole], finding


def _percent(text: str, line: list[Token], index: int) -> tuple[list[Token], Diagnostic] | None:
    """`10 percent`; one `割` is ten of them."""
    number, following = line[index], line[min(index + 1, len(line) - 1)]
    word = text[following.start : following.end].casefold()
    if following.kind != "NAME" or word not in _PERCENT:
        return None
    figures = text[number.start : number.end] + ("0" if word == "割" else "")
    whole = Token("PERCENT", number.start, following.end, f"{figures}%")
    written = text[whole.start : whole.end]
    return [whole], _finding("E0201", whole, f"{figures}%", found=written)


def _currency(text: str, line: list[Token], index: int) -> tuple[list[Token], Diagnostic] | None:
    """`500 jpy` and `500 yen`."""
    number, following = line[index], line[min(index + 1, len(line) - 1)]
    written = text[following.start : following.end].casefold()
    if following.kind != "NAME" or written not in _CURRENCIES:
        return None
    currency = "JPY" if written in {"yen", "円"} else written.upper()
    finding = _finding("E0201", following, currency, found=text[following.start : following.end])
    token = Token("MONEY", number.start, following.end, f"{text[number.start : number.end]} {currency}")
    return [token], finding


def checked(text: str, token: Token) -> tuple[Token, Diagnostic] | None:
    """A number too long or a date or time that does not exist, with a value to go on with."""
    written = text[token.start : token.end]
    span = Span(path="", start=token.start, end=token.end)
    match token.kind:
        case "INT" | "DECIMAL" | "MONEY" | "PERCENT":
            digits = sum(character.isdigit() for character in written)
            if digits <= _LONGEST_NUMBER:
                return None
            args = {"digits": str(digits), "most": str(_LONGEST_NUMBER)}
            instead = {"INT": "1", "DECIMAL": "1.0", "PERCENT": "1%"}.get(token.kind) or "1 JPY"
            return token._replace(said=instead), Diagnostic(code="E0312", span=span, args=args)
        case "TIME":
            hour, _, minute = written.partition(":")
            if int(hour) < 24 and int(minute) < 60:
                return None
            finding = Diagnostic(code="E0701", span=span, args={"written": written}, label="time")
            return token._replace(said="0:00"), finding
        case "DATE":
            made = _no_such_day(token, written, span, written)
            return None if made is None else (made[0][0], made[1])
        case _:
            return None


def _no_such_day(token: Token, iso: str, span: Span, written: str) -> tuple[list[Token], Diagnostic] | None:
    """A date that is not in the calendar, `iso` as year-month-day; None when it is."""
    try:
        date.fromisoformat(iso)
    except ValueError:
        args, label = {"written": written}, "date"
        year, month = int(iso[:4]), int(iso[5:7])
        if year and 1 <= month <= 12:
            following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(year, 12, 31)
            args["days"], label = str(following.toordinal() - date(year, month, 1).toordinal()), "day"
        return [token._replace(said="2000-01-01")], Diagnostic(
            code="E0701", span=span, args=args, label=label
        )
    return None
