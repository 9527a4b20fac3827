"""Coupons and gift cards of another system, out of a file: looked through first, then taken over in slices.

Each slice is one transaction, each row has a key that is used once for ever: a slice that was taken over and not
written down is done again and changes nothing, and so is a file that is handed in twice.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from engine.model.decision import Problem
from engine.model.gift_card import GiftCardBody
from engine.model.import_row import CardRow, ImportRow
from engine.model.job import Job, JobKind, JobSide, JobState, JobStep
from engine.model.program import CouponBody
from engine.model.refund_row import BadRow
from engine.service.engine import Engine
from engine.service.file_rows import next_rows
from engine.service.import_columns import columns_asked, import_table
from engine.service.import_judge import Target, Verdict, judge, row_key, row_said, take_over
from engine.service.import_meaning import ImportFile, card_row, coupon_row
from engine.service.import_sum import ImportSum
from engine.service.import_texts import how_to_mend
from engine.service.job_files import CHECK_ONLY, FilePlace, JobProblem
from engine.service.queue_job import carried_out_by
from engine.service.refund_contents import keep_within
from engine.service.refund_file import Read, RefundFile
from engine.service.refund_twins import digest_of
from engine.service.spreadsheet import csv_lines
from engine.values.code import canonical
from engine.values.masked_code import shown_end

ROWS_AT_ONCE = 500
OUTGROWN_BY = 1
"""Rows after which the database is told that its tables have grown, at once: looking for 500 codes in a table that it
takes for empty lasts seconds. Then after four times as many, and so on.
"""

MOST_FAILURES = 100_000
"""Rows that are listed after a look through; more are counted."""

PAUSES = (0.2, 1.0, 3.0)
"""Seconds before trying again when others change the same things."""

OUTCOMES = ("line", "key", "status", "id", "code_end")
FAILURES = ("line", "key", "column", "reason", "found", "how_to_mend")


@dataclass(slots=True, kw_only=True)
class _Work:
    """A file on its way; `told` and `bad` are what the slice at hand came to."""

    engine: Engine
    job: Job
    table: RefundFile
    summed: ImportSum
    told: list[tuple[str | int, ...]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    resumed: bool = True  # in the first slice, which a stop may have kept from being written down

    @property
    def checking(self) -> bool:
        """Whether nothing is to be changed."""
        return self.job.asked.get("do") == CHECK_ONLY

    async def slice(self, reads: Sequence[Read]) -> None:
        """Some rows, one after the other where they are about the same code or key."""
        target, rows = await self._rows(reads)
        while rows:
            wave, rows = _apart(target, rows)
            await self._wave(target, wave)
        self.resumed = False

    async def recall(self, reads: Sequence[Read]) -> None:
        """Rows that were done before a stop: the ones that were taken over are remembered, as they were then."""
        target, rows = await self._rows(reads)
        self.bad.clear()
        while rows:
            wave, rows = _apart(target, rows)
            for row, verdict in zip(wave, await judge(target, wave), strict=True):
                if verdict.known_since is not None and not verdict.refused:
                    self.summed.note(row_key(target, row), canonical(row.code), row_said(target, row))

    async def _rows(self, reads: Sequence[Read]) -> tuple[Target, list[ImportRow]]:
        """What is asked for; the other rows are refused."""
        target, file = await _target(self.engine, self.job)
        meaning = card_row if self.job.kind is JobKind.CARD_IMPORT else coupon_row
        rows: list[ImportRow] = []
        for read in reads:
            row = meaning(read, file)
            if isinstance(row, BadRow):
                self._refuse(row)
            else:
                rows.append(row)
        return target, rows

    async def _wave(self, target: Target, wave: Sequence[ImportRow]) -> None:
        actor = carried_out_by(self.job)
        mine = self.resumed
        for pause in PAUSES:
            verdicts = await judge(target, wave)
            judged = list(zip(wave, verdicts, strict=True))
            new = [row for row, verdict in judged if not verdict.refused and verdict.known_since is None]
            if not self.checking:
                worth = sum(row.balance for row in new if isinstance(row, CardRow))
                keep_within(self.job, self.summed.totals["amount"] + worth)
            made = await take_over(target, [] if self.checking else new, actor)
            if not isinstance(made, Problem):
                for row, verdict in judged:
                    before = mine and verdict.known_since is not None
                    own = self.checking or before or verdict.thing in made
                    self._settle(target, row, verdict, own=own)
                return
            mine = False
            await asyncio.sleep(pause)  # somebody else took a code or gave a card; who, is read again
        raise JobProblem("others change the same coupons or cards all the time; try again later")

    def _settle(self, target: Target, row: ImportRow, verdict: Verdict, *, own: bool) -> None:
        """Count a row; `own`: what is known of it since the job began, the job itself may have done."""
        against = verdict.refused or self.summed.note(
            row_key(target, row), canonical(row.code), row_said(target, row)
        )
        if against not in {"", "repeated"}:
            self._refuse(BadRow(line=row.line, code=against, key=row.key))
            return
        since, started = verdict.known_since, self.job.started_at
        # What this job did and could not write down is no repeat; the same row again in its file is.
        own = own and (since is None or (not self.checking and started is not None and since >= started))
        repeated = against == "repeated" or not own
        self.summed.count(row, repeated=repeated)
        status = "repeated" if repeated else "done"
        self.told.append((row.line, row.key, status, verdict.thing, shown_end(canonical(row.code))))

    def _refuse(self, bad: BadRow) -> None:
        self.summed.refuse(bad.code)
        self.bad.append(bad)


async def import_codes(engine: Engine, job: Job) -> AsyncIterator[JobStep]:
    """Look the file through and change nothing, or take its rows over, as the job asks."""
    _, file = await _target(engine, job)
    table = await import_table(engine, job)
    summed = ImportSum(now=engine.clock.now(), zone=file.zone)
    work = _Work(engine=engine, job=job, table=table, summed=summed)
    steps = _look_through(work) if work.checking else _carry_out(work)
    async for step in steps:
        yield step


async def _look_through(work: _Work) -> AsyncIterator[JobStep]:
    """It begins anew when its worker dies; only the last step writes."""
    place, final = FilePlace(), False
    while not final:
        rows = await next_rows(work.engine, work.job, work.table, place, ROWS_AT_ONCE)
        await work.slice(rows.reads)
        place, final = rows.place, rows.final
        work.told.clear()
        del work.bad[MOST_FAILURES:]
        yield _step(work, cursor="", state=JobState.RUNNING)
    total = work.summed.done + work.summed.failed
    wrote = ((JobSide.FAILURES, _failure_file(work, work.bad, header=True)),)
    yield _step(work, cursor="", state=JobState.CHECKED, total=total, wrote=wrote)


async def _carry_out(work: _Work) -> AsyncIterator[JobStep]:
    """From where the last step stopped."""
    job, place, final, outgrown = work.job, FilePlace.read(work.job.cursor), False, OUTGROWN_BY
    first = not job.cursor
    if job.cursor:
        await _recall(work, place)
        work.summed.done, work.summed.failed = job.done, job.failed
        work.summed.totals = Counter(job.totals)
    while not final:
        rows = await next_rows(work.engine, job, work.table, place, ROWS_AT_ONCE)
        await work.slice(rows.reads)
        place, final = rows.place, rows.final
        wrote = [(JobSide.OUTPUT, csv_lines(work.told, header=OUTCOMES if first else None))]
        if work.bad or first:
            wrote.append((JobSide.FAILURES, _failure_file(work, work.bad, header=first)))
        first = False
        work.told.clear()
        work.bad.clear()
        if work.summed.done >= outgrown:
            await work.engine.store.refresh_statistics()
            outgrown = 4 * work.summed.done
        state = JobState.DONE if final else JobState.RUNNING
        yield _step(work, cursor=place.text(), state=state, total=job.total, wrote=tuple(wrote))


async def _recall(work: _Work, end: FilePlace) -> None:
    """Go again over the rows before `end`, in the very slices in which they were taken over."""
    place = FilePlace()
    while place.line < end.line:
        rows = await next_rows(work.engine, work.job, work.table, place, ROWS_AT_ONCE)
        await work.recall(rows.reads)
        place = rows.place


def _step(
    work: _Work,
    *,
    cursor: str,
    state: JobState,
    total: int | None = None,
    wrote: tuple[tuple[JobSide, bytes], ...] = (),
) -> JobStep:
    summed = work.summed
    return JobStep(
        cursor=cursor,
        state=state,
        totals=summed.said(),
        done=summed.done,
        failed=summed.failed,
        total=total,
        wrote=wrote,
    )


def _apart(target: Target, rows: Sequence[ImportRow]) -> tuple[list[ImportRow], list[ImportRow]]:
    """Rows of which no two share a key or a code, and the rest, for later."""
    taken: set[bytes] = set()
    wave: list[ImportRow] = []
    later: list[ImportRow] = []
    for row in rows:
        marks = {digest_of(row_key(target, row)), digest_of(f"code {canonical(row.code)}")}
        (later if marks & taken else wave).append(row)
        taken |= marks
    return wave, later


async def _target(engine: Engine, job: Job) -> tuple[Target, ImportFile]:
    """The live rule of the job, and what its file means. Raises JobProblem."""
    prepared = await engine.programs.live(engine.store, job.shop)
    name, cards = job.asked.get("rule", ""), job.kind is JobKind.CARD_IMPORT
    rules = {} if prepared is None else prepared.campaigns if cards else prepared.issuers
    rule = rules.get(name)
    if prepared is None or rule is None:
        raise JobProblem(f'there is no live {"gift card" if cards else "coupon"} rule "{name}"')
    settings, body = prepared.program.settings, rule.body
    file = ImportFile(
        columns=columns_asked(job),
        currency=settings.currency,
        zone=ZoneInfo(settings.zone),
        fold_plus=settings.fold_plus,
    )
    if isinstance(body, GiftCardBody):
        file = replace(file, consideration=body.consideration)
    if isinstance(body, CouponBody):
        file = replace(file, uses=body.uses)
    source = job.asked.get("source", "")
    return Target(engine=engine, shop=job.shop, prepared=prepared, rule=rule, source=source), file


def _failure_file(work: _Work, rows: Iterable[BadRow], *, header: bool) -> bytes:
    language = work.job.asked.get("language", "en")
    listed = sorted(rows, key=lambda bad: bad.line)
    cells = [
        (bad.line, bad.key, bad.column, bad.code, bad.found, how_to_mend(bad.code, language))
        for bad in listed
    ]
    return csv_lines(cells, header=FAILURES if header else None)
