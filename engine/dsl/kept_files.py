"""Parsed files from one compilation to the next, without the tokens of their lines."""

from dataclasses import dataclass, replace
from functools import cached_property, partial

from engine.dsl.nodes import BadLine, File, Line
from engine.dsl.parser import parse_file


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file as it was; whoever asks one of its blocks for its lines has the text read again."""

    text: str
    file: File


@dataclass(frozen=True, kw_only=True)  # no slots: the file is kept once it is read again
class _Again:
    path: str
    text: str

    @cached_property
    def file(self) -> File:
        return parse_file(self.path, self.text)

    def lines(self, index: int) -> tuple[Line | BadLine, ...]:
        return self.file.blocks[index].lines


def keep(file: File, text: str) -> KeptFile:
    """`file`, which was read from `text`, in a form that takes little room."""
    again = _Again(path=file.path, text=text)
    blocks = tuple(replace(one, read=partial(again.lines, index)) for index, one in enumerate(file.blocks))
    return KeptFile(text=text, file=replace(file, blocks=blocks))
