"""Which files an edit changed, as unified differences."""

import difflib
from collections.abc import Sequence

from engine.dsl.editing.sheet import digest_of
from engine.model.answers_rules import ChangedFile
from engine.model.records import SourceFile


def changed_files(before: Sequence[SourceFile], after: Sequence[SourceFile]) -> tuple[ChangedFile, ...]:
    """The files that differ, with their differences."""
    old = {file.path: file.text for file in before}
    return tuple(
        ChangedFile(
            path=file.path,
            text=file.text,
            sha256=digest_of(file.text),
            diff=unified(file.path, old.get(file.path, ""), file.text),
        )
        for file in after
        if old.get(file.path) != file.text
    )


def unified(path: str, before: str, after: str) -> str:
    """A unified diff of two texts of one file."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
