"""A file of rows as its job was told to read it: refunds and imports alike."""

from collections.abc import Mapping, Sequence

from engine.model.job import Job
from engine.model.refund_row import RefundColumns
from engine.service.engine import Engine
from engine.service.job_files import FilePlace, JobProblem, read_piece
from engine.service.refund_file import RefundFile, encoding_of, first_rows


async def told_file(
    engine: Engine,
    job: Job,
    said: Mapping[str, str],
    missing: Sequence[str],
    columns: RefundColumns = RefundColumns(),  # noqa: B008 - a frozen value
) -> RefundFile:
    """How the file is written; `said` are the headings in use, by what a problem calls each.

    Raises JobProblem when it cannot be read, `missing` included.
    """
    head = await read_piece(engine, job, FilePlace())
    if not head.content.strip():
        raise JobProblem("the file is empty")
    headings, _, jsonl = first_rows(head.content, most=1)
    unknown = [] if jsonl else [name for name, heading in said.items() if heading not in headings]
    if missing or unknown:
        raise JobProblem(f"the columns {', '.join((*missing, *unknown))} are not in the file")
    if twice := sorted({heading for heading in said.values() if headings.count(heading) > 1}):
        raise JobProblem(f"the columns {', '.join(twice)} are there twice; give each a name of its own")
    return RefundFile(
        encoding=job.asked.get("encoding") or encoding_of(head.content),
        jsonl=jsonl,
        headings=() if jsonl else headings,
        columns=columns,
        currency=job.asked.get("currency", "JPY"),
    )
