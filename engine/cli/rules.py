"""Verbs over rule files that need neither network nor database: check, fmt, test, describe."""

import difflib
import sys
from pathlib import Path

import click

from engine.cli.compiled import Folder, read_folder
from engine.cli.files import read_bytes, rule_paths
from engine.cli.words import language_option
from engine.dsl.format import format_text
from engine.dsl.render import as_text, findings, render
from engine.dsl.source import read_source

FOUND_PROBLEMS = 1
"""Exit code when rules, formatting or tests are not as they should be; 2 is a wrong call, 0 is well."""

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
catalog_option = click.option(
    "--catalog",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Products (CSV or JSONL) to check references against; `catalog.csv` in a named folder is found by itself.",
)


@click.command()
@paths_argument
@catalog_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option(
    "--cover", is_flag=True, help="Play the tests, too, and warn of conditions they never have fail."
)
@language_option
def check(
    paths: tuple[Path, ...], catalog: Path | None, *, form: str, strict: bool, cover: bool, language: str
) -> None:
    """Say what is wrong in rule files and how to mend it; works offline. Exit 0: fine, 1: errors, 2: a wrong call.

    PATHS are rule folders or files; without any, this folder.
    """
    folder = read_folder(paths or (Path(),), catalog)
    if cover:
        from engine.cli.covered import with_coverage  # noqa: PLC0415 - only this needs the engine

        folder = with_coverage(folder)
    found = folder.findings(language)
    click.echo(
        render(found, form, language=language, colour=form == "text" and sys.stdout.isatty()), nl=False
    )
    if form == "text" and not folder.errors:
        click.echo(_summary(folder, language))
    if folder.errors or (strict and found):
        raise SystemExit(FOUND_PROBLEMS)


def _summary(folder: Folder, language: str) -> str:
    program = folder.compiled.program if folder.compiled is not None else None
    rules = len(program.rules) if program is not None else 0
    files, short = len(folder.sources), program.fingerprint[:12] if program is not None else ""
    if language == "ja":
        return f"問題ありません: {files} ファイル、ルール {rules} 件、フィンガープリント {short}"
    return f"ok: {files} files, {rules} rules, fingerprint {short}"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Change nothing; show what would change.")
@language_option
def fmt(paths: tuple[Path, ...], only_check: bool, show_diff: bool, language: str) -> None:
    """Tidy rule files: spacing, full-width typing, quotes. Comments and the order of lines stay.

    PATHS are rule folders or files; `-` reads standard input and writes standard output.
    """
    if paths == (Path("-"),):
        text, _ = format_text("<stdin>", sys.stdin.buffer.read())
        click.echo(text, nl=False)
        return
    changed = [_fmt_one(file, name, only_check or show_diff, show_diff) for file, name in _rule_files(paths)]
    if any(changed) and (only_check or show_diff):
        raise SystemExit(FOUND_PROBLEMS)
    if not show_diff:
        click.echo(_fmt_summary(sum(changed), len(changed), only_check, language))


def _rule_files(paths: tuple[Path, ...]) -> list[tuple[Path, str]]:
    return [(file, name) for file, name in rule_paths(paths or (Path(),)) if file.suffix == ".otoku"]


def _fmt_one(file: Path, name: str, keep: bool, show_diff: bool) -> bool:
    """Format one file; whether it differs from its form."""
    data = read_bytes(file)
    source = read_source(name, data)
    if source.diagnostics and not source.text and data:
        click.echo(as_text(findings(source, source.diagnostics)), err=True)
        raise SystemExit(FOUND_PROBLEMS)
    text, _ = format_text(name, data)
    if text.encode() == data:
        return False
    if show_diff:
        before = data.decode("utf-8", errors="replace").splitlines(keepends=True)
        lines = difflib.unified_diff(before, text.splitlines(keepends=True), str(file), str(file))
        click.echo("".join(lines), nl=False)
    elif keep:
        click.echo(str(file))
    else:
        file.write_text(text, encoding="utf-8", newline="\n")
    return True


def _fmt_summary(changed: int, total: int, only_check: bool, language: str) -> str:
    if language == "ja":
        return (
            f"{total} ファイル中 {changed} 件を{'整形する必要があります' if only_check else '整形しました'}"
        )
    return f"{changed} of {total} files {'would change' if only_check else 'changed'}"


@click.command()
@paths_argument
@catalog_option
@language_option
def describe(paths: tuple[Path, ...], catalog: Path | None, language: str) -> None:
    """Read every rule back as sentences, for approval and for colleagues who do not read rule files."""
    from engine.dsl.describe import describe as sentences  # noqa: PLC0415 - only this verb

    folder = read_folder(paths or (Path(),), catalog)
    if folder.errors or folder.compiled is None or folder.compiled.program is None:
        click.echo(as_text(folder.findings(language), language=language), err=True, nl=False)
        raise SystemExit(FOUND_PROBLEMS)
    for rule in folder.compiled.program.rules:
        click.echo(
            f'{rule.kind.value} "{rule.name}"\n  {sentences(rule, folder.compiled.program, language)}\n'
        )
