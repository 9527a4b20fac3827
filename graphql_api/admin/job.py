"""Long work with its progress and files: exports of any length, and what can be done with every job."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Page
from engine.service import ask
from engine.service.jobs import cancel_job, resume_job, start_export
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field

RIGHT_OF = {
    JobKind.BULK_REFUND: Right.COUPONS,
    JobKind.EXPORT: Right.EXPORT,
    JobKind.PRODUCT_IMPORT: Right.CATALOG,
    JobKind.CARD_IMPORT: Right.COUPONS,
    JobKind.COUPON_IMPORT: Right.COUPONS,
}
"""What somebody needs to end a job, or to take it up again; for one that gives cards or coupons see `_needed`."""

GIVING = frozenset({JobKind.BULK_REFUND, JobKind.CARD_IMPORT, JobKind.COUPON_IMPORT})
"""What puts money into somebody's hands: who runs it needs the right to."""


@described(
    "What a job does.",
    BULK_REFUND="Gift cards for a file of refunds.",
    EXPORT="A list as a file.",
    PRODUCT_IMPORT="Products of a file into the catalogue.",
    CARD_IMPORT="Gift cards that another system made.",
    COUPON_IMPORT="Coupons that another system made.",
)
class JobKindKind(StrEnum):
    """`model.job.JobKind`."""

    BULK_REFUND = "bulk_refund"
    EXPORT = "export"
    PRODUCT_IMPORT = "product_import"
    CARD_IMPORT = "card_import"
    COUPON_IMPORT = "coupon_import"


@described(
    "Where a job stands.",
    OPEN="Its file is to be handed in: POST to `uploadPath`.",
    WAITING="It begins within seconds.",
    RUNNING="A worker is on it; when the worker dies, another goes on within 30 seconds.",
    CHECKED="Looked through, nothing done; it can be run.",
    DONE="Carried out.",
    FAILED="It stopped, see `problem`; `jobResume` goes on where it stopped.",
    CANCELLED="Ended by a person; what it did stays.",
)
class JobStateKind(StrEnum):
    """`model.job.JobState`."""

    OPEN = "open"
    WAITING = "waiting"
    RUNNING = "running"
    CHECKED = "checked"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@described(
    "A list that can be taken away.",
    COUPONS="Coupons, codes masked.",
    REDEMPTIONS="Uses of coupons and grants of rules (S5.42).",
    ORDERS="Orders with the engine's price.",
    CARDS="Gift cards with balance and metadata, codes masked.",
    LEDGER="Every movement of value on gift cards, with its postings (J12).",
)
class ExportKind(StrEnum):
    """Names of `service.export_job.LISTINGS`."""

    COUPONS = "coupons"
    REDEMPTIONS = "redemptions"
    ORDERS = "orders"
    CARDS = "cards"
    LEDGER = "ledger"


@described(
    "How a file is written.",
    CSV="CSV in UTF-8 with its mark, safe for spreadsheets (SEC29).",
    JSONL="JSON Lines.",
)
class ExportFormat(StrEnum):
    """File formats."""

    CSV = "csv"
    JSONL = "jsonl"


@strawberry.type(description="A figure of a job.")
class JobTotal:
    """A figure."""

    name: str = strawberry.field(
        description="amount, repeated_amount: minor units; repeated: rows that were carried out before; twins: rows of"
        " a looked through bulk refund that are alike in booking and customer and have no id, named in `outputPath`."
    )
    value: int = strawberry.field(description="The figure.")


@strawberry.type(name="Job", description="Long work in steps; ask again for its progress.")
class JobType:
    """A job."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    kind: JobKindKind = strawberry.field(description="What it does.")
    state: JobStateKind = strawberry.field(description="Where it stands.")
    subject: str = strawberry.field(
        description="The list of an export, the rule of a bulk refund or of an import of codes; otherwise empty."
    )
    checking: bool = strawberry.field(description="It only looks through, and changes nothing.")
    done: int = strawberry.field(description="Rows that are (or, when checked, can be) carried out.")
    failed: int = strawberry.field(description="Rows that cannot be.")
    total: int | None = strawberry.field(description="Rows in all; null: not known yet.")
    totals: list[JobTotal] = strawberry.field(description="What the rows add up to, by name.")
    problem: str = strawberry.field(description="Why it stopped, in English; empty: it did not.")
    upload_path: str | None = strawberry.field(
        description="Where its file is POSTed to as it is, again to replace it; null: no file is taken."
    )
    output_path: str | None = strawberry.field(description="GET: what it wrote; null: nothing yet.")
    failures_path: str | None = strawberry.field(
        description="GET: rows that could not be carried out, with reasons; null: there are none."
    )
    created_at: datetime = strawberry.field(description="When it was asked for.")
    started_at: datetime | None = strawberry.field(description="When work began; null: not yet.")
    ended_at: datetime | None = strawberry.field(
        description="When it came to its present end; null: it did not."
    )


@strawberry.input(description="A list to take away.")
class ExportStartInput:
    """Input of `exportStart`."""

    list: ExportKind = strawberry.field(description="Which list.")
    format: ExportFormat = strawberry.field(default=ExportFormat.CSV, description="How it is written.")
    rule: str | None = strawberry.field(default=None, description="Only of this rule; not for orders.")
    since: datetime | None = strawberry.field(
        default=None, description="Coupons issued, and movements made, from here on, included."
    )
    until: datetime | None = strawberry.field(default=None, description="And before this instant.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first job (C23)."
    )


@strawberry.input(description="A job to act on.")
class JobInput:
    """Input of `jobCancel` and `jobResume`."""

    job_id: strawberry.ID = strawberry.field(description="The job.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type(description="A job after a change.")
class JobPayload:
    """The answer of changes of jobs."""

    job: JobType | None = strawberry.field(description="It; null when `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


def show_job(job: Job) -> JobType:
    """A job as it is shown."""
    ran = job.state in (JobState.RUNNING, JobState.DONE, JobState.FAILED, JobState.CANCELLED)
    writes = job.kind is not JobKind.PRODUCT_IMPORT and job.asked.get("do") != "check"
    output = (ran and bool(job.cursor or job.done)) or job.state is JobState.DONE
    alike = job.state is JobState.CHECKED and bool(job.totals.get("twins"))
    return JobType(
        id=strawberry.ID(opaque("Job", job.id)),
        kind=JobKindKind(job.kind),
        state=JobStateKind(job.state),
        subject=job.asked.get("list") or job.asked.get("campaign") or job.asked.get("rule", ""),
        checking=job.asked.get("do") == "check",
        done=job.done,
        failed=job.failed,
        total=job.total,
        totals=[JobTotal(name=name, value=value) for name, value in sorted(job.totals.items())],
        problem=job.problem,
        upload_path=f"/import/{job.id}" if job.state is JobState.OPEN else None,
        output_path=f"/export/{job.id}" if (writes and output) or alike else None,
        failures_path=f"/export/{job.id}/failures" if job.failed else None,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
    )


def job_payload(info: Info, made: Job | Rejection) -> JobPayload:
    """The answer of a change of a job."""
    if isinstance(made, Rejection):
        return JobPayload(job=None, errors=rejected(made, info.context.language))
    return JobPayload(job=show_job(made), errors=[])


@strawberry.type
class JobQueries:
    """Queries about jobs."""

    @query_field(Right.READ, "Long work, newest first; kept for 30 days after its end.")
    async def jobs(  # noqa: PLR0917 - Relay's arguments
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        kind: JobKindKind | None = None,
    ) -> Connection[JobType]:
        """The jobs."""
        engine, shop = info.context.engine, info.context.shop
        wanted = None if kind is None else JobKind(kind.value)

        async def load(page: Page) -> tuple[Job, ...]:
            return await ask.jobs(engine, shop, page, kind=wanted)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, show_job, uncounted)

    @query_field(Right.READ, "One job; ask every second or two for its progress. Null: there is none.")
    async def job(self, info: Info, id: strawberry.ID) -> JobType | None:  # noqa: A002 - the API's convention
        """The job."""
        found = await ask.job(info.context.engine, info.context.shop, own_id("Job", id) or "")
        return None if found is None else show_job(found)


@strawberry.type
class JobMutations:
    """Mutations about jobs."""

    @mutation_field(Right.EXPORT, "Write a list of any length into a file; owners only with the right pii.")
    async def export_start(self, info: Info, input: ExportStartInput) -> JobPayload:  # noqa: A002
        """Begin an export."""
        context = info.context
        asked = {
            "list": input.list.value,
            "format": input.format.value,
            "addresses": "yes" if Right.PII in context.caller.rights else "no",
            "rule": input.rule or "",
            "since": "" if input.since is None else input.since.isoformat(),
            "until": "" if input.until is None else input.until.isoformat(),
        }
        key = receipt("exportStart", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        given = {name: value for name, value in asked.items() if value}
        return job_payload(
            info, await start_export(context.engine, context.shop, given, context.caller.actor, key)
        )

    @mutation_field(
        Right.READ,
        "End a job; what it did stays. Needs export, coupons, money or catalog, as beginning it did.",
    )
    async def job_cancel(self, info: Info, input: JobInput) -> JobPayload:  # noqa: A002
        """End a job."""
        context = info.context
        job = await _allowed(info, input.job_id, ending=True)
        if job is None:
            return _not_found(info)
        key = receipt("jobCancel", input.job_id, input.idempotency_key)
        return job_payload(
            info, await cancel_job(context.engine, context.shop, job.id, context.caller.actor, key)
        )

    @mutation_field(
        Right.READ, "Let a failed job go on. Needs export, coupons, money or catalog, as beginning it did."
    )
    async def job_resume(self, info: Info, input: JobInput) -> JobPayload:  # noqa: A002
        """Go on."""
        context = info.context
        job = await _allowed(info, input.job_id)
        if job is None:
            return _not_found(info)
        key = receipt("jobResume", input.job_id, input.idempotency_key)
        return job_payload(
            info, await resume_job(context.engine, context.shop, job.id, context.caller.actor, key)
        )


async def _allowed(info: Info, job_id: strawberry.ID, *, ending: bool = False) -> Job | None:
    """The job, if the caller may act on it. Raises Refused FORBIDDEN, STEP_UP_REQUIRED."""
    context = info.context
    job = await ask.job(context.engine, context.shop, own_id("Job", job_id) or "")
    rights = context.caller.rights
    if job is not None and (needed := _needed(job, rights, ending=ending)) not in rights:
        raise Refused(RequestCode.FORBIDDEN, right=needed)
    if job is not None and not context.caller.confirmed:
        raise Refused(RequestCode.STEP_UP_REQUIRED)
    return job


def _needed(job: Job, rights: Collection[Right], *, ending: bool) -> Right:
    """Cards are given only by who may run bulk refunds; who prepared one may stop it all the same."""
    gives_cards = job.kind in GIVING and job.asked.get("do") == "run"
    prepares = ending and RIGHT_OF[job.kind] in rights
    return Right.MONEY if gives_cards and not prepares else RIGHT_OF[job.kind]


def _not_found(info: Info) -> JobPayload:
    return JobPayload(job=None, errors=[user_error(Problem.NOT_FOUND, info.context.language, ["jobId"])])
