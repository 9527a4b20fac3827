"""The project's own files, read once for all house tests."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("engine/values", "engine/model", "engine/vocabulary", "engine/dsl", "engine/runtime")
PRODUCT = ("engine", "graphql_api")
PYTHON = (*PRODUCT, "scripts", "tests", "bench")


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file."""

    path: str  # from the root, with slashes
    text: str
    tree: ast.Module


@functools.cache
def files() -> tuple[str, ...]:
    """Name every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted(path for path in listed.stdout.splitlines() if (ROOT / path).is_file()))


def python_files(*folders: str) -> tuple[str, ...]:
    """Name the Python files below some folders, such as `engine/dsl`."""
    below = tuple(f"{folder}/" for folder in folders)
    return tuple(path for path in files() if path.endswith(".py") and path.startswith(below))


def modules(*folders: str) -> tuple[Module, ...]:
    """Read the Python files below some folders."""
    return tuple(_module(path) for path in python_files(*folders))


@functools.cache
def _module(path: str) -> Module:
    text = (ROOT / path).read_text(encoding="utf-8")
    return Module(path=path, text=text, tree=ast.parse(text, path))


def texts(*endings: str) -> Iterator[tuple[str, str]]:
    """Read every committed text file, or those with some endings."""
    for path in files():
        if endings and not path.endswith(endings):
            continue
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(words: tuple[str, ...], *endings: str, but: tuple[str, ...] = ()) -> list[str]:
    """Name every line that holds one of the words, as `path:line: the line`."""
    return [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts(*endings)
        if not path.startswith(but or ("\0",))
        for number, line in enumerate(text.splitlines(), 1)
        if any(word in line for word in words)
    ]


def imports(module: Module) -> frozenset[str]:
    """Name the modules that a module imports, in full."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)
