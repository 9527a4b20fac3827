"""Which clauses are in their time: one set per stretch between two instants at which some rule begins or ends."""

from bisect import bisect_right
from datetime import UTC, datetime

from engine.model.program import Window
from engine.runtime.bits import mask_of
from engine.runtime.step import Step

_KEPT = 64
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


class WindowTable:
    """Clauses by `begins` and `ends`; weekly openings are verified on the survivors."""

    def __init__(self) -> None:
        self._windows: list[tuple[int, Window]] = []

    def take(self, place: int, window: Window) -> None:
        """Note when clause `place` acts."""
        if window.begins is not None or window.ends is not None:
            self._windows.append((place, window))

    def freeze(self, size: int) -> Step:
        """The step that looks the instant up, over `size` clauses; it keeps the stretch it saw last at hand."""
        look = WindowLook(self._windows, size)
        lines = (
            "since, until, x = {t}_look.last",
            "m &= x if since <= sight.now < until else {t}_look(sight.now)",
        )
        return Step(lines=lines, bound={"look": look})

    def __bool__(self) -> bool:
        """Whether any clause has a window."""
        return bool(self._windows)


class WindowLook:
    """A frozen window table; sets are made when a stretch is first looked at, and a few are kept."""

    __slots__ = ("_absent", "_edges", "_kept", "_size", "_windows", "last")

    def __init__(self, windows: list[tuple[int, Window]], size: int) -> None:
        edges = {edge for _, window in windows for edge in (window.begins, window.ends) if edge is not None}
        self._windows = windows
        self._size = size
        self._edges = [_FIRST, *sorted(edges), _LAST]
        self._absent = ((1 << size) - 1) & ~mask_of((place for place, _ in windows), size)
        self._kept: dict[int, tuple[datetime, datetime, int]] = {}
        self.last = (_LAST, _LAST, 0)

    def __call__(self, at: datetime) -> int:
        """The clauses that are in their time at `at`."""
        stretch = bisect_right(self._edges, at)
        found = self._kept.get(stretch)
        if found is None:
            open_now = mask_of((place for place, window in self._windows if _holds(window, at)), self._size)
            found = (self._edges[stretch - 1], self._edges[stretch], self._absent | open_now)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[stretch] = found
        self.last = found
        return found[2]


def _holds(window: Window, at: datetime) -> bool:
    return (window.begins is None or window.begins <= at) and (window.ends is None or at < window.ends)
