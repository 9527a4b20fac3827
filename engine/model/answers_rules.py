"""Rule files as forms see them, and what became of edits."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.answers import ExplainedDiagnostic
from engine.model.rule_edits import EditProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A setting. `text` is the whole of it, `value` what follows the label, `comment` what stands after it.

    `nth` counts from 1 among settings of this label; `start` and `end` are character offsets of `text` in the file,
    `line` its first line from 1; `sha256` is that of `text`. `lines` stand in its braces (`legal`, `variant`).
    """

    label: str
    nth: int
    text: str
    value: str
    comment: str
    start: int
    end: int
    line: int
    sha256: str
    lines: tuple["RuleLine", ...] = ()
    bad_lines: tuple["UnreadLine", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """A line that is shown as it is, because it cannot be read; what is wrong is among the diagnostics."""

    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A block of a rule file; `sha256` is the guard of its edits. The shop block has no name."""

    kind: str
    name: str
    start: int
    end: int
    line: int
    sha256: str
    lines: tuple[RuleLine, ...]
    bad_lines: tuple[UnreadLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """A rule file as the editor opens it; `revision` is the one it was read from, 0 for none."""

    path: str
    text: str
    sha256: str
    rules: tuple[RuleText, ...]
    revision: int = 0
    diagnostics: tuple[ExplainedDiagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """What an edit made of one file; `diff` is unified, `text` the whole."""

    path: str
    text: str
    sha256: str
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesEdited:
    """Edits that were made. `revision` holds the result; None after a dry run, and when nothing changed."""

    files: tuple[ChangedFile, ...]
    diagnostics: tuple[ExplainedDiagnostic, ...]
    new_errors: tuple[ExplainedDiagnostic, ...] = ()
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditConflict:
    """Somebody else changed the file since the caller read it; nothing was stored.

    The three ways: `base` is what the caller read (None when it is not known any more), `theirs` what stands there
    now, `yours` the edits made to `base`, and `merged` the same edits made to `theirs` (None when they cannot be).
    """

    path: str
    base_sha256: str
    current_sha256: str
    base: str | None
    theirs: str
    yours: str | None
    merged: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditsRefused:
    """The first edit (`index`, from 0) that cannot be made, with a sentence that says why; nothing was stored."""

    problem: EditProblem
    index: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorsAdded:
    """The edits would add errors, so nothing was stored; `files` show what they would have made."""

    files: tuple[ChangedFile, ...]
    new_errors: tuple[ExplainedDiagnostic, ...]
    diagnostics: tuple[ExplainedDiagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSummary:
    """A file of the working copy as lists show it; `changed` when it differs from what is live."""

    path: str
    sha256: str
    rules: int
    errors: int
    warnings: int
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFolder:
    """The working copy: what `revision` it was read from (0: none), what is live, and files only what is live has.

    `diagnostics` are those of all files; `fingerprint` is empty when there are errors.
    """

    revision: int
    live_revision: int | None
    files: tuple[FileSummary, ...]
    removed: tuple[str, ...]
    diagnostics: tuple[ExplainedDiagnostic, ...]
    fingerprint: str

    @property
    def unpublished(self) -> bool:
        """Whether some file differs from what is live."""
        return bool(self.removed) or any(file.changed for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVersion:
    """A file as one revision has it; `text` is None where the revision removed it."""

    revision: int
    published: bool  # whether that revision ever went live
    created_at: datetime
    created_by: str
    note: str
    sha256: str
    text: str | None
    diff: str  # unified, from the version before
