"""`otoku analyze`: what rules can do at worst, each finding with an order that shows it."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.rules import FOUND_PROBLEMS, catalog_option, paths_argument
from engine.cli.trial import at_option, checked_program, moment_of
from engine.cli.words import language_option

if TYPE_CHECKING:
    from engine.model.findings import ToldFinding
    from engine.model.program import Program

VERSION = 1
"""Of the JSON form; a field is only ever added within one version."""


@click.command()
@paths_argument
@catalog_option
@at_option
@click.option(
    "--pieces",
    type=click.IntRange(1, 9_999),
    default=10,
    show_default=True,
    help="Pieces of each product in the largest cart that is looked at.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def analyze(
    paths: tuple[Path, ...],
    catalog: Path | None,
    *,
    at: datetime | None,
    pieces: int,
    form: str,
    language: str,
) -> None:
    """Find rules that never act, hide or beat each other, and say what carts and days can cost at worst.

    Each finding shows an order that `otoku try --event` confirms. Exit 0: no problem, 1: a problem, 2: a wrong call.
    """
    from engine.service.analyze_rules import analyze_program  # noqa: PLC0415 - `--help` needs no engine

    program = checked_program(paths, catalog, language)
    found = analyze_program(program, moment_of(at, program), pieces=pieces, language=language)
    click.echo(_as_json(found) if form == "json" else _as_text(found, program, language))
    if any(one.finding.gravity.value == "problem" for one in found):
        raise SystemExit(FOUND_PROBLEMS)


def _as_json(found: tuple["ToldFinding", ...]) -> str:
    told = [
        {
            "kind": one.finding.kind.value,
            "gravity": one.finding.gravity.value,
            "rule": one.finding.rule,
            "path": one.finding.path,
            "line": one.finding.line,
            "sentence": one.sentence,
            "args": dict(one.finding.args),
            "event": None if one.event is None else json.loads(one.event),
        }
        for one in found
    ]
    return json.dumps({"version": VERSION, "findings": told}, ensure_ascii=False, indent=1)


_GRAVITIES = {
    "problem": ("problem", "問題"),
    "risk": ("risk", "注意"),
    "figure": ("figure", "数値"),
    "gap": ("not analysed", "未解析"),
}


def _as_text(found: tuple["ToldFinding", ...], program: "Program", language: str) -> str:
    lines: list[str] = []
    for one in found:
        finding = one.finding
        where = f"{finding.path}:{finding.line}: " if finding.path else ""
        lines.append(f"{where}{_GRAVITIES[finding.gravity.value][language == 'ja']}: {one.sentence}")
        if one.event is not None and finding.gravity.value != "figure":
            lines.append(f"    {'例' if language == 'ja' else 'for example'}: {one.event}")
    problems = sum(one.finding.gravity.value == "problem" for one in found)
    rules = len(program.rules)
    if language == "ja":
        lines.append(f"ルール {rules} 件: 問題 {problems} 件、そのほか {len(found) - problems} 件")
    else:
        lines.append(f"{rules} rules: {problems} problems, {len(found) - problems} other findings")
    return "\n".join(lines)
