"""The files of jobs: pieces in, pieces out, and the place in one where the next step goes on."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobSide
from engine.service.engine import Engine

PIECE_BYTES = 256 * 1024
"""Of what is handed in; a row of a file fits into two of them."""

PIECES_READ = 3

MOST_BYTES = 512 * 1024 * 1024
"""Of a file that is handed in: about eight million rows."""

CHECK_ONLY = "check"
"""In what a job with a file is asked, under `do`: look through, change nothing."""

NOT_THERE = Rejection(problem=Problem.NOT_FOUND, path=("job_id",))
WRONG_STATE = Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("job_id",))


class JobProblem(Exception):
    """The job cannot go on; the text says why, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlace:
    """A place in a file: `offset` bytes into piece `number`, at the beginning of line `line` (from 1)."""

    number: int = 0
    offset: int = 0
    line: int = 1

    def text(self) -> str:
        """As a job keeps it."""
        return f"{self.number}:{self.offset}:{self.line}"

    @staticmethod
    def read(text: str) -> "FilePlace":
        """The place that `text` writes; the beginning for an empty one."""
        if not text:
            return FilePlace()
        number, offset, line = map(int, text.split(":"))
        return FilePlace(number=number, offset=offset, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What follows a place; `final`: nothing comes after it."""

    place: FilePlace
    content: bytes
    sizes: tuple[int, ...]  # of the pieces that it was put together from, whole
    final: bool

    def after(self, end: int, lines: int) -> FilePlace:
        """The place `end` bytes and `lines` lines further."""
        number, offset = self.place.number, self.place.offset + end
        for size in self.sizes:
            if offset < size:
                break
            number, offset = number + 1, offset - size
        return FilePlace(number=number, offset=max(0, offset), line=self.place.line + lines)


async def read_piece(engine: Engine, job: Job, place: FilePlace) -> Piece:
    """Up to three pieces of the file that was handed in, from `place` on."""
    parts = await engine.store.job_parts(job.shop, job.id, JobSide.INPUT, place.number, PIECES_READ)
    content = b"".join(part for _, part in parts)[place.offset :]
    return Piece(
        place=place,
        content=content,
        sizes=tuple(len(part) for _, part in parts),
        final=len(parts) < PIECES_READ,
    )


async def written(engine: Engine, job: Job, side: JobSide) -> AsyncIterator[bytes]:
    """A file that the job wrote, piece by piece; nothing of it is in memory twice."""
    number = 0
    while parts := await engine.store.job_parts(job.shop, job.id, side, number, 1):
        yield parts[0][1]
        number = parts[0][0] + 1
