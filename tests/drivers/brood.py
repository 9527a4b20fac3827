"""Workers to be killed, forked from a process that has loaded everything: `python -m tests.drivers.brood`.

Each line of its input is a failpoint or empty: a worker is born, says its number, then `ready`, and when it is dead the
line `ended` with how follows. A real process dies each time, and a birth costs hardly any time.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path

from engine.dsl.compile import compile_files
from engine.model.catalog import Catalog
from engine.model.records import SourceFile
from tests.drivers.victim import main, say

PR_SET_PDEATHSIG = 1
RULES = Path(__file__).resolve().parents[2] / "rules" / "examples" / "01-thank-you-coupon" / "rules.otoku"


def warm_up() -> None:
    """What a fresh process spends its first second on."""
    files = (SourceFile(path="rules.otoku", text=RULES.read_text(encoding="utf-8")),)
    compile_files(files, Catalog(currency="JPY", products={}))


def die_with_parent() -> None:
    """Have the kernel end this process when the one that made it is gone, so that a broken test leaves none behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def breed() -> None:
    """One worker after another, each when it is asked for."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            die_with_parent()
            say(str(os.getpid()))
            os.environ["OTOKU_FAILPOINT"] = line.strip()
            with contextlib.suppress(BaseException):
                asyncio.run(main("worker"))
            os._exit(1)  # nobody here works on as the parent does
        _, status = os.waitpid(pid, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    die_with_parent()
    warm_up()
    breed()
