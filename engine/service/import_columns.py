"""What the columns of a file with coupons or gift cards mean: as somebody says, or guessed from usual headings."""

from engine.model.import_row import COLUMNS, NEEDED, Columns
from engine.model.job import Job
from engine.model.refund_row import RefundColumns
from engine.service.engine import Engine
from engine.service.job_files import FilePlace, JobProblem, read_piece
from engine.service.refund_file import RefundFile, encoding_of, first_rows


def columns_asked(job: Job) -> Columns:
    """As the job was told."""
    named = {column: job.asked.get(f"column_{column.value}", "") for column in COLUMNS[job.kind]}
    return {column: heading for column, heading in named.items() if heading}


async def import_table(engine: Engine, job: Job) -> RefundFile:
    """How the file is written. Raises JobProblem when it cannot be read."""
    head = await read_piece(engine, job, FilePlace())
    if not head.content.strip():
        raise JobProblem("the file is empty")
    headings, _, jsonl = first_rows(head.content, most=1)
    columns = columns_asked(job)
    missing = [column.value for column in NEEDED[job.kind] if column not in columns]
    unknown = [heading for heading in columns.values() if heading not in headings and not jsonl]
    if missing or unknown:
        raise JobProblem(f"the columns {', '.join((*missing, *unknown))} are not in the file")
    if twice := sorted({one for one in columns.values() if headings.count(one) > 1}):
        raise JobProblem(f"the columns {', '.join(twice)} are there twice; give each a name of its own")
    return RefundFile(
        encoding=job.asked.get("encoding") or encoding_of(head.content),
        jsonl=jsonl,
        headings=() if jsonl else headings,
        columns=RefundColumns(),
        currency=job.asked.get("currency", "JPY"),
    )
