"""What the marks on a test say of it."""

import ast

PROVES_NOTHING = {"skip", "skipif", "xfail"}


def marks(test: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> set[str]:
    """The names of the marks on a test: `skip`, `slow`."""
    return {last_name(mark.func if isinstance(mark, ast.Call) else mark) for mark in test.decorator_list}


def last_name(node: ast.expr) -> str:
    """`requirement` of `pytest.mark.requirement`; empty for what has no attribute."""
    return node.attr if isinstance(node, ast.Attribute) else ""
