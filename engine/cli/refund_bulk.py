"""`otoku refund-bulk`: a file of refunds becomes gift cards with balances (S5.1, D5.d)."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import click

from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.cli.progress import counting
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobSide, JobState
from engine.model.refund_row import RefundColumns
from engine.service import ask
from engine.service.bulk_refund_jobs import hand_in, open_bulk_refund, start_bulk_refund
from engine.service.engine import Engine
from engine.service.job_files import written
from engine.service.run_jobs import run_job
from engine.values.money import decimal_text

READ_BYTES = 256 * 1024
LOOK_SECONDS = 0.5
SAVE_AS_CSV = "in Excel choose Save As, then “CSV UTF-8 (Comma delimited)”; unpack a compressed file first"

T = TypeVar("T")


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
@shop_option
def refund_bulk(
    *, file: Path, campaign: str, dry_run: bool, no_messages: bool, said: tuple[str, ...], shop: str
) -> None:
    """Give gift cards for FILE: CSV or JSON Lines of customer or email, booking, amount; each row once, for ever."""
    columns = _columns(said)

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        job = _done(await open_bulk_refund(engine, shop, campaign, BY_CLI, notify=not no_messages))
        _done(await hand_in(engine, shop, job.id, _pieces(file)))
        _done(await start_bulk_refund(engine, shop, job.id, BY_CLI, check=True, columns=columns))
        checked = await _follow(engine, job, "looking through")
        await _show(engine, checked)
        if dry_run or not checked.done:
            return
        _done(await start_bulk_refund(engine, shop, job.id, BY_CLI, check=False))
        await _show(engine, await _follow(engine, job, "refunding"))

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


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(READ_BYTES):
            yield piece


async def _follow(engine: Engine, job: Job, title: str) -> Job:
    """Work on the job, or watch the server that works on it, until it stands still."""
    with counting(title) as count:
        while True:
            await run_job(engine)
            now = await ask.job(engine, job.shop, job.id)
            if now is None:
                raise click.ClickException("the job is gone")
            if now.state not in (JobState.WAITING, JobState.RUNNING):
                break
            if count is not None:
                count(now.done + now.failed)
            await asyncio.sleep(LOOK_SECONDS)
    if now.state is JobState.FAILED:
        raise click.ClickException(f"{now.problem}; nothing is lost, run the same command again")
    return now


async def _show(engine: Engine, job: Job) -> None:
    currency = job.asked.get("currency", "JPY")
    amount = decimal_text(job.totals.get("amount", 0), currency)
    repeated = job.totals.get("repeated", 0)
    verb = "can be carried out" if job.state is JobState.CHECKED else "carried out"
    click.echo(f"{job.done - repeated:,} rows {verb}: {amount} {currency}")
    if repeated:
        click.echo(f"{repeated:,} rows were carried out before")
    if job.failed:
        click.echo(f"{job.failed:,} rows cannot be carried out:", err=True)
        async for piece in written(engine, job, JobSide.FAILURES):
            sys.stderr.write(piece.decode("utf-8-sig"))


def _done(made: T | Rejection) -> T:
    """What was made, or the end of the verb with the reason."""
    if isinstance(made, Rejection):
        if made.problem is Problem.FILE_NOT_TEXT:
            raise click.ClickException(f"this is no CSV file but {dict(made.args)['kind']}; {SAVE_AS_CSV}")
        said = ", ".join(f"{name} {value}" for name, value in made.args)
        reason = made.problem.value.replace("_", " ")
        raise click.ClickException(f"{reason}: {said or ' '.join(made.path)}")
    return made
