"""What is wrong with a rule file, as data: collected, never raised (language.md §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.values.span import Span


class Severity(StrEnum):
    """An error keeps a revision from going live; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Confidence(StrEnum):
    """A `sure` fix may be applied by `otoku fmt`; a `maybe` is offered to a person."""

    SURE = "sure"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits that mend a diagnostic."""

    edits: tuple[Edit, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A second place that matters, with a key into the message catalogue: `first value`, `opened here`."""

    span: Span
    label: str
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. Texts live in `dsl/diagnostics.py` by `code` (and `label`, `helps` keys), in English and Japanese.

    `args` fill the placeholders of those texts and are the merchant's own words or plain figures.
    """

    code: str
    span: Span
    args: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    also: tuple[Note, ...] = ()
    helps: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """Codes that begin with W are warnings."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR
