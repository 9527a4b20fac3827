"""A file is named after the one thing in it, in words that everybody knows."""

import ast
from pathlib import PurePath

from tests.house.sources import PRODUCT, PYTHON, modules, python_files

SAYS_NOTHING = {
    "base", "common", "core", "helper", "helpers", "handler", "handlers", "lib", "manager", "managers",
    "misc", "shared", "tools", "util", "utils",
}  # fmt: skip
ENDS_WITH_NOTHING = ("Data", "DTO", "Helper", "Impl", "Info", "Manager", "Util", "Utils")


def test_no_file_has_a_name_that_says_nothing() -> None:
    names = {path: set(PurePath(path).with_suffix("").parts) for path in python_files(*PYTHON)}
    assert [] == [path for path, parts in names.items() if parts & SAYS_NOTHING]


def test_no_class_has_a_name_that_says_nothing() -> None:
    assert [] == [
        f"{module.path}:{node.lineno}: {node.name}"
        for module in modules(*PRODUCT)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(ENDS_WITH_NOTHING)
    ]
