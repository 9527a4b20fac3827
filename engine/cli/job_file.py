"""Files that become jobs on the command line: handed in, followed to their end."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import click

from engine.cli.progress import counting
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobState
from engine.service import ask
from engine.service.engine import Engine
from engine.service.run_jobs import run_job

READ_BYTES = 256 * 1024
LOOK_SECONDS = 0.5
SAVE_AS_CSV = "in Excel choose Save As, then “CSV UTF-8 (Comma delimited)”; unpack a compressed file first"

T = TypeVar("T")


async def pieces(file: Path) -> AsyncIterator[bytes]:
    """The content of a file."""
    with file.open("rb") as opened:
        while piece := opened.read(READ_BYTES):
            yield piece


async def follow(engine: Engine, job: Job, title: str) -> Job:
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


def done(made: T | Rejection) -> T:
    """What was made, or the end of the verb with the reason."""
    if isinstance(made, Rejection):
        if made.problem is Problem.FILE_NOT_TEXT:
            raise click.ClickException(f"this is no CSV file but {dict(made.args)['kind']}; {SAVE_AS_CSV}")
        if made.problem is Problem.COLUMN_MISSING:
            missing = dict(made.args)["name"]
            raise click.ClickException(
                f"no column says `{missing}`: name its heading, --column {missing}=HEADING"
            )
        said = ", ".join(f"{name} {value}" for name, value in made.args)
        reason = made.problem.value.replace("_", " ")
        raise click.ClickException(f"{reason}: {said or ' '.join(made.path)}")
    return made
