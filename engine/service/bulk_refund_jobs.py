"""A bulk refund from file to cards: opened, handed in, mapped, looked through, run (S5.1, D5.d)."""

from dataclasses import dataclass

from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Actor, Receipt
from engine.model.refund_row import RefundColumns, Twins
from engine.service.engine import Engine
from engine.service.hand_in import file_encoding
from engine.service.job_files import CHECK_ONLY, NOT_THERE, WRONG_STATE, FilePlace, read_piece
from engine.service.queue_job import add_job, let_run
from engine.service.refund_batch import columns_asked
from engine.service.refund_contents import bounded, was_looked_through
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


async def preview_bulk_refund(engine: Engine, shop: str, job_id: str) -> RefundPreview | Rejection:
    """The first rows of the file that was handed in, for who says what the columns mean."""
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind is not JobKind.BULK_REFUND:
        return NOT_THERE
    headings, rows, _ = first_rows((await read_piece(engine, job, FilePlace())).content)
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
    asked = {"do": CHECK_ONLY} if check else bounded(job)
    if check:
        meant = await _meant(engine, job, columns)
        if isinstance(meant, Rejection):
            return meant
        asked |= {f"column_{name}": getattr(meant, name) for name in RefundColumns.names()}
        asked["encoding"] = await file_encoding(engine, job)
        if job.asked.get("begun") and twins not in (None, twins_of(job)):
            return CHANGED_TWINS
        asked["twins"] = twins or job.asked.get("twins", "")
    if not check and not was_looked_through(job):
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
