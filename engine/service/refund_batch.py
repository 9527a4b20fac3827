"""The next rows of a bulk refund's file."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.job import Job
from engine.model.refund_row import BadRow, RefundColumns, RefundRow
from engine.service.engine import Engine
from engine.service.file_rows import next_rows
from engine.service.job_files import FilePlace, JobProblem, read_piece
from engine.service.refund_file import RefundFile, encoding_of, first_rows
from engine.service.refund_meaning import meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundBatch:
    """Some rows of the file and the place after them."""

    rows: tuple[RefundRow, ...]
    bad: tuple[BadRow, ...]
    place: FilePlace
    final: bool


async def refund_file(engine: Engine, job: Job) -> RefundFile:
    """How the file is written. Raises JobProblem when it cannot be read."""
    head = await read_piece(engine, job, FilePlace())
    if not head.content.strip():
        raise JobProblem("the file is empty")
    headings, _, jsonl = first_rows(head.content, most=1)
    columns = columns_asked(job.asked)
    missing = columns.missing()
    unknown = [name for name in RefundColumns.names() if getattr(columns, name) not in ("", *headings)]
    if missing or (unknown and not jsonl):
        raise JobProblem(f"the columns {', '.join((*missing, *unknown))} are not in the file")
    named = {getattr(columns, name) for name in RefundColumns.names()} - {""}
    if twice := sorted(one for one in named if headings.count(one) > 1):
        raise JobProblem(f"the columns {', '.join(twice)} are there twice; give each a name of its own")
    return RefundFile(
        encoding=job.asked.get("encoding") or encoding_of(head.content),
        jsonl=jsonl,
        headings=() if jsonl else headings,
        columns=columns,
        currency=job.asked.get("currency", "JPY"),
    )


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
