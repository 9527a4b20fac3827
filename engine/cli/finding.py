"""One line of what `otoku doctor` says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the report; `bad` means that something must be done."""

    subject: str
    text: str
    bad: bool = False
    seen: bool = True

    @property
    def mark(self) -> str:
        """`✓`, `✗`, or `?` for what could not be looked at."""
        if not self.seen:
            return "?"
        return "✗" if self.bad else "✓"
