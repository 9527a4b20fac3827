"""Every example shop checks without a finding, is formatted, passes its own tests and reads back in both languages."""

from pathlib import Path

import pytest

from engine.cli.compiled import read_folder
from engine.dsl.describe import describe
from engine.dsl.format import format_text
from engine.service.run_tests import run_tests

EXAMPLES = sorted((Path(__file__).parents[2] / "rules" / "examples").iterdir())
ids = [path.name for path in EXAMPLES]


@pytest.mark.parametrize("folder", EXAMPLES, ids=ids)
def test_an_example_has_rules_a_catalogue_and_a_readme(folder: Path) -> None:
    assert {"rules.otoku", "catalog.csv", "README.md"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("folder", EXAMPLES, ids=ids)
def test_an_example_checks_without_a_finding(folder: Path) -> None:
    found = [one.code for one in read_folder((folder,), None).diagnostics]
    assert found == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("folder", EXAMPLES, ids=ids)
def test_every_rule_of_an_example_reads_back(folder: Path, language: str) -> None:
    compiled = read_folder((folder,), None).compiled
    assert compiled is not None
    assert compiled.program is not None
    assert all(describe(rule, compiled.program, language).strip() for rule in compiled.program.rules)


@pytest.mark.parametrize("folder", EXAMPLES, ids=ids)
def test_an_example_is_formatted(folder: Path) -> None:
    for path in folder.glob("**/*.otoku"):
        text = path.read_text(encoding="utf-8")
        assert format_text(path.name, text)[0] == text


@pytest.mark.parametrize("folder", EXAMPLES, ids=ids)
async def test_an_example_passes_its_own_tests(folder: Path) -> None:
    compiled = read_folder((folder,), None).compiled
    assert compiled is not None
    assert compiled.program is not None
    results = await run_tests(compiled.program, compiled.tests)
    assert [(result.name, result.failures) for result in results] == [
        (test.name, ()) for test in compiled.tests
    ]
    assert results
