"""Files and functions stay small: people complain of the one file in the tail, so the tail is policed."""

import ast
from collections.abc import Iterator

from tests.house.sources import PYTHON, ROOT, Module, files, modules

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
GENERATED = ("engine/store/sql/migrations/",)  # as `tortoise makemigrations` wrote them
UI_GENERATED = (
    ".graphql.ts",
    ".parser.ts",
    ".parser.terms.ts",
    "/words.json",
    "/keywords.json",
)  # by the generators of admin-ui


def test_no_python_file_is_long() -> None:
    too_long = {module.path: module.text.count("\n") for module in modules(*PYTHON)}
    assert {} == {
        path: lines
        for path, lines in too_long.items()
        if lines > LINES_OF_A_FILE and not path.startswith(GENERATED)
    }


def test_no_source_of_the_admin_app_is_long() -> None:
    sources = [
        path for path in files() if path.startswith("admin-ui/src/") and not path.endswith(UI_GENERATED)
    ]
    lines = {path: (ROOT / path).read_bytes().count(b"\n") for path in sources}
    assert {} == {path: count for path, count in lines.items() if count > LINES_OF_A_FILE}


def test_no_function_is_long() -> None:
    too_long = [
        f"{module.path}:{function.lineno}: {function.name} has {lines} lines"
        for module in modules(*PYTHON)
        for function, lines in _functions(module)
        if lines > LINES_OF_A_FUNCTION
    ]
    assert [] == too_long


def _functions(module: Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Give each function with its lines, docstring and decorators not counted."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node, clean=False) and node.body[1:] else node.body[0]
            yield node, (node.end_lineno or 0) - first.lineno + 1
