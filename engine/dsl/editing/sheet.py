"""A rule file under edit: its text, its tree, and its physical lines."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from engine.dsl.editing.refused import CannotEdit
from engine.dsl.lexer import NEWLINE, tokens
from engine.dsl.nodes import Block, File
from engine.dsl.parser import parse_source
from engine.dsl.source import Source, read_source
from engine.model.records import SourceFile
from engine.model.rule_edits import EditProblem
from engine.values.span import Span

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Offsets are those of `text`, which has no byte order mark; `mark` is what the file began with."""

    mark: str
    source: Source
    file: File

    @property
    def path(self) -> str:
        """The file's name."""
        return self.source.path

    @property
    def text(self) -> str:
        """The text as written."""
        return self.source.text

    @property
    def line_end(self) -> str:
        """How the file ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def cut(self, span: Span) -> str:
        """What is written at `span`."""
        return self.text[span.start : span.end]

    def with_edits(self, edits: Iterable[tuple[int, int, str]]) -> "Sheet":
        """The sheet with the stretches `[start, end)` replaced; line ends of the new texts become the file's."""
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new.replace("\r\n", "\n").replace("\n", self.line_end) + text[end:]
        return _sheet(self.mark, self.path, text)

    def begin_of_line(self, offset: int) -> int:
        """Where the physical line of `offset` begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def end_of_line(self, offset: int) -> int:
        """Where the physical line of `offset` ends, before its line end."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[offset:end].endswith("\r") else end

    def next_line(self, offset: int) -> int:
        """Where the physical line after that of `offset` begins, or the end of the text."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1

    def indent(self, offset: int) -> str:
        """The blanks before the first character of the physical line of `offset`."""
        line = self.text[self.begin_of_line(offset) : self.end_of_line(offset)]
        return line[: len(line) - len(line.lstrip())]

    def comments(self, span: Span) -> tuple[str, ...]:
        """The comments between the tokens of `span`."""
        found = []
        for token in tokens(self.source.folded[span.start : span.end]):
            if token.kind == NEWLINE:
                blank = self.text[span.start + token.start : min(span.start + token.end, span.end)]
                found += [line.strip() for line in blank.split("\n") if line.strip()]
        return tuple(found)

    def trailing_comment(self, offset: int) -> str:
        """The comment that follows `offset` on its physical line, if nothing else does."""
        rest = self.text[offset : self.end_of_line(offset)].strip()
        return rest if rest.startswith(("#", "＃")) else ""


def open_sheet(file: SourceFile) -> Sheet:
    """A file ready to be edited. Raises CannotEdit for one that is no text."""
    mark = BYTE_ORDER_MARK if file.text.startswith(BYTE_ORDER_MARK) else ""
    return _sheet(mark, file.path, file.text.removeprefix(BYTE_ORDER_MARK))


def _sheet(mark: str, path: str, text: str) -> Sheet:
    source = read_source(path, text)
    if text and not source.text:
        raise CannotEdit(EditProblem.FILE_UNREADABLE, {"path": path}, source.diagnostics)
    return Sheet(mark=mark, source=source, file=parse_source(source))


def source_file(sheet: Sheet) -> SourceFile:
    """The file as it is stored."""
    return SourceFile(path=sheet.path, text=sheet.mark + sheet.text)


def digest_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, 64 hexadecimal digits: the guard of files, rules and lines."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def rule_digest(sheet: Sheet, block: Block) -> str:
    """The guard of one block."""
    return digest_of(sheet.cut(block.span))
