"""`otoku plan`, `apply`, `drift`, `diff`, `hash`: what rule files mean, and how that differs."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, NoReturn

import click

from engine.cli.compiled import compile_sources
from engine.cli.files import catalog_path, read_sources
from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.cli.words import language_option
from engine.dsl.plan import plan_changes, text_only_differences, version_of
from engine.dsl.planning.compare import Version
from engine.dsl.planning.words import plan_text
from engine.model.answers import Published, RulesRefused
from engine.model.decision import Problem, Rejection
from engine.model.records import SourceFile
from engine.model.rule_plan import RulePlan
from engine.service.engine import Engine
from engine.service.explain_diagnostics import explain_diagnostics
from engine.service.plan_rules import SHORTEST_FINGERPRINT, apply_plan, find_drift, plan_rules

JSON_VERSION = 1
"""Version of the JSON form; a field is only ever added within one version."""

WRONG = 1
DIFFERENT = 2


class Comparing(click.Command):
    """A verb whose exit code 2 says "there are differences": whatever goes wrong is 1, a wrong call too."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click's."""
        try:
            return super().make_context(*args, **extra)
        except click.ClickException as problem:
            problem.exit_code = WRONG  # type: ignore[misc] # click reads it from the instance
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """As click's."""
        try:
            return super().invoke(ctx)
        except click.ClickException as problem:
            problem.exit_code = WRONG  # type: ignore[misc] # click reads it from the instance
            raise


folder_argument = click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.command(cls=Comparing)
@folder_argument
@form_option
@shop_option
@language_option
def plan(*, folder: Path, form: str, shop: str, language: str) -> None:
    """Say what publishing FOLDER would change, and what that means for coupons and messages on their way.

    Compared is the meaning: comments, layout and the order of lines are no change. Exit 0: no change, 1: errors,
    2: changes.
    """
    files = read_sources((folder,))

    async def act(engine: Engine) -> RulePlan:
        await require_shop(engine, shop)
        return _planned(await plan_rules(engine, shop, files, language=language))

    planned = with_engine(act)
    _show(planned, form)
    if form == "text" and (planned.changes or planned.text_only):
        short = planned.fingerprint[:SHORTEST_FINGERPRINT]
        click.echo(f"\notoku apply {folder} --revision {planned.base or 0} --plan {short}")
    _exit(planned)


@click.command(cls=Comparing)
@folder_argument
@form_option
@shop_option
@language_option
def drift(*, folder: Path, form: str, shop: str, language: str) -> None:
    """Say how what is live differs from FOLDER. Exit 0: not at all, 1: errors, 2: it does."""
    files = read_sources((folder,))

    async def act(engine: Engine) -> RulePlan:
        await require_shop(engine, shop)
        return _planned(await find_drift(engine, shop, files, language=language))

    found = with_engine(act)
    _show(found, form)
    _exit(found)


@click.command()
@folder_argument
@click.option("--revision", type=int, required=True, help="What was live when it was planned; 0: nothing.")
@click.option("--plan", "planned", default="", help="The fingerprint that `otoku plan` printed.")
@click.option("--note", default="", help="Why, for the list of revisions.")
@shop_option
@language_option
def apply(*, folder: Path, revision: int, planned: str, note: str, shop: str, language: str) -> None:
    """Publish exactly what `otoku plan FOLDER` has shown.

    Refused when another revision went live since, and with --plan when the files mean something else by now.
    """
    files = read_sources((folder,))

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        shown = _planned(await plan_rules(engine, shop, files, language=language))
        click.echo(shown.says, nl=False)
        outcome = await apply_plan(
            engine,
            shop,
            files,
            base=revision or None,
            fingerprint=planned or shown.fingerprint,
            actor=BY_CLI,
            note=note,
            language=language,
        )
        _applied(outcome)

    with_engine(act)


def _applied(outcome: Published | RulesRefused | Rejection) -> None:
    match outcome:
        case Published(revision=live):
            click.echo(f"revision {live.number} is live ({live.fingerprint[:SHORTEST_FINGERPRINT]})")
        case RulesRefused():
            _refused(outcome)
        case Rejection(problem=Problem.REVIEW_REQUIRED):
            raise click.ClickException(
                "nothing was published: a second person has to approve these rules in the admin app first"
            )
        case Rejection(path=("fingerprint",)):
            raise click.ClickException(
                "nothing was published: the files are not what was planned; plan again"
            )
        case Rejection():
            raise click.ClickException(
                "nothing was published: another revision is live than the one planned against; plan again"
            )


def _planned(answer: RulePlan | RulesRefused | Rejection) -> RulePlan:
    """The plan; anything else ends the verb with a sentence."""
    if isinstance(answer, RulesRefused):
        _refused(answer)
    if isinstance(answer, Rejection):
        raise click.ClickException("nothing is live yet; `otoku publish` makes a first revision live")
    return answer


def _refused(answer: RulesRefused) -> NoReturn:
    for found in answer.checked.diagnostics:
        click.echo(found.rendered, err=True)
    raise click.ClickException("these rules have errors; the live rules go on as before")


# ------------------------------------------------------------------------------------------------ without a shop


@click.command(cls=Comparing)
@click.argument("before", type=click.Path(path_type=Path, exists=True))
@click.argument("after", type=click.Path(path_type=Path, exists=True))
@form_option
@language_option
def diff(*, before: Path, after: Path, form: str, language: str) -> None:
    """Compare two rule folders or files by meaning. Exit 0: they mean the same, 1: errors, 2: they differ."""
    old, new = read_sources((before,)), read_sources((after,))
    one, two = _version(old, before, language), _version(new, after, language)
    changes = plan_changes(one, two)
    compared = RulePlan(
        base=None,
        fingerprint=two.program.fingerprint,
        changes=changes,
        text_only=text_only_differences(old, new, changes),
    )
    _show(replace(compared, says=plan_text(compared, language)), form)
    _exit(compared)


@click.command("hash", cls=Comparing)
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=Path())
@language_option
def hash(*, path: Path, language: str) -> None:  # noqa: A001 - the verb is called so
    """Print the fingerprint of what rule files mean; comments, layout and the order of lines do not change it."""
    click.echo(_version(read_sources((path,)), path, language).program.fingerprint)


def _version(files: tuple[SourceFile, ...], path: Path, language: str) -> Version:
    compiled = compile_sources(files, catalog_path((path,), None))
    if compiled.program is None:
        for found in explain_diagnostics(compiled.diagnostics, files, language):
            click.echo(found.rendered, err=True)
        raise click.ClickException(f"{path} has errors")
    return version_of(compiled, files)


# ------------------------------------------------------------------------------------------------ output


def _show(shown: RulePlan, form: str) -> None:
    if form == "text":
        for found in shown.diagnostics:
            click.echo(found.rendered, err=True)
        click.echo(shown.says, nl=False)
        return
    told = asdict(shown)
    told["textOnly"] = told.pop("text_only")
    told.pop("diagnostics")
    click.echo(json.dumps({"version": JSON_VERSION, **told}, ensure_ascii=False, indent=1))


def _exit(shown: RulePlan) -> None:
    if shown.changes:
        raise SystemExit(DIFFERENT)
