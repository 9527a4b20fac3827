"""The one table: what was measured, the bar it has to clear, and whether it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What docs/benchmarks.md demands: at most `value`, or at least it. `target` is what we would like."""

    value: float
    least: bool = False
    target: float | None = None

    def met(self, measured: float) -> bool:
        """Whether `measured` clears the bar."""
        return measured >= self.value if self.least else measured <= self.value

    def verdict(self, measured: float) -> str:
        """In words: met or missed, and by which factor."""
        factor = measured / self.value if self.least else self.value / measured
        if self.met(measured):
            return f"met, {factor:.2f}× inside"
        return f"MISSED by {1 / factor:.2f}×"

    def text(self, unit: str) -> str:
        """The bar as it is printed."""
        bound = f"{'≥' if self.least else '≤'} {figure(self.value)}{_of(unit)}"
        return bound if self.target is None else f"{bound} (target {figure(self.target)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement. `value` is in `unit` ("×" is a ratio), CPU in microseconds per operation of ours."""

    area: str
    what: str
    value: float
    unit: str = "×"
    bar: Bar | None = None
    cpu: float | None = None
    statements: float | None = None
    bytes: float | None = None
    beside: str = ""  # absolute figures and what is compared with


HEADINGS = ("measured", "value", "bar", "verdict", "CPU µs", "statements", "bytes", "beside")


def render(rows: Iterable[Row]) -> str:
    """The table as Markdown, one block of rows per area, columns aligned so that it reads well in a terminal too."""
    cells: list[tuple[str, ...]] = []
    area = ""
    for row in rows:
        if row.area != area:
            area = row.area
            cells.append((f"**{area}**", *[""] * (len(HEADINGS) - 1)))
        cells.append(_cells(row))
    return markdown(HEADINGS, cells)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with padded cells."""
    table = [headings, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(headings))]
    lines = [_line(row, widths) for row in table]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


def summary(rows: Sequence[Row]) -> str:
    """How many bars are met, and which are not."""
    barred = [row for row in rows if row.bar is not None]
    missed = [row for row in barred if row.bar is not None and not row.bar.met(row.value)]
    lines = [f"{len(barred) - len(missed)} of {len(barred)} bars met."]
    lines += [f"  missed: {row.area}: {row.what}: {row.bar.verdict(row.value)}" for row in missed if row.bar]
    return "\n".join(lines)


def figure(value: float) -> str:
    """A number with three significant digits, and none lost before the point."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def size(count: float) -> str:
    """Bytes for people."""
    for unit in ("B", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}"
        count /= 1024
    return f"{count:.1f} GiB"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        figure(row.value) + _of(row.unit),
        "" if row.bar is None else row.bar.text(row.unit),
        "" if row.bar is None else row.bar.verdict(row.value),
        "" if row.cpu is None else figure(row.cpu),
        "" if row.statements is None else figure(row.statements),
        "" if row.bytes is None else size(row.bytes),
        row.beside,
    )


def _of(unit: str) -> str:
    return unit if unit in ("×", "") else f" {unit}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
