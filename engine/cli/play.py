"""`otoku test`: the merchant's own tests, what they cover, and the boundaries that they might test."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from engine.cli.compiled import read_folder
from engine.cli.rules import FOUND_PROBLEMS, catalog_option, paths_argument
from engine.cli.trial import at_option, moment_of
from engine.cli.words import language_option
from engine.dsl.render import as_text

if TYPE_CHECKING:
    from engine.model.answers import PlayedTest
    from engine.model.coverage import Coverage, Point, RuleCoverage
    from engine.service.play_tests import PlayedTests

VERSION = 1
"""Of the JSON form; a field is only ever added within one version."""


@click.command()
@paths_argument
@catalog_option
@click.option("--match", default="", help="Only tests whose name holds this text.")
@click.option(
    "--verbose", "-v", is_flag=True, help="Show what happened in every test, not only in failed ones."
)
@click.option("--cover", is_flag=True, help="Show which conditions and clauses no test has seen both ways.")
@click.option(
    "--min", "least", type=click.IntRange(0, 100), help="With --cover: fail below so many per cent."
)
@click.option("--boundaries", is_flag=True, help="Print tests at the boundaries of the rules instead.")
@click.option("--write", is_flag=True, help="With --boundaries: add them to boundaries.test.otoku.")
@at_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def test(  # noqa: PLR0913 - one per option
    paths: tuple[Path, ...],
    catalog: Path | None,
    *,
    match: str,
    verbose: bool,
    cover: bool,
    least: int | None,
    boundaries: bool,
    write: bool,
    at: datetime | None,
    form: str,
    language: str,
) -> None:
    """Play the `test` blocks of rule files on a clock of their own; nothing is sent. Exit 1 when one fails.

    With --boundaries: tests just below, at and above each amount, number and date, with the outcome of today's rules;
    --at is when they take place.
    """
    from engine.service.play_tests import play_all  # noqa: PLC0415 - `check` and `fmt` start faster without it

    folder = read_folder(paths or (Path(),), catalog)
    if folder.errors or folder.compiled is None or folder.compiled.program is None:
        click.echo(as_text(folder.findings(language), language=language), err=True, nl=False)
        raise SystemExit(FOUND_PROBLEMS)
    program = folder.compiled.program
    if boundaries:
        from engine.cli.boundaries import boundaries as show  # noqa: PLC0415 - only with --boundaries

        since = moment_of(at, program)
        show(paths or (Path(),), catalog, program, since, write=write, form=form, language=language)
        return
    played = play_all(program, [one for one in folder.compiled.tests if match in one.name])
    cover = cover or least is not None
    if form == "json":
        click.echo(_as_json(played, cover=cover))
    else:
        _show(played, ZoneInfo(program.settings.zone), verbose=verbose)
        if cover:
            click.echo(_cover_text(played.coverage, language))
    failed = any(one.failures for one in played.tests)
    if failed or not played.tests or (least is not None and played.coverage.percent < least):
        raise SystemExit(FOUND_PROBLEMS)


def _show(played: "PlayedTests", zone: ZoneInfo, *, verbose: bool) -> None:
    for result in played.tests:
        click.echo(f"{'FAIL' if result.failures else ' ok '}  {result.path}:{result.line}  {result.name}")
        for failure in result.failures:
            click.echo(f"      line {failure.line}: expected {failure.expected}\n      got {failure.got}")
        if result.failures or verbose:
            for happening in result.timeline:
                click.echo(f"        {happening.at.astimezone(zone):%Y-%m-%d %H:%M}  {happening.text}")
    failed = sum(bool(result.failures) for result in played.tests)
    click.echo(f"{len(played.tests) - failed} passed, {failed} failed")


# ------------------------------------------------------------------------------------------- coverage

_WORDS = {
    "en": {
        "total": "coverage {percent} %",
        "true": "no test fulfils it",
        "false": "no test misses it",
        "both": "no test comes to it",
        "happened": "no test has it happen",
    },
    "ja": {
        "total": "カバレッジ {percent} %",
        "true": "成立する場合のテストがありません",
        "false": "成立しない場合のテストがありません",
        "both": "どのテストでも判定されていません",
        "happened": "テストで一度も起きていません",
    },
}


def _cover_text(coverage: "Coverage", language: str) -> str:
    from engine.model.coverage import percent_of  # noqa: PLC0415 - only with --cover

    words = _WORDS[language]
    out = []
    for path in dict.fromkeys(rule.path for rule in coverage.rules):
        same = tuple(rule for rule in coverage.rules if rule.path == path)
        out.append(f"{path}  {percent_of(same)} %")
        for rule in same:
            out.append(f'  {percent_of((rule,)):>3} %  {rule.kind} "{rule.name}"')
            out.extend(
                f"         {path}:{point.line}: {point.text}: {words[_gap(point)]}"
                for point in rule.points
                if point.seen < point.wanted
            )
    out.append(words["total"].format(percent=coverage.percent))
    return "\n".join(out)


def _gap(point: "Point") -> str:
    if not point.can_fail:
        return "happened"
    if not point.seen:
        return "both"
    return "false" if point.seen_true else "true"


def _as_json(played: "PlayedTests", *, cover: bool) -> str:
    shown: dict[str, object] = {"version": VERSION, "tests": [_test_json(one) for one in played.tests]}
    if cover:
        coverage = played.coverage
        shown["coverage"] = {
            "percent": coverage.percent,
            "rules": [_rule_json(one) for one in coverage.rules],
        }
    return json.dumps(shown, ensure_ascii=False, indent=1)


def _test_json(test: "PlayedTest") -> dict[str, object]:
    return {
        "name": test.name,
        "file": test.path,
        "line": test.line,
        "passed": not test.failures,
        "failures": [{"line": one.line, "expected": one.expected, "got": one.got} for one in test.failures],
    }


def _rule_json(rule: "RuleCoverage") -> dict[str, object]:
    from engine.model.coverage import percent_of  # noqa: PLC0415 - only with --cover

    return {
        "name": rule.name,
        "kind": rule.kind,
        "file": rule.path,
        "line": rule.line,
        "percent": percent_of((rule,)),
        "points": [
            {
                "label": one.label,
                "line": one.line,
                "text": one.text,
                "true": one.seen_true,
                "false": one.seen_false if one.can_fail else None,
            }
            for one in rule.points
        ],
    }
