"""Which clauses are in their time: one set per stretch between two instants at which some rule begins or ends."""

from bisect import bisect_right
from datetime import datetime

from engine.model.program import Window
from engine.runtime.bits import mask_of

_KEPT = 64


class WindowTable:
    """Clauses by `begins` and `ends`; weekly openings are verified on the survivors."""

    def __init__(self) -> None:
        self._windows: list[tuple[int, Window]] = []

    def take(self, place: int, window: Window) -> None:
        """Note when clause `place` acts."""
        if window.begins is not None or window.ends is not None:
            self._windows.append((place, window))

    def freeze(self, size: int, alive: int) -> "WindowLook":
        """The look-up over `size` clauses, of which only those `alive` ever stand."""
        return WindowLook(self._windows, size, alive)


class WindowLook:
    """A frozen window table; sets are made when a stretch is first looked at, and a few are kept."""

    __slots__ = ("_absent", "_alive", "_edges", "_kept", "_size", "_windows")

    def __init__(self, windows: list[tuple[int, Window]], size: int, alive: int) -> None:
        edges = {edge for _, window in windows for edge in (window.begins, window.ends) if edge is not None}
        self._windows = windows
        self._size = size
        self._edges = sorted(edges)
        self._absent = alive & ~mask_of((place for place, _ in windows), size)
        self._alive = alive
        self._kept: dict[int, int] = {}

    def __call__(self, at: datetime) -> int:
        """The clauses that are in their time at `at`."""
        stretch = bisect_right(self._edges, at)
        mask = self._kept.get(stretch)
        if mask is None:
            open_now = mask_of((place for place, window in self._windows if _holds(window, at)), self._size)
            mask = self._absent | (open_now & self._alive)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[stretch] = mask
        return mask


def _holds(window: Window, at: datetime) -> bool:
    return (window.begins is None or window.begins <= at) and (window.ends is None or at < window.ends)
