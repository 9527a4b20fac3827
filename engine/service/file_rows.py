"""The next rows of a file that was handed in, from the place where the last step stopped."""

from dataclasses import dataclass

from engine.model.job import Job
from engine.service.engine import Engine
from engine.service.job_files import FilePlace, JobProblem, read_piece
from engine.service.refund_file import Read, RefundFile, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Some rows of the file and the place after them; `final`: there are no more."""

    reads: tuple[Read, ...]
    place: FilePlace
    final: bool


async def next_rows(engine: Engine, job: Job, file: RefundFile, place: FilePlace, most: int) -> Rows:
    """At most `most` rows without the headings. Raises JobProblem for a row that is longer than two pieces."""
    piece = await read_piece(engine, job, place)
    reads: list[Read] = []
    end, taken = 0, 0
    for read in read_rows(piece.content, file, line=place.line, final=piece.final):
        end, taken = read.end, taken + 1
        if not file.jsonl and tuple(read.cells.values()) == file.headings:
            continue
        reads.append(read)
        if len(reads) == most:
            break
    end = min(end, len(piece.content))
    final = piece.final and not piece.content[end:].strip()
    if not taken and not final:
        raise JobProblem(f"the row of line {place.line} is too long")
    after = piece.after(end, piece.content.count(b"\n", 0, end))
    return Rows(reads=tuple(reads), place=after, final=final)
