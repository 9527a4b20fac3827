"""`otoku import`: gift cards and coupons that another system made are taken over out of a file (S5.42)."""

from pathlib import Path

import click

from engine.cli.job_file import done, follow, pieces
from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.model.decision import Problem, Rejection
from engine.model.import_row import COLUMNS, Columns, ImportColumn
from engine.model.job import Job, JobKind, JobSide, JobState
from engine.service.engine import Engine
from engine.service.hand_in import hand_in
from engine.service.import_jobs import open_import, start_import
from engine.service.job_files import written
from engine.values.money import decimal_text

KINDS = {"gift-cards": JobKind.CARD_IMPORT, "coupons": JobKind.COUPON_IMPORT}
BLOCKS = {JobKind.CARD_IMPORT: "giftcard", JobKind.COUPON_IMPORT: "coupon"}
MONEY = ("amount", "paid_amount", "free_amount", "over_six_months_amount")
TOLD = {
    "paid_amount": "of it paid for",
    "free_amount": "of it free",
    "over_six_months_amount": "of it paid for and lasting more than six months (Payment Services Act)",
    "repeated": "taken over before",
    "used_up": "used up there, to come as history",
    "without_owner": "without an owner",
    "without_end": "without an end",
    "weak_codes": "short enough to be guessed, were it not for the limit on guesses",
}
"""What is said of the totals, in this order."""


@click.command(name="import")
@click.argument("what", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--rule", required=True, help="The live giftcard or coupon rule under which they go on.")
@click.option("--source", required=True, help="A name of the other system; ids of rows are unique within it.")
@click.option(
    "--dry-run", is_flag=True, help="Look the file through, show totals and bad rows, change nothing."
)
@click.option(
    "--column",
    "said",
    multiple=True,
    metavar="WHAT=HEADING",
    help=f"What a column means, if its heading does not say so: {', '.join(ImportColumn)}.",
)
@shop_option
def import_(  # noqa: PLR0913 - its options
    *, what: str, file: Path, rule: str, source: str, dry_run: bool, said: tuple[str, ...], shop: str
) -> None:
    """Take over the gift cards or coupons of FILE (CSV or JSON Lines) with the codes that buyers have; each once."""
    kind = KINDS[what]
    columns = _columns(kind, said)

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        opened = await open_import(engine, shop, kind, rule, source, actor=BY_CLI)
        if isinstance(opened, Rejection) and opened.problem is Problem.NOT_FOUND:
            raise click.ClickException(f"no {BLOCKS[kind]} rule `{rule}` is live; `otoku publish` one first")
        job = done(opened)
        done(await hand_in(engine, shop, job.id, pieces(file)))
        done(await start_import(engine, shop, job.id, BY_CLI, check=True, columns=columns))
        checked = await follow(engine, job, "looking through")
        await _show(engine, checked, what)
        if dry_run or not checked.done:
            return
        done(await start_import(engine, shop, job.id, BY_CLI, check=False))
        await _show(engine, await follow(engine, job, "importing"), what)

    with_engine(act)


def _columns(kind: JobKind, said: tuple[str, ...]) -> Columns | None:
    known = {column.value: column for column in COLUMNS[kind]}
    named = {}
    for one in said:
        column, _, heading = one.partition("=")
        if column not in known or not heading:
            raise click.ClickException(f"--column {one}: write one of {', '.join(known)}=HEADING")
        named[known[column]] = heading
    return named or None


async def _show(engine: Engine, job: Job, what: str) -> None:
    currency, checked = job.asked.get("currency", "JPY"), job.state is JobState.CHECKED
    verb = "can be taken over" if checked else "taken over"
    amount = decimal_text(job.totals.get("amount", 0), currency)
    worth = f", {amount} {currency}" if job.kind is JobKind.CARD_IMPORT else ""
    click.echo(f"{what.replace('-', ' ')} {verb}: {job.done - job.totals.get('repeated', 0):,}{worth}")
    if not checked:
        return
    for name, text in TOLD.items():
        if value := job.totals.get(name, 0):
            told = f"{decimal_text(value, currency)} {currency}" if name in MONEY else f"{value:,}"
            click.echo(f"  {text}: {told}")
    if job.failed:
        click.echo(f"rows that cannot be taken over: {job.failed:,}", err=True)
        async for piece in written(engine, job, JobSide.FAILURES):
            click.echo(piece.decode("utf-8-sig"), err=True, nl=False)
