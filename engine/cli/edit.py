"""`otoku edit` and `otoku fix`: the form's surgical edits at the prompt."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from engine.cli.rule_folder import RuleFolder, name_in, open_folder
from engine.cli.words import language_option
from engine.dsl.changed_files import changed_files
from engine.dsl.edit import edit_files
from engine.dsl.editing.find import RULE_KINDS, is_called, name_of
from engine.dsl.editing.messages import refusal_text
from engine.dsl.mend_files import mend_files
from engine.dsl.new_errors import new_errors
from engine.dsl.parser import parse_file
from engine.dsl.render import as_text, findings
from engine.dsl.source import read_source
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    AddLine,
    EditProblem,
    EditRefusal,
    LineAddress,
    MoveRule,
    RemoveLine,
    RemoveRule,
    RenameRule,
    RuleAddress,
    RuleEdit,
    SetLine,
)

WOULD_CHANGE = 1
KINDS = frozenset((*RULE_KINDS, "shop", "budget", "audience", "experiment", "test"))

_LINE = re.compile(r"(?:(?P<inside>[a-z]+(?:#[0-9]+)?)/)?(?P<label>[a-z ]+?)(?:#(?P<nth>[0-9]+))?")

Verb = Callable[..., None]


@click.group()
def edit() -> None:
    """Change one line of a rule file and leave every other byte alone.

    TARGET is a rule file or folder (`-`: standard input). RULE is a name, or `budget:spring` where two kinds have it;
    `shop` is the shop block. LABEL begins a line: `valid`, `if#2` for the second of them, `legal/address` in braces.
    """


def options(verb: Verb) -> Verb:
    """What every editing verb takes."""
    for option in (
        language_option,
        click.option("--allow-errors", is_flag=True, help="Write even if that adds an error."),
        click.option("--diff", "show_diff", is_flag=True, help="Change nothing; show what would change."),
        click.option(
            "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would."
        ),
        click.option(
            "--catalog", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Products."
        ),
        click.option(
            "--root", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The rule folder."
        ),
        click.argument("rule"),
        click.argument("target", type=click.Path(path_type=Path, allow_dash=True)),
    ):
        verb = option(verb)
    return verb


@edit.command("set")
@options
@click.argument("label")
@click.argument("value")
def set_value(*, label: str, value: str, **asked: Any) -> None:
    """Give the line LABEL of RULE another value."""
    _edit(asked, lambda path, rule: SetLine(path=path, rule=rule, line=line_address(label), value=value))


@edit.command("add")
@options
@click.argument("label")
@click.argument("value")
@click.option("--after", help="The line it follows; else the canonical place.")
def add(*, label: str, value: str, after: str | None, **asked: Any) -> None:
    """Add a line to RULE at its canonical place."""
    wanted = line_address(label)
    follows = None if after is None else line_address(after)
    _edit(
        asked,
        lambda path, rule: AddLine(
            path=path, rule=rule, label=wanted.label, value=value, inside=wanted.inside, after=follows
        ),
    )


@edit.command("remove")
@options
@click.argument("label", required=False)
def remove(*, label: str | None, **asked: Any) -> None:
    """Take the line LABEL out of RULE, or without LABEL the whole rule."""
    _edit(
        asked,
        lambda path, rule: (
            RemoveRule(path=path, rule=rule)
            if label is None
            else RemoveLine(path=path, rule=rule, line=line_address(label))
        ),
    )


@edit.command("rename")
@options
@click.argument("name")
def rename(*, name: str, **asked: Any) -> None:
    """Give RULE another name: `was` keeps its coupons and figures, references everywhere follow."""
    _edit(asked, lambda path, rule: RenameRule(path=path, rule=rule, to=name))


@edit.command("move")
@options
@click.argument("to")
def move(*, to: str, **asked: Any) -> None:
    """Take RULE with the comments above it to the file TO, a name inside the rule folder."""
    _edit(asked, lambda path, rule: MoveRule(path=path, rule=rule, to=to))


def rule_address(written: str) -> RuleAddress:
    """`thanks-coupon`, `budget:spring`, `shop`."""
    kind, colon, name = written.partition(":")
    if colon and kind in KINDS:
        return RuleAddress(kind=kind, name=name)
    return RuleAddress(kind="shop") if written == "shop" else RuleAddress(name=written)


def line_address(written: str) -> LineAddress:
    """`valid`, `if#2`, `legal/address`."""
    match = _LINE.fullmatch(written.strip())
    if match is None:
        raise click.BadParameter(f"`{written}` is no label; for example `valid`, `if#2` or `legal/address`")
    nth = int(match["nth"]) if match["nth"] else None
    inside = line_address(match["inside"]) if match["inside"] else None
    return LineAddress(label=match["label"], nth=nth, inside=inside)


# ------------------------------------------------------------------------------------------------ the edit itself


def _edit(asked: dict[str, Any], make: Callable[[str, RuleAddress], RuleEdit]) -> None:
    folder = open_folder(asked["target"], asked["catalog"], asked["root"])
    rule, language = rule_address(asked["rule"]), asked["language"]
    path = name_in(folder, asked["target"]) or _file_with(folder, rule, language)
    result = edit_files(folder.sources, (make(path, rule),))
    if isinstance(result, EditRefusal):
        raise click.ClickException(refusal_text(result, language))
    added = new_errors(folder.compiled(folder.sources).diagnostics, folder.compiled(result).diagnostics)
    if added and not asked["allow_errors"]:
        click.echo(_told(result, added, language), err=True, nl=False)
        raise click.ClickException("nothing was changed, for it would add errors; --allow-errors changes it")
    _finish(folder, result, only_check=asked["only_check"], show_diff=asked["show_diff"])


def _file_with(folder: RuleFolder, rule: RuleAddress, language: str) -> str:
    """The only file of a folder with a block of this name."""
    blocks = [
        (source.path, block)
        for source in folder.sources
        if source.path.endswith(".otoku")
        for block in parse_file(source.path, source.text).blocks
    ]
    found = [(path, block) for path, block in blocks if is_called(block, rule)]
    if len(found) == 1:
        return found[0][0]
    said = {
        "path": str(folder.root),
        "name": rule.name or rule.kind,
        "kinds": ", ".join(f"{block.kind} ({path})" for path, block in found),
        "known": ", ".join(dict.fromkeys(name_of(block) or block.kind for _, block in blocks)),
    }
    problem = EditProblem.RULE_AMBIGUOUS if found else EditProblem.RULE_NOT_FOUND
    refusal = EditRefusal(problem=problem, index=0, args=tuple(said.items()))
    raise click.ClickException(refusal_text(refusal, language))


def _told(files: tuple[SourceFile, ...], found: tuple[Diagnostic, ...], language: str) -> str:
    told = [
        finding
        for file in files
        for finding in findings(
            read_source(file.path, file.text), (one for one in found if one.span.path == file.path), language
        )
    ]
    return as_text(told, language=language)


def _finish(folder: RuleFolder, result: tuple[SourceFile, ...], *, only_check: bool, show_diff: bool) -> None:
    """Show or write what changed."""
    changed = changed_files(folder.sources, result)
    if show_diff:
        click.echo("".join(file.diff for file in changed), nl=False)
    elif only_check:
        for file in changed:
            click.echo(file.path)
    else:
        for name in folder.write(result):
            click.echo(f"changed {name}")
    if changed and (show_diff or only_check):
        raise SystemExit(WOULD_CHANGE)


# ------------------------------------------------------------------------------------------------ fix


@click.command()
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True), default=Path())
@click.option(
    "--maybe", is_flag=True, help="Also apply fixes that are only likely, such as the nearest word."
)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Change nothing; show what would change.")
@click.option("--catalog", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Products.")
@language_option
def fix(
    *, target: Path, maybe: bool, only_check: bool, show_diff: bool, catalog: Path | None, language: str
) -> None:
    """Mend what `otoku check` can mend, and take back what makes it no better. Exit 1: errors are left.

    TARGET is a rule folder or file (`-`: standard input); without one, this folder.
    """
    folder = open_folder(target, catalog)
    mended = mend_files(
        folder.sources,
        lambda files: folder.compiled(files).diagnostics,
        path=name_in(folder, target),
        maybe=maybe,
    )
    click.echo(_summary(len(mended.applied), len(mended.left), language), err=True)
    _finish(folder, mended.files, only_check=only_check, show_diff=show_diff)
    if any(one.severity is Severity.ERROR for one in mended.left):
        raise SystemExit(WOULD_CHANGE)


def _summary(applied: int, left: int, language: str) -> str:
    if language == "ja":
        return f"{applied} 件を直しました。残り {left} 件(`otoku check` で確認できます)"
    return f"{applied} mended, {left} left (`otoku check` shows them)"
