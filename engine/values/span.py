"""A place in a rule file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of character offsets `[start, end)` in the file `path`, as the merchant wrote it."""

    path: str
    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """The smallest span of the same file that holds both."""
        return Span(path=self.path, start=min(self.start, other.start), end=max(self.end, other.end))


NOWHERE = Span(path="", start=0, end=0)
