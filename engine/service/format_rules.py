"""Rule files in their one form, for editors and tools that do not run the command line."""

from collections.abc import Sequence

from engine.dsl.format import format_text
from engine.model.records import SourceFile

RULE_FILE = ".otoku"


def format_rules(files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """The files as `otoku fmt` writes them; templates and lines that cannot be read stay as they are."""
    return tuple(
        SourceFile(path=file.path, text=format_text(file.path, file.text)[0])
        if file.path.endswith(RULE_FILE)
        else file
        for file in files
    )
