"""Refunds to gift cards in bulk: a file is looked through first, then carried out, each row once (S5.1, D5.d)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from engine.model.card_requests import PublicationOutcome, PublicationRequest
from engine.model.decision import Problem, Rejection
from engine.model.gift_card import GiftCardBody
from engine.model.job import Job, JobSide, JobState, JobStep
from engine.model.program import Rule
from engine.model.refund_row import BadRow, RefundRow
from engine.model.requests import BuyerRequest
from engine.service.engine import Engine
from engine.service.job_files import FilePlace, JobProblem
from engine.service.publish_cards import publish_cards
from engine.service.queue_job import carried_out_by
from engine.service.refund_batch import refund_batch, refund_file
from engine.service.refund_contents import keep_within
from engine.service.refund_file import RefundFile
from engine.service.refund_twins import ROWS_ALIKE, TWINS, Occurrences, digest_of, twins_of
from engine.service.spreadsheet import csv_lines

CHECKED_AT_ONCE = 5_000
CARRIED_OUT_AT_ONCE = 500
OUTGROWN_BY = 1_000
"""Rows after which the database is told that its tables have grown; then after four times as many, and so on."""

MOST_FAILURES = 100_000
"""Rows that are listed after a look through; more are counted."""

PAUSES = (0.2, 1.0, 3.0)
"""Seconds before trying again when others change the same cards."""

OUTCOMES = ("line", "key", "booking", "amount", "status", "card", "code_end")
FAILURES = ("line", "key", "column", "reason", "found")


@dataclass(slots=True, kw_only=True)
class _Sum:
    """What is known so far."""

    done: int = 0
    failed: int = 0
    own: int = 0  # minor units that the rule itself puts on each card beside what the row asks for
    failures: list[BadRow] = field(default_factory=list)  # of a look through
    totals: dict[str, int] = field(default_factory=lambda: {"amount": 0, "repeated": 0, "repeated_amount": 0})
    carried: set[bytes] = field(default_factory=set)  # keys of the rows before, while they are carried out
    twins: list[tuple[int, int, str, int]] = field(default_factory=list)  # rows alike, see `TWINS`
    asks: bool = False  # whether somebody has to say what these mean

    def count(self, row: RefundRow, *, repeated: bool) -> None:
        """A row that is, or can be, carried out; `repeated`: it was before."""
        self.done += 1
        if repeated:
            self.totals["repeated"] += 1
            self.totals["repeated_amount"] += row.amount
        else:
            self.totals["amount"] += row.amount + self.own


async def check_refunds(engine: Engine, job: Job) -> AsyncIterator[JobStep]:
    """Look the whole file through and change nothing: totals, rows that cannot be carried out, repeats.

    It begins anew when its worker dies; only the last step writes.
    """
    rule = await _campaign(engine, job)
    campaigns = (rule.name, *rule.was)  # old names too, under which it may have given cards
    file = await refund_file(engine, job)
    place, summed = FilePlace(), _Sum(own=_own_balance(rule), asks=twins_of(job) is None)
    seen: dict[bytes, tuple[int, int]] = {}
    occurrences = Occurrences(wanted=twins_of(job))
    while True:
        batch = await refund_batch(engine, job, file, place, CHECKED_AT_ONCE)
        fresh = [row for row in occurrences.keyed(batch.rows) if _note(row, seen, summed)]
        await _compare(engine, job, campaigns, fresh, summed)
        summed.failures += batch.bad
        summed.failed = len(summed.failures)
        place = batch.place
        if batch.final:
            break
        yield JobStep(cursor="", done=summed.done, failed=summed.failed, totals=summed.totals)
    listed = sorted(summed.failures, key=lambda bad: bad.line)[:MOST_FAILURES]
    yield JobStep(
        cursor="",
        state=JobState.CHECKED,
        done=summed.done,
        failed=summed.failed,
        total=summed.done + summed.failed,
        totals=summed.totals,
        wrote=(
            (JobSide.FAILURES, _failure_file(listed, header=True)),
            (JobSide.OUTPUT, csv_lines(summed.twins, header=TWINS)),
        ),
    )


async def carry_out_refunds(engine: Engine, job: Job) -> AsyncIterator[JobStep]:
    """Give each row its card with its amount and message, once for ever, from where the last step stopped.

    A step that was carried out and not written down is done again and changes nothing: keys see to it.
    """
    file = await refund_file(engine, job)
    place, summed, state = FilePlace(), _Sum(), JobState.RUNNING
    occurrences = Occurrences(wanted=twins_of(job))
    if job.cursor:
        place = FilePlace.read(job.cursor)
        carried = await _keys_before(engine, job, file, place, occurrences)
        summed = _Sum(done=job.done, failed=job.failed, totals=dict(job.totals), carried=carried)
    first, outgrown = not job.cursor, OUTGROWN_BY
    while state is JobState.RUNNING:
        batch = await refund_batch(engine, job, file, place, CARRIED_OUT_AT_ONCE)
        rule = await _campaign(engine, job)
        summed.own = _own_balance(rule)
        rows = occurrences.keyed(batch.rows)
        await _stay_within(engine, job, rule, rows, summed)
        outcomes, refused = await _carry_out(engine, job, rows, summed)
        bad = sorted((*batch.bad, *refused), key=lambda one: one.line)
        summed.failed += len(bad)
        place = batch.place
        state = JobState.DONE if batch.final else JobState.RUNNING
        wrote = [(JobSide.OUTPUT, csv_lines(outcomes, header=OUTCOMES if first else None))]
        if bad or first:
            wrote.append((JobSide.FAILURES, _failure_file(bad, header=first)))
        first = False
        if summed.done >= outgrown:
            await engine.store.refresh_statistics()
            outgrown *= 4
        yield JobStep(
            cursor=place.text(),
            state=state,
            done=summed.done,
            failed=summed.failed,
            total=job.total,
            totals=summed.totals,
            wrote=tuple(wrote),
        )


async def _campaign(engine: Engine, job: Job) -> Rule:
    """The live rule of the job's campaign. Raises JobProblem."""
    prepared = await engine.programs.live(engine.store, job.shop)
    campaign = job.asked.get("campaign", "")
    rule = None if prepared is None else prepared.campaigns.get(campaign)
    if rule is None:
        raise JobProblem(f'there is no live gift card rule "{campaign}"')
    return rule


def _own_balance(rule: Rule) -> int:
    return rule.body.balance.amount if isinstance(rule.body, GiftCardBody) else 0


def _note(row: RefundRow, seen: dict[bytes, tuple[int, int]], summed: _Sum) -> bool:
    """Whether the file has not had the row's key before; what it had is a repeat, or a failure of another amount.

    `seen` has amount and line of the first row of each key.
    """
    digest = digest_of(row.key)
    if digest not in seen:
        seen[digest] = row.amount, row.line
        return True
    amount, first = seen[digest]
    if summed.asks and not row.own_key:
        # Whether it is a repeat, or a failure, is what somebody is asked first.
        summed.done += 1
        summed.totals[ROWS_ALIKE] = summed.totals.get(ROWS_ALIKE, 0) + 1
        if len(summed.twins) < MOST_FAILURES:
            summed.twins.append((row.line, first, row.booking, row.amount))
    elif amount == row.amount:
        summed.count(row, repeated=True)
    else:
        summed.failures.append(_other_amount(row))
    return False


async def _keys_before(
    engine: Engine, job: Job, file: RefundFile, end: FilePlace, occurrences: Occurrences
) -> set[bytes]:
    """The keys of all rows before `end`, read in the very steps that carried them out."""
    place, keys = FilePlace(), set[bytes]()
    while place.line < end.line:
        batch = await refund_batch(engine, job, file, place, CARRIED_OUT_AT_ONCE)
        keys.update(digest_of(row.key) for row in occurrences.keyed(batch.rows))
        place = batch.place
    return keys


async def _compare(
    engine: Engine,
    job: Job,
    campaigns: Sequence[str],
    rows: Sequence[RefundRow],
    summed: _Sum,
) -> None:
    """Tell new rows from those that an earlier job or call carried out."""
    known = {
        one.source_id: one.amount
        for one in await engine.store.publications(job.shop, campaigns, [row.key for row in rows])
    }
    for row in rows:
        if known.get(row.key, row.amount) == row.amount:
            summed.count(row, repeated=row.key in known)
        else:
            summed.failures.append(_other_amount(row))


def _other_amount(row: RefundRow) -> BadRow:
    return BadRow(line=row.line, code="publication_changed", found=str(row.amount), key=row.key)


async def _stay_within(engine: Engine, job: Job, rule: Rule, rows: Sequence[RefundRow], summed: _Sum) -> None:
    """Raise JobProblem when new ones of `rows` would bring the job above what was looked through."""
    already = summed.totals["amount"]
    try:
        keep_within(job, already + sum(row.amount + summed.own for row in rows))
    except JobProblem:  # unless some of it was carried out before
        campaigns = (rule.name, *rule.was)
        known = await engine.store.publications(job.shop, campaigns, [row.key for row in rows])
        before = summed.carried | {digest_of(one.source_id) for one in known}
        new = {row.key: row.amount for row in rows if digest_of(row.key) not in before}
        keep_within(job, already + sum(new.values()) + summed.own * len(new))


async def _carry_out(
    engine: Engine, job: Job, rows: Sequence[RefundRow], summed: _Sum
) -> tuple[list[tuple[str | int, ...]], list[BadRow]]:
    """Give cards for `rows`; what the outcome file says of them, and those that were refused."""
    outcomes = await _publish(engine, job, rows)
    told: list[tuple[str | int, ...]] = []
    refused = []
    for row, outcome in zip(rows, outcomes, strict=True):
        if outcome.refused:
            column = ".".join(outcome.field)
            refused.append(BadRow(line=row.line, code=outcome.refused, column=column, key=row.key))
            continue
        card = outcome.cards[0]
        # What this job did and could not write down is no repeat; the same row again in its file is.
        before = job.started_at is None or card.made_at < job.started_at
        repeated = digest_of(row.key) in summed.carried or (outcome.repeated and before)
        summed.carried.add(digest_of(row.key))
        summed.count(row, repeated=repeated)
        status = "repeated" if repeated else "done"
        told.append((row.line, row.key, row.booking, row.amount, status, card.fact.id, card.last_four))
    return told, refused


async def _publish(engine: Engine, job: Job, rows: Sequence[RefundRow]) -> tuple[PublicationOutcome, ...]:
    if not rows:
        return ()
    asked = [
        PublicationRequest(
            source_id=row.key,
            buyer=BuyerRequest(email=row.email or None, external_id=row.customer or None, name=row.name),
            amount=row.amount,
            metadata=(("booking_id", row.booking),),
            notify=job.asked.get("notify") != "no",
        )
        for row in rows
    ]
    actor = carried_out_by(job)
    for pause in PAUSES:
        given = await publish_cards(engine, job.shop, job.asked.get("campaign", ""), asked, actor=actor)
        if isinstance(given, Rejection) and given.problem is Problem.BUSY:
            await asyncio.sleep(pause)
        elif isinstance(given, Rejection):
            raise JobProblem(f"the cards could not be given: {given.problem.value.replace('_', ' ')}")
        else:
            return given
    raise JobProblem("others change the same cards all the time; try again later")


def _failure_file(rows: Sequence[BadRow], *, header: bool) -> bytes:
    cells = [(bad.line, bad.key, bad.column, bad.code, bad.found) for bad in rows]
    return csv_lines(cells, header=FAILURES if header else None)
