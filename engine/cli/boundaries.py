"""`otoku test --boundaries`: tests just below, at and just above every value that rules name."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.files import Unreadable
from engine.cli.rule_folder import RuleFolder, open_folder
from engine.model.records import SourceFile
from engine.service.boundary_tests import FILE, BoundaryTests, boundary_tests

if TYPE_CHECKING:
    from engine.model.program import Program

VERSION = 1
"""Of the JSON form; a field is only ever added within one version."""

_EDITION = "otoku 1\n"
_WORDS = {
    "en": {
        "none": "no boundary is left without a test",
        "unwritten": '{path}:{line}: no test could be written for this part of "{rule}"',
        "written": "{count} tests written to {path}; read them: they say what the rules do, not what you meant",
    },
    "ja": {
        "none": "テストの無い境界値は残っていません",
        "unwritten": '{path}:{line}: "{rule}" のこの部分のテストは作れませんでした',
        "written": "{path} にテストを {count} 件書きました。"
        "意図どおりとは限らず、今のルールの結果です。読んで確かめてください",
    },
}


def boundaries(  # noqa: PLR0913 - one per option
    paths: tuple[Path, ...],
    catalog: Path | None,
    program: "Program",
    since: datetime,
    *,
    write: bool,
    form: str,
    language: str,
) -> None:
    """Print the tests of the folder that compiled to `program`, or add them to its `boundaries.test.otoku`."""
    if len(paths) != 1:
        raise Unreadable("--boundaries takes one rule folder or file")
    folder = open_folder(paths[0], catalog)
    found = boundary_tests(folder.sources, program, since)
    if form == "json":
        click.echo(_as_json(found))
    elif not write:
        click.echo("\n".join(one.text for one in found.tests), nl=False)
    words = _WORDS[language]
    for left in found.unwritten:
        place = {"path": left.path, "line": left.line, "rule": left.rule}
        click.echo(words["unwritten"].format(**place), err=True)
    if not found.tests:
        click.echo(words["none"], err=True)
    elif write:
        _write(folder, found)
        click.echo(words["written"].format(count=len(found.tests), path=FILE), err=True)


def _write(folder: RuleFolder, found: BoundaryTests) -> None:
    blocks = "".join(f"\n{one.text}" for one in found.tests)
    known = next((one for one in folder.sources if one.path == FILE), None)
    if known is not None:
        added = replace(known, text=f"{known.text.rstrip()}\n{blocks}")
    else:
        added = SourceFile(path=FILE, text=f"{_EDITION}{blocks}")
    folder.write((*(one for one in folder.sources if one is not known), added))


def _as_json(found: BoundaryTests) -> str:
    shown = {
        "version": VERSION,
        "boundaries": [
            {"rule": one.rule, "file": one.path, "line": one.line, "name": one.name, "text": one.text}
            for one in found.tests
        ],
        "unwritten": [{"rule": one.rule, "file": one.path, "line": one.line} for one in found.unwritten],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1)
