"""Debian's Chromium for browser tests; `CHROMIUM` names another.

`python -m tests.support.chromium` prints the packages that are missing.
"""

import os
import shutil
from pathlib import Path

PACKAGES = "chromium fonts-noto-cjk"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


if __name__ == "__main__":
    print("" if find_chromium() else PACKAGES)  # noqa: T201 - scripts/services.sh reads it
