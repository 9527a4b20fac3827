"""Which line an offset is on."""

import re
from bisect import bisect_right
from collections.abc import Callable

_LINE_END = re.compile("\n")


def line_finder(text: str) -> Callable[[int], int]:
    """A function from offsets of `text` to 1-based line numbers."""
    starts = [match.end() for match in _LINE_END.finditer(text)]
    return lambda offset: bisect_right(starts, offset) + 1
