"""Coupons and gift cards of another system, from file to shop: opened, handed in, mapped, looked through, run."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.decision import Problem, Rejection
from engine.model.import_row import COLUMNS, NEEDED, Columns
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Actor, Receipt
from engine.service.engine import Engine
from engine.service.hand_in import file_encoding
from engine.service.import_columns import columns_asked
from engine.service.import_headings import guessed_columns
from engine.service.job_files import CHECK_ONLY, NOT_THERE, WRONG_STATE, FilePlace, read_piece
from engine.service.queue_job import add_job, let_run
from engine.service.read_cart import id_problem
from engine.service.refund_contents import bounded, was_looked_through
from engine.service.refund_file import first_rows
from engine.values.identity import trimmed_id

IMPORTS = frozenset({JobKind.CARD_IMPORT, JobKind.COUPON_IMPORT})
LONGEST_SOURCE = 40

CHANGED_COLUMNS = Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("columns",))
"""Once rows may have been taken over: under other keys each of them would come once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What a file looks like: headings, its first rows, and what the columns mean, as said or else guessed."""

    headings: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    columns: Columns


async def open_import(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    kind: JobKind,
    rule: str,
    source: str,
    *,
    actor: Actor,
    language: str = "en",
    receipt: Receipt | None = None,
) -> Job | Rejection:
    """Open an import under a live coupon or gift card rule; its file is handed in next.

    `source` names the other system, at most 40 characters: ids are unique within it. Problems: NOT_FOUND (rule),
    TEXT_INVALID (source).
    """
    prepared = await engine.programs.live(engine.store, shop)
    rules = (
        {} if prepared is None else prepared.campaigns if kind is JobKind.CARD_IMPORT else prepared.issuers
    )
    if prepared is None or rule not in rules:
        return Rejection(problem=Problem.NOT_FOUND, path=("rule",), args=(("id", rule),))
    bad = id_problem(source, ("source",))
    if bad is not None or len(source) > LONGEST_SOURCE:
        return bad or Rejection(problem=Problem.TEXT_INVALID, path=("source",))
    asked = {
        "rule": rule,
        "source": trimmed_id(source),
        "currency": prepared.program.settings.currency,
        "language": language,
    }
    return await add_job(engine, shop, kind, asked, actor, receipt=receipt)


async def preview_import(engine: Engine, shop: str, job_id: str) -> ImportPreview | Rejection:
    """The first rows of the file that was handed in, for who says what the columns mean."""
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind not in IMPORTS:
        return NOT_THERE
    headings, rows, _ = first_rows((await read_piece(engine, job, FilePlace())).content)
    return ImportPreview(
        headings=headings, rows=rows, columns=columns_asked(job) or guessed_columns(job.kind, headings)
    )


async def start_import(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    job_id: str,
    actor: Actor,
    *,
    check: bool,
    columns: Columns | None = None,
    receipt: Receipt | None = None,
) -> Job | Rejection:
    """Look the file through (`check`), or take its rows over after that; columns that nobody named are guessed."""
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind not in IMPORTS:
        return NOT_THERE
    if job.state is JobState.CANCELLED:
        return WRONG_STATE
    asked = {"do": CHECK_ONLY} if check else bounded(job)
    if check:
        meant = await _meant(engine, job, columns)
        if isinstance(meant, Rejection):
            return meant
        asked |= {f"column_{column.value}": meant.get(column, "") for column in COLUMNS[job.kind]}
        asked["encoding"] = await file_encoding(engine, job)
    if not check and not was_looked_through(job):
        return WRONG_STATE
    return await let_run(engine, shop, job_id, asked, actor, receipt=receipt)


async def _meant(engine: Engine, job: Job, columns: Columns | None) -> Columns | Rejection:
    """What the columns mean: as said, else as guessed."""
    looked = await preview_import(engine, job.shop, job.id)
    if isinstance(looked, Rejection):
        return looked
    meant = columns or looked.columns
    missing = [column.value for column in NEEDED[job.kind] if not meant.get(column)]
    if missing:
        return Rejection(
            problem=Problem.COLUMN_MISSING, path=("columns", missing[0]), args=(("name", missing[0]),)
        )
    if job.asked.get("begun") and dict(meant) != dict(columns_asked(job)):
        return CHANGED_COLUMNS
    return meant
