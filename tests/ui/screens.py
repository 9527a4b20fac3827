"""The screens of the admin app, found in its sources, so that none is left out of the tests that walk them all."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

SOURCES = Path(__file__).resolve().parents[2] / "admin-ui" / "src" / "screens"
PATH = re.compile(r'^\s*path: "([^"]+)"', re.MULTILINE)

EXAMPLES: dict[str, str] = {
    "$file": "rules.otoku",
    "$list": "product:SAMPLE-1",
    "$name": "depth",
    "$orderId": "order-taro",
    "$rule": "one-more",
    "$sku": "SAMPLE-1",
}
"""What stands for a parameter such as `$file` in an address; ids come from the shop, see `busy.py`."""


SILENT = ("/parts", "/products/import")
"""Screens that ask the server for nothing of their own, so that no state can be forced on them."""


def asking() -> list[str]:
    """The addresses of screens that show what the server knows."""
    return [address for address in addresses() if address not in SILENT]


def named(address: str) -> str:
    """What the pictures of a screen are called."""
    return address.strip("/").replace("/", "-").replace("$", "") or "home"


def addresses() -> list[str]:
    """Every screen's address below `/admin`, with its parameters."""
    return [path for file in sorted(SOURCES.rglob("screen.ts*")) for path in PATH.findall(file.read_text())]


def filled(address: str, ids: Mapping[str, str]) -> str:
    """The address with examples in the place of its parameters."""
    return re.sub(r"\$\w+", lambda name: quote((EXAMPLES | dict(ids))[name[0]], safe=""), address)
