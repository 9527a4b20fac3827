"""Diagnostics become sentences with places, in one language, for those who do not see the compiler."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.dsl.diagnostics import wording
from engine.dsl.render import as_text, findings
from engine.dsl.source import Source
from engine.model.answers import ExplainedDiagnostic, Place, PlacedEdit, PlacedText
from engine.model.diagnostic import Diagnostic
from engine.model.records import SourceFile
from engine.values.span import Span
from engine.values.utf16 import Utf16, utf16_of


def explain_diagnostics(
    found: Iterable[Diagnostic], files: Sequence[SourceFile], language: str
) -> tuple[ExplainedDiagnostic, ...]:
    """`found` in `language` (`ja`, else English), in the same order."""
    sources = {file.path: _placed(file) for file in files}
    spoken = "ja" if language.lower().startswith("ja") else "en"
    return tuple(_explain(diagnostic, sources, spoken) for diagnostic in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A file and how its offsets are counted elsewhere."""

    source: Source
    units: Utf16
    mark: int  # characters of a byte order mark, which the source leaves out

    def utf16(self, offset: int) -> int:
        """UTF-16 units of the file before an offset of the source."""
        return self.units.units(offset + self.mark)


def _placed(file: SourceFile) -> _Placed:
    source = _source(file)
    return _Placed(source=source, units=utf16_of(file.text), mark=len(file.text) - len(source.text))


def _explain(diagnostic: Diagnostic, sources: Mapping[str, _Placed], language: str) -> ExplainedDiagnostic:
    says = wording(diagnostic, language)
    fix = diagnostic.fix
    place = _place(diagnostic.span, sources)
    known = sources.get(diagnostic.span.path)
    source = known.source if known else _source(SourceFile(path=diagnostic.span.path, text=""))
    notes = zip(diagnostic.also, says.notes, strict=True)
    return ExplainedDiagnostic(
        code=diagnostic.code,
        severity=diagnostic.severity,
        message=says.message,
        label=says.label,
        place=place,
        also=tuple(PlacedText(place=_place(note.span, sources), text=text) for note, text in notes),
        helps=says.helps,
        edits=tuple(PlacedEdit(place=_place(edit.span, sources), text=edit.text) for edit in fix.edits)
        if fix is not None
        else (),
        confidence=fix.confidence if fix is not None else None,
        rendered=as_text(findings(source, (diagnostic,), language), language=language),
    )


def _source(file: SourceFile) -> Source:
    text = file.text.removeprefix("\ufeff")
    return Source(path=file.path, text=text, folded=text, diagnostics=())


def _place(span: Span, sources: Mapping[str, _Placed]) -> Place:
    known = sources.get(span.path)
    if known is None:
        return Place(path=span.path, line=1, column=1, end_line=1, end_column=1)
    line, column = known.source.place(span.start)
    end_line, end_column = known.source.place(span.end)
    return Place(
        path=span.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        from_utf16=known.utf16(span.start),
        to_utf16=known.utf16(span.end),
    )
