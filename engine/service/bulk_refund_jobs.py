"""A bulk refund from file to cards: opened, handed in, mapped, looked through, run (S5.1, D5.d)."""

import codecs
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobKind, JobSide, JobState
from engine.model.records import Actor, Receipt
from engine.model.refund_row import RefundColumns, Twins
from engine.service.engine import Engine
from engine.service.file_signature import NoText, texts_only
from engine.service.job_files import (
    CHECK_ONLY,
    MOST_BYTES,
    NOT_THERE,
    PIECE_BYTES,
    PIECES_READ,
    WRONG_STATE,
)
from engine.service.queue_job import add_job, let_run
from engine.service.refund_batch import columns_asked
from engine.service.refund_file import first_rows, guessed
from engine.service.refund_twins import twins_of, undecided

CHANGED_COLUMNS = Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("columns",))
"""Once rows may have been carried out: under other keys each of them would be given once more."""

CHANGED_TWINS = Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("twins",))


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPreview:
    """What a file looks like: headings, its first rows, and what the columns mean, as said or else guessed."""

    headings: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    columns: RefundColumns


async def open_bulk_refund(
    engine: Engine,
    shop: str,
    campaign: str,
    actor: Actor,
    *,
    notify: bool = True,
    receipt: Receipt | None = None,
) -> Job | Rejection:
    """Open a bulk refund onto cards of a gift card rule; its file is handed in next."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None or campaign not in prepared.campaigns:
        return Rejection(problem=Problem.NOT_FOUND, path=("campaign",), args=(("id", campaign),))
    asked = {
        "campaign": campaign,
        "currency": prepared.program.settings.currency,
        "notify": "yes" if notify else "no",
    }
    return await add_job(engine, shop, JobKind.BULK_REFUND, asked, actor, receipt=receipt)


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


async def preview_bulk_refund(engine: Engine, shop: str, job_id: str) -> RefundPreview | Rejection:
    """The first rows of the file that was handed in, for who says what the columns mean."""
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind is not JobKind.BULK_REFUND:
        return NOT_THERE
    parts = await engine.store.job_parts(shop, job_id, JobSide.INPUT, 0, PIECES_READ)
    headings, rows, _ = first_rows(b"".join(content for _, content in parts))
    said = columns_asked(job.asked)
    columns = guessed(headings) if said == RefundColumns() else said
    return RefundPreview(headings=headings, rows=rows, columns=columns)


async def start_bulk_refund(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    job_id: str,
    actor: Actor,
    *,
    check: bool,
    columns: RefundColumns | None = None,
    twins: Twins | None = None,
    receipt: Receipt | None = None,
) -> Job | Rejection:
    """Look the file through (`check`), or carry it out after that; columns that nobody named are guessed.

    ROWS_ALIKE while rows are alike in booking and customer and no look through was told what they mean (`twins`).
    """
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind is not JobKind.BULK_REFUND:
        return NOT_THERE
    if job.state is JobState.CANCELLED:
        return WRONG_STATE
    asked = {"do": CHECK_ONLY} if check else {"do": "run", "begun": "yes"}
    if check:
        meant = await _meant(engine, job, columns)
        if isinstance(meant, Rejection):
            return meant
        asked |= {f"column_{name}": getattr(meant, name) for name in RefundColumns.names()}
        asked["encoding"] = await file_encoding(engine, job)
        if job.asked.get("begun") and twins not in (None, twins_of(job)):
            return CHANGED_TWINS
        asked["twins"] = twins or job.asked.get("twins", "")
    looked_through = job.state is not JobState.OPEN and not (
        job.state is JobState.FAILED and job.asked.get("do") == CHECK_ONLY
    )
    if not check and not looked_through:
        return WRONG_STATE
    if not check and (alike := undecided(job)) is not None:
        return alike
    return await let_run(engine, shop, job_id, asked, actor, receipt=receipt)


async def _meant(engine: Engine, job: Job, columns: RefundColumns | None) -> RefundColumns | Rejection:
    """What the columns mean: as said, else as guessed."""
    looked = await preview_bulk_refund(engine, job.shop, job.id)
    if isinstance(looked, Rejection):
        return looked
    meant = columns or looked.columns
    if missing := meant.missing():
        return Rejection(
            problem=Problem.COLUMN_MISSING, path=("columns", missing[0]), args=(("name", missing[0]),)
        )
    if job.asked.get("begun") and meant != columns_asked(job.asked):
        return CHANGED_COLUMNS
    return meant


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
