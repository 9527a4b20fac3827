"""Progress on standard error, for people at a terminal only: nothing in a pipe or a log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counting(title: str) -> Iterator[Callable[[int], None] | None]:
    """A spinner with a running count for work of unknown length; None when nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only people need it

    with Console(stderr=True).status(title) as status:
        yield lambda rows: status.update(f"{title}: {rows:,}")
