"""Named places where a test may end the process, as a crash would (reliability F2).

Nothing happens unless `install` was called: only `wiring` does, and only when the settings say that this is a test.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable

POINTS = frozenset(
    {
        "commit.before",
        "commit.after",
        "message.claimed",
        "message.handover.after",
        "timer.claimed",
        "job.step.before",
        "job.step.after",
        "erasure.step.before",
        "erasure.step.after",
        "saga.claimed",
        "saga.charged",
        "saga.changed",
        "saga.switched",
        "saga.given_back",
        "saga.paid_out",
        "saga.undone",
        "saga.withdrawn",
    }
)


class _Installed:
    """What to do at a failpoint."""

    act: Callable[[str], None] | None = None


def failpoint(name: str) -> None:
    """A place that can be named."""
    if _Installed.act is not None:
        _Installed.act(name)


def install(spec: str) -> None:
    """Kill this process at `name:kill@n`, the n-th time that it comes to `name`; an empty text takes that back.

    Raises ValueError for a name or an action that does not exist.
    """
    if not spec:
        _Installed.act = None
        return
    name, _, action = spec.partition(":")
    verb, _, count = action.partition("@")
    if name not in POINTS or verb != "kill" or not count.isdecimal():
        raise ValueError(f"{spec!r} is no failpoint; write one of {', '.join(sorted(POINTS))} and `:kill@1`")
    _Installed.act = _killer(name, int(count))


def _killer(name: str, count: int) -> Callable[[str], None]:
    passed: Counter[str] = Counter()

    def act(point: str) -> None:
        passed[point] += 1
        if point == name and passed[point] == count:
            os.kill(os.getpid(), signal.SIGKILL)

    return act
