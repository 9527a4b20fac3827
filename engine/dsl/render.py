"""Diagnostics as people and machines read them: text with carets, JSON, GitHub annotations, SARIF 2.1.0."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from engine.dsl.diagnostics import Wording, wording
from engine.dsl.source import Source, width
from engine.model.diagnostic import Confidence, Diagnostic, Severity
from engine.values.span import Span

JSON_VERSION = 1
"""Version of the JSON form; a field is only ever added within one version."""

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RESET = "\x1b[0m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_FAINT = "\x1b[2m"
_LONGEST_LINE = 160
_WORDS = {
    "en": {"error": "error", "warning": "warning", "help": "help", "total": "{path}: {count} problem(s)"},
    "ja": {
        "error": "エラー",
        "warning": "警告",
        "help": "ヒント",
        "total": "{path}: 問題が {count} 件あります",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A diagnostic with its file and its words."""

    diagnostic: Diagnostic
    source: Source
    words: Wording

    @property
    def places(self) -> tuple[int, int, int, int]:
        """First line and column, last line and the column after it, from 1."""
        first = self.source.place(self.diagnostic.span.start)
        return (*first, *self.source.place(self.diagnostic.span.end))


def findings(source: Source, diagnostics: Iterable[Diagnostic], language: str = "en") -> tuple[Finding, ...]:
    """The diagnostics of one file, ready to be rendered in `en` or `ja`."""
    return tuple(Finding(diagnostic=one, source=source, words=wording(one, language)) for one in diagnostics)


# ------------------------------------------------------------------------------------------------ text


def as_text(found: Sequence[Finding], *, language: str = "en", colour: bool = False) -> str:
    """Every finding with its lines of source and carets below them; a help is written once per code."""
    said: set[tuple[str, str]] = set()
    blocks = []
    for one in found:
        helps = [text for text in one.words.helps if (one.diagnostic.code, text) not in said]
        said.update((one.diagnostic.code, text) for text in helps)
        blocks.append(_block(one, helps, _WORDS[language], colour=colour))
    counts: dict[str, int] = {}
    for one in found:
        counts[one.source.path] = counts.get(one.source.path, 0) + 1
    totals = [_WORDS[language]["total"].format(path=path, count=count) for path, count in counts.items()]
    return "\n\n".join([*blocks, "\n".join(totals)]) + "\n" if found else ""


def _block(one: Finding, helps: Sequence[str], words: Mapping[str, str], *, colour: bool) -> str:
    diagnostic, source = one.diagnostic, one.source
    severity = diagnostic.severity
    head = f"{words[severity]}[{diagnostic.code}]"
    if colour:
        head = f"{_COLOURS[severity]}{head}{_RESET}"
    line, column, *_ = one.places
    out = [f"{head}: {one.words.message}", f"  --> {source.path}:{line}:{column}"]
    marks = [(note.span, "-", text) for note, text in zip(diagnostic.also, one.words.notes, strict=True)]
    marks.append((diagnostic.span, "^", one.words.label))
    for span, sign, label in sorted(marks, key=lambda mark: mark[0].start):
        out.extend(_marked(source, span, sign, label))
    out.extend(f"     = {words['help']}: {text}" for text in helps)
    if colour:
        out[1] = f"{_FAINT}{out[1]}{_RESET}"
    return "\n".join(out)


def _marked(source: Source, span: Span, sign: str, label: str) -> list[str]:
    """A line of source and its carets; a span of several lines is marked to the end of its first one."""
    if not source.text:
        return []
    number, column = source.place(span.start)
    text = source.line(number)
    begin = min(column - 1, len(text))
    end = min(begin + max(span.end - span.start, 0), len(text))
    text, begin, end = _window(text, begin, end)
    shown = text.replace("\t", " ")
    carets = " " * width(shown[:begin]) + sign * max(1, width(shown[begin:end]))
    return [f"{number:4} | {_printable(shown)}", f"     | {carets} {label}".rstrip()]


def _window(text: str, begin: int, end: int) -> tuple[str, int, int]:
    """The part of a very long line around the marked place."""
    if len(text) <= _LONGEST_LINE:
        return text, begin, end
    first = max(0, begin - 40)
    last = first + _LONGEST_LINE
    lead, trail = "…" if first else "", "…" if last < len(text) else ""
    shift = len(lead) - first
    return lead + text[first:last] + trail, begin + shift, min(end, last) + shift


def _printable(text: str) -> str:
    """Control and invisible characters as visible ones, so that a file cannot steer the terminal that shows it."""
    return "".join(one if one.isprintable() or one == "\u3000" else "\ufffd" for one in text)


# ------------------------------------------------------------------------------------------------ machines


def as_json(found: Sequence[Finding]) -> str:
    """A versioned object; lines and columns count from 1, columns in characters, offsets from 0."""
    return json.dumps(
        {"version": JSON_VERSION, "diagnostics": [_plain(one) for one in found]}, ensure_ascii=False
    )


def _plain(one: Finding) -> dict[str, Any]:
    diagnostic, source = one.diagnostic, one.source
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": one.words.message,
        "label": one.words.label,
        "path": source.path,
        "span": _range(source, diagnostic.span),
        "notes": [
            {"span": _range(source, note.span), "label": text}
            for note, text in zip(diagnostic.also, one.words.notes, strict=True)
        ],
        "helps": list(one.words.helps),
        "fix": {
            "sure": fix.confidence is Confidence.SURE,
            "edits": [{"span": _range(source, edit.span), "text": edit.text} for edit in fix.edits],
        }
        if fix
        else None,
    }


def _range(source: Source, span: Span) -> dict[str, int]:
    line, column = source.place(span.start)
    end_line, end_column = source.place(span.end)
    return {
        "line": line,
        "column": column,
        "endLine": end_line,
        "endColumn": end_column,
        "start": span.start,
        "end": span.end,
    }


def as_github(found: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(_annotation(one) for one in found)


def _annotation(one: Finding) -> str:
    line, column, end_line, end_column = one.places
    said = [one.words.message, one.words.label, *one.words.helps]
    message = _escaped("\n".join(text for text in said if text))
    title = _escaped(f"{one.diagnostic.code} {one.words.title}").replace(":", "%3A").replace(",", "%2C")
    path = _escaped(one.source.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={line},col={column},endLine={end_line},endColumn={end_column}"
    return f"::{one.diagnostic.severity} {place},title={title}::{message}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(found: Sequence[Finding]) -> str:
    """SARIF 2.1.0, for code scanning."""
    rules = {one.diagnostic.code: one for one in found}
    driver = {
        "name": "otoku",
        "rules": [
            {"id": code, "shortDescription": {"text": one.words.title}} for code, one in sorted(rules.items())
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in found],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False)


def _result(one: Finding) -> dict[str, Any]:
    said = [one.words.message, one.words.label, *one.words.helps]
    related = [
        {"id": number, "message": {"text": text or "here"}, **_location(one.source, note.span)}
        for number, (note, text) in enumerate(zip(one.diagnostic.also, one.words.notes, strict=True), 1)
    ]
    result: dict[str, Any] = {
        "ruleId": one.diagnostic.code,
        "level": str(one.diagnostic.severity),
        "message": {"text": "\n".join(text for text in said if text)},
        "locations": [_location(one.source, one.diagnostic.span)],
        "relatedLocations": related,
    }
    fix = one.diagnostic.fix
    if fix and fix.confidence is Confidence.SURE:
        replacements = [
            {"deletedRegion": _region(one.source, edit.span), "insertedContent": {"text": edit.text}}
            for edit in fix.edits
        ]
        change = {"artifactLocation": {"uri": _uri(one.source.path)}, "replacements": replacements}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _location(source: Source, span: Span) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(source.path)}, "region": _region(source, span)}
    return {"physicalLocation": place}


def _uri(path: str) -> str:
    """A path as SARIF wants it: relative ones as they are, blanks and Japanese percent-encoded."""
    return f"file://{quote(path)}" if path.startswith("/") else quote(path)


def _region(source: Source, span: Span) -> dict[str, int]:
    place = _range(source, span)
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["endLine"],
        "endColumn": place["endColumn"],
    }


def render(found: Sequence[Finding], form: str, *, language: str = "en", colour: bool = False) -> str:
    """The findings as `text`, `json`, `github` or `sarif`."""
    if form == "text":
        return as_text(found, language=language, colour=colour)
    return _MACHINE_FORMS[form](found)


_MACHINE_FORMS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}

FORMS = ("text", *_MACHINE_FORMS)
"""The forms that `render` knows."""
