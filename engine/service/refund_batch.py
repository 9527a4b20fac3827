"""The next rows of a bulk refund's file."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.job import Job
from engine.model.refund_row import BadRow, RefundColumns, RefundRow
from engine.service.engine import Engine
from engine.service.file_rows import next_rows
from engine.service.job_files import FilePlace
from engine.service.refund_file import RefundFile
from engine.service.refund_meaning import meaning
from engine.service.told_file import told_file


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundBatch:
    """Some rows of the file and the place after them."""

    rows: tuple[RefundRow, ...]
    bad: tuple[BadRow, ...]
    place: FilePlace
    final: bool


async def refund_file(engine: Engine, job: Job) -> RefundFile:
    """How the file is written. Raises JobProblem when it cannot be read."""
    columns = columns_asked(job.asked)
    named = {name: getattr(columns, name) for name in RefundColumns.names()}
    said = {name: heading for name, heading in named.items() if heading}
    return await told_file(engine, job, said, columns.missing(), columns)


async def refund_batch(
    engine: Engine, job: Job, file: RefundFile, place: FilePlace, most: int
) -> RefundBatch:
    """The next rows of the file. Raises JobProblem for a row that is longer than two pieces."""
    found = await next_rows(engine, job, file, place, most)
    meant = [meaning(read, file) for read in found.reads]
    return RefundBatch(
        rows=tuple(one for one in meant if isinstance(one, RefundRow)),
        bad=tuple(one for one in meant if isinstance(one, BadRow)),
        place=found.place,
        final=found.final,
    )


def columns_asked(asked: Mapping[str, str]) -> RefundColumns:
    """What the columns of the file mean."""
    return RefundColumns(**{name: asked.get(f"column_{name}", "") for name in RefundColumns.names()})
