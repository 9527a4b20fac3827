"""The extension for Visual Studio Code builds from its lock, and colours every example."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from engine.cli import VERBS

EXTENSION = Path(__file__).resolve().parents[2] / "editors" / "vscode"


def manifest() -> dict[str, object]:
    read: dict[str, object] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    return read


def test_the_extension_starts_a_verb_that_there_is() -> None:
    contributes = manifest()["contributes"]
    assert isinstance(contributes, dict)
    command = contributes["configuration"]["properties"]["otoku.command"]["default"]
    assert "otoku" == command[0]
    assert command[1] in VERBS


def test_its_settings_are_explained_in_both_languages() -> None:
    english, japanese = (
        json.loads((EXTENSION / name).read_text(encoding="utf-8"))
        for name in ("package.nls.json", "package.nls.ja.json")
    )
    assert set(english) == set(japanese)
    assert [] == [key for key in english if f"%{key}%" not in (EXTENSION / "package.json").read_text()]


@pytest.mark.slow
def test_it_builds_from_its_lock_and_colours_every_example() -> None:
    done = subprocess.run(
        ["make", "vscode"],
        cwd=EXTENSION.parents[1],
        env={**os.environ, "NODE_ENV": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    assert (EXTENSION / "dist" / "extension.js").stat().st_size > 100_000
