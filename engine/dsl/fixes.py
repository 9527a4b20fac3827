"""Fixes of diagnostics, applied to text."""

from collections.abc import Iterable

from engine.model.diagnostic import Confidence, Diagnostic, Edit


def apply_fixes(
    text: str, diagnostics: Iterable[Diagnostic], *, maybe: bool = False
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with every sure fix (with `maybe`, every fix), and whose fixes they were; never two in one place."""
    edits: list[Edit] = []
    applied: list[Diagnostic] = []
    for one in diagnostics:
        if one.fix is None or not (maybe or one.fix.confidence is Confidence.SURE):
            continue
        if any(_touch(edit, other) for edit in one.fix.edits for other in edits):
            continue
        edits.extend(one.fix.edits)
        applied.append(one)
    for edit in sorted(edits, key=lambda one: one.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, tuple(applied)


def _touch(edit: Edit, other: Edit) -> bool:
    """Whether two edits share a character or begin at the same place."""
    one, two = edit.span, other.span
    return one.start == two.start or (one.start < two.end and two.start < one.end)
