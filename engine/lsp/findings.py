"""What the compiler found, as an editor shows it: underlines, notes, and the edits that mend it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from lsprotocol import types

from engine.dsl.diagnostics import wording
from engine.dsl.fixes import apply_fixes
from engine.lsp.folder import Snapshot
from engine.model.answers import RowProblem
from engine.model.diagnostic import Confidence, Diagnostic, Severity
from engine.values.span import Span

SOURCE = "otoku"
FIX_ALL = "source.fixAll.otoku"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


def findings(snapshot: Snapshot, language: str) -> Mapping[str, list[types.Diagnostic]]:
    """All findings by file; files without any have an empty list."""
    found: dict[str, list[types.Diagnostic]] = {path: [] for path in snapshot.sources}
    for one in snapshot.compiled.diagnostics:
        if one.span.path in found:
            found[one.span.path].append(shown(one, snapshot, language))
    return found


def shown(one: Diagnostic, snapshot: Snapshot, language: str) -> types.Diagnostic:
    """One finding with its help and the other places that matter."""
    words = wording(one, language)
    said = [words.message, *([words.label] if words.label else ()), *words.helps]
    related = [
        types.DiagnosticRelatedInformation(
            location=_location(note.span, snapshot), message=text or words.title
        )
        for note, text in zip(one.also, words.notes, strict=True)
        if note.span.path in snapshot.places
    ]
    return types.Diagnostic(
        range=snapshot.places[one.span.path].range(one.span.start, one.span.end),
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source=SOURCE,
        message="\n".join(said),
        related_information=related or None,
        tags=[types.DiagnosticTag.Unnecessary] if one.code == "W1206" else None,
    )


def _location(span: Span, snapshot: Snapshot) -> types.Location:
    return types.Location(
        uri=snapshot.file(span.path).as_uri() if snapshot.root.is_absolute() else span.path,
        range=snapshot.places[span.path].range(span.start, span.end),
    )


def bad_rows(problems: Iterable[RowProblem], language: str) -> list[types.Diagnostic]:
    """Rows of the catalogue that cannot be read, each on its line."""
    return [
        types.Diagnostic(
            range=types.Range(
                start=types.Position(line=max(0, bad.line - 1), character=0),
                end=types.Position(line=max(0, bad.line - 1), character=10_000),
            ),
            severity=types.DiagnosticSeverity.Error,
            source=SOURCE,
            code=bad.code,
            message=_row_text(bad, language),
        )
        for bad in problems
    ]


def _row_text(bad: RowProblem, language: str) -> str:
    column = bad.column or ("行全体" if language == "ja" else "the row")
    if language == "ja":
        expected = f"（{bad.expected} が必要です）" if bad.expected else ""
        return f"{column}: {bad.value or '空欄'} は読み取れません{expected}。商品の確認はできていません。"
    expected = f", expected {bad.expected}" if bad.expected else ""
    what = f"{bad.code.replace('_', ' ')} {bad.value}".rstrip()
    return f"{column}: {what}{expected}. Products are not checked until this is mended."


def actions(
    snapshot: Snapshot, path: str, uri: str, asked: types.CodeActionParams, language: str
) -> list[types.CodeAction]:
    """The fixes of the findings in a range, and one that makes all that need no question."""
    wanted = asked.context.only
    here = [one for one in snapshot.compiled.diagnostics if one.span.path == path]
    found: list[types.CodeAction] = []
    if wanted is None or types.CodeActionKind.QuickFix in wanted:
        places = snapshot.places[path]
        start, end = places.offset(asked.range.start), places.offset(asked.range.end)
        near = [one for one in here if one.fix and one.span.start <= end and start <= one.span.end]
        found.extend(_quick_fix(one, snapshot, uri, language) for one in near)
    if wanted is None or any(FIX_ALL.startswith(kind) for kind in wanted):
        found.extend(_fix_all(here, snapshot, path, uri, language))
    return found


def _quick_fix(one: Diagnostic, snapshot: Snapshot, uri: str, language: str) -> types.CodeAction:
    edits = one.fix.edits if one.fix else ()
    by_uri: dict[str, list[types.TextEdit]] = defaultdict(list)
    for edit in edits:
        places = snapshot.places[edit.span.path]
        target = uri if edit.span.path == one.span.path else snapshot.file(edit.span.path).as_uri()
        by_uri[target].append(
            types.TextEdit(range=places.range(edit.span.start, edit.span.end), new_text=edit.text)
        )
    return types.CodeAction(
        title=_title(one, language),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown(one, snapshot, language)],
        is_preferred=one.fix is not None and one.fix.confidence is Confidence.SURE,
        edit=types.WorkspaceEdit(changes=dict(by_uri)),
    )


def _title(one: Diagnostic, language: str) -> str:
    edits = one.fix.edits if one.fix else ()
    text = edits[0].text.strip() if len(edits) == 1 else ""
    if "\n" in text or len(text) > 60:
        text = ""
    if language == "ja":
        return f"`{text}` にする ({one.code})" if text else f"直す ({one.code})"
    return f"Write `{text}` ({one.code})" if text else f"Mend {one.code}"


def _fix_all(
    here: list[Diagnostic], snapshot: Snapshot, path: str, uri: str, language: str
) -> list[types.CodeAction]:
    own = [one for one in here if one.fix and all(edit.span.path == path for edit in one.fix.edits)]
    text, applied = apply_fixes(snapshot.sources[path].text, own)
    if not applied:
        return []
    title = (
        f"すべて直す（{len(applied)} 件）"
        if language == "ja"
        else f"Mend all that is certain ({len(applied)})"
    )
    edit = types.WorkspaceEdit(changes={uri: snapshot.places[path].edits_to(text)})
    return [types.CodeAction(title=title, kind=FIX_ALL, edit=edit)]
