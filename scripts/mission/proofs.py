"""Which test proves which number, found by reading the tests without running them.

A test in Python carries `@pytest.mark.requirement("S1.7", "V6")`; a module may carry it as `pytestmark`. A conformance
case in YAML has `requirements: [S1.7, V6]`. A skipped test, one that is expected to fail, and a case with `bug:` prove
nothing. M6 is proven when all rows of `tests/beyond.toml` hold.
`tests/requirements.toml` says which numbers are mere description, and may name tests that carry no mark.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scripts.mission import beyond
from scripts.mission.marks import PROVES_NOTHING, last_name, marks
from scripts.mission.numbers import ROOT

TESTS = ROOT / "tests"
ALL_ROWS_HOLD = "M6"
"""The number that no single test proves: every row of `tests/beyond.toml` has to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """What is known about the numbers; `mistakes` are sentences for whoever wrote a number or a name wrongly."""

    finished: tuple[str, ...]  # areas such as S1, and single numbers such as V6
    proven_by: Mapping[str, tuple[str, ...]]
    description_only: Mapping[str, str]
    mistakes: tuple[str, ...]


def proofs(known: Mapping[str, str]) -> Proofs:
    """Read all tests and `tests/requirements.toml`; `known` are the numbers of the mission."""
    config = tomllib.loads((TESTS / "requirements.toml").read_text(encoding="utf-8"))
    claims = [*_claims_in_python(), *_claims_in_yaml()]
    if not beyond.open_rows():
        claims.append((ALL_ROWS_HOLD, "docs/beyond.md::every row holds"))
    named = [(number, test) for number, tests in config.get("proven_by", {}).items() for test in tests]

    proven_by: dict[str, list[str]] = defaultdict(list)
    for number, test in (*claims, *named):
        if test not in proven_by[number]:
            proven_by[number].append(test)

    descriptions: dict[str, str] = config.get("description_only", {})
    written = {*proven_by, *descriptions}
    mistakes = [f"{number} is no number of the mission" for number in sorted(written - set(known))]
    if ALL_ROWS_HOLD in proven_by and beyond.open_rows():
        mistakes.append(f"{ALL_ROWS_HOLD} is proven only when every row of docs/beyond.md holds")
    mistakes += beyond.mistakes()
    mistakes += [
        f"{test} is named for {number} and does not exist" for number, test in named if not _exists(test)
    ]
    mistakes += [
        f"{number} is proven and called description" for number in descriptions if number in proven_by
    ]
    return Proofs(
        finished=tuple(config["finished"]),
        proven_by={number: tuple(tests) for number, tests in proven_by.items()},
        description_only=descriptions,
        mistakes=tuple(mistakes),
    )


def _claims_in_python() -> Iterator[tuple[str, str]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        yield from _claims_below(tree, _name(path), path)


def _claims_below(scope: ast.AST, name: str, path: Path) -> Iterator[tuple[str, str]]:
    """Give the marks on a module, class or function, then those inside it."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not marks(child) & PROVES_NOTHING:
                yield from _claims_below(child, f"{name}::{child.name}", path)
        elif isinstance(child, ast.Call) and last_name(child.func) == "requirement":
            for argument in child.args:
                yield str(ast.literal_eval(argument)), name
        else:
            yield from _claims_below(child, name, path)


def _claims_in_yaml() -> Iterator[tuple[str, str]]:
    for path in sorted((TESTS / "conformance").glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            for case in _cases(document):
                for number in () if "bug" in case else case["requirements"]:
                    yield number, f"{_name(path)}::{case.get('case') or case.get('name')}"


def _cases(node: Any) -> Iterator[dict[str, Any]]:
    """Find the mappings with requirements, however deep they are."""
    if isinstance(node, dict):
        if "requirements" in node:
            yield node
        for value in node.values():
            yield from _cases(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cases(value)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _exists(test: str) -> bool:
    """Tell whether `path::test` names a test that is there; other files are searched for the name as it stands."""
    path, _, name = test.partition("::")
    if not name or not (ROOT / path).is_file():
        return False
    text = (ROOT / path).read_text(encoding="utf-8")
    return f"def {name.split('::')[-1]}(" in text if path.endswith(".py") else name in text
