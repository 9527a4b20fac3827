"""The screens of the admin app, found in its sources, so that none is left out of the tests that walk them all."""

import re
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "admin-ui" / "src" / "screens"
PATH = re.compile(r'^\s*path: "([^"]+)"', re.MULTILINE)

EXAMPLES: dict[str, str] = {}
"""What stands for a parameter such as `$name` in an address; the example shop has it."""


SILENT = ("/", "/parts")
"""Screens that ask the server for nothing of their own, so that no state can be forced on them."""


def asking() -> list[str]:
    """The addresses of screens that show what the server knows."""
    return [address for address in addresses() if address not in SILENT]


def named(address: str) -> str:
    """What the pictures of a screen are called."""
    return address.strip("/").replace("/", "-") or "start"


def addresses() -> list[str]:
    """Every screen's address below `/admin`, with examples in the place of parameters."""
    paths = [path for file in sorted(SOURCES.rglob("screen.ts*")) for path in PATH.findall(file.read_text())]
    return [re.sub(r"\$\w+", lambda name: EXAMPLES[name[0]], path) for path in paths]
