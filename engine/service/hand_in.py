"""The file of a job, handed in piece by piece: kept as it came when it is text (S5.42)."""

import codecs
import secrets
from collections.abc import AsyncIterator

from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobSide
from engine.service.engine import Engine
from engine.service.file_signature import NoText, texts_only
from engine.service.job_files import MOST_BYTES, NOT_THERE, PIECE_BYTES, WRONG_STATE


async def hand_in(engine: Engine, shop: str, job_id: str, content: AsyncIterator[bytes]) -> int | Rejection:
    """Keep the file of an open job, piece by piece, in place of an earlier one; its size in bytes.

    Of two uploads at once the later one is kept: the other is refused, and no file is made of pieces of both.
    """
    try:
        return await _keep(engine, shop, job_id, texts_only(content))
    except NoText as found:
        return Rejection(problem=Problem.FILE_NOT_TEXT, args=(("kind", found.kind.value),))


async def _keep(engine: Engine, shop: str, job_id: str, content: AsyncIterator[bytes]) -> int | Rejection:
    held, upload = bytearray(), secrets.token_hex(6)
    number = size = 0
    async for part in content:
        held += part
        size += len(part)
        if size > MOST_BYTES:
            return Rejection(problem=Problem.FILE_TOO_LARGE, args=(("limit", str(MOST_BYTES)),))
        while len(held) >= PIECE_BYTES:
            if not await engine.store.add_job_input(shop, job_id, upload, number, bytes(held[:PIECE_BYTES])):
                return await _why_not(engine, shop, job_id)
            del held[:PIECE_BYTES]
            number += 1
    if held:
        if not await engine.store.add_job_input(shop, job_id, upload, number, bytes(held)):
            return await _why_not(engine, shop, job_id)
        number += 1
    if not await engine.store.cut_job_input(shop, job_id, upload, number):
        return await _why_not(engine, shop, job_id)
    return size


async def file_encoding(engine: Engine, job: Job) -> str:
    """How the whole file is written: one character that is no UTF-8 decides."""
    number, decoder = 0, codecs.getincrementaldecoder("utf-8")()
    try:
        while parts := await engine.store.job_parts(job.shop, job.id, JobSide.INPUT, number, 1):
            decoder.decode(parts[0][1])
            number = parts[0][0] + 1
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8"


async def _why_not(engine: Engine, shop: str, job_id: str) -> Rejection:
    return NOT_THERE if await engine.store.job(shop, job_id) is None else WRONG_STATE
