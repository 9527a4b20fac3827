"""What a rule to begin from consists of."""

from dataclasses import dataclass

from engine.dsl.messages.entry import Said
from engine.model.records import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something to fill in: the label of the line, and what belongs there."""

    label: str
    hint: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A rule to begin from. `text` is the block without edition; `files` are templates that it needs."""

    name: str
    kind: str
    title: Said
    story: Said
    text: str
    blanks: tuple[Blank, ...]
    files: tuple[SourceFile, ...] = ()
