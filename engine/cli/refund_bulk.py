"""`otoku refund-bulk`: a file of refunds becomes gift cards with balances (S5.1, D5.d)."""

import sys
from pathlib import Path

import click

from engine.cli.job_file import done, follow, pieces
from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.model.job import Job, JobSide, JobState
from engine.model.refund_row import RefundColumns, Twins
from engine.service.bulk_refund_jobs import open_bulk_refund, start_bulk_refund
from engine.service.engine import Engine
from engine.service.hand_in import hand_in
from engine.service.job_files import written
from engine.service.refund_twins import ROWS_ALIKE
from engine.values.money import decimal_text


@click.command(name="refund-bulk")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--campaign", required=True, help="The live giftcard rule whose cards are given.")
@click.option(
    "--dry-run", is_flag=True, help="Look the file through, show totals and bad rows, change nothing."
)
@click.option("--no-messages", is_flag=True, help="Send no messages: the shop sends the codes itself.")
@click.option(
    "--column",
    "said",
    multiple=True,
    metavar="WHAT=HEADING",
    help=f"What a column means, if its heading does not say so: {', '.join(RefundColumns.names())}.",
)
@click.option(
    "--twins",
    type=click.Choice([one.value for one in Twins]),
    help="What rows mean that have no id and are alike in booking and customer: one refund, or each its own.",
)
@shop_option
def refund_bulk(  # noqa: PLR0913 - its options
    *,
    file: Path,
    campaign: str,
    dry_run: bool,
    no_messages: bool,
    said: tuple[str, ...],
    twins: str | None,
    shop: str,
) -> None:
    """Give gift cards for FILE: CSV or JSON Lines of customer or email, booking, amount; each row once, for ever."""
    columns, alike = _columns(said), None if twins is None else Twins(twins)

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        job = done(await open_bulk_refund(engine, shop, campaign, BY_CLI, notify=not no_messages))
        done(await hand_in(engine, shop, job.id, pieces(file)))
        done(await start_bulk_refund(engine, shop, job.id, BY_CLI, check=True, columns=columns, twins=alike))
        checked = await follow(engine, job, "looking through")
        await _show(engine, checked)
        if dry_run or not checked.done:
            return
        if checked.totals.get(ROWS_ALIKE):
            raise click.ClickException("say --twins once or --twins each; nothing was refunded yet")
        done(await start_bulk_refund(engine, shop, job.id, BY_CLI, check=False))
        await _show(engine, await follow(engine, job, "refunding"))

    with_engine(act)


def _columns(said: tuple[str, ...]) -> RefundColumns | None:
    named = {}
    for one in said:
        what, _, heading = one.partition("=")
        if what not in RefundColumns.names() or not heading:
            raise click.ClickException(
                f"--column {one}: write one of {', '.join(RefundColumns.names())}=HEADING"
            )
        named[what] = heading
    return RefundColumns(**named) if named else None


async def _show(engine: Engine, job: Job) -> None:
    currency = job.asked.get("currency", "JPY")
    amount = decimal_text(job.totals.get("amount", 0), currency)
    repeated = job.totals.get("repeated", 0)
    verb = "can be carried out" if job.state is JobState.CHECKED else "carried out"
    click.echo(f"{job.done - repeated:,} rows {verb}: {amount} {currency}")
    if repeated:
        click.echo(f"{repeated:,} rows were carried out before")
    if alike := job.totals.get(ROWS_ALIKE, 0):
        click.echo(f"{alike:,} rows name a booking and customer that the file had before:", err=True)
        async for piece in written(engine, job, JobSide.OUTPUT):
            sys.stderr.write(piece.decode("utf-8-sig"))
    if job.failed:
        click.echo(f"{job.failed:,} rows cannot be carried out:", err=True)
        async for piece in written(engine, job, JobSide.FAILURES):
            sys.stderr.write(piece.decode("utf-8-sig"))
