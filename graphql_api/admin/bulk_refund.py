"""Refunds to gift cards in bulk: opened, handed in, mapped, looked through, run (S5.1, D5.d)."""

from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.refund_row import RefundColumns, Twins
from engine.service.bulk_refund_jobs import open_bulk_refund, preview_bulk_refund, start_bulk_refund
from engine.service.files_by_hand import run_refund_by_hand
from graphql_api.admin.job import JobInput, JobPayload, job_payload
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import own_id
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field


@described(
    "What rows mean that have no id of their own and are alike in booking and customer.",
    ONCE="The same refund, written twice: the first one counts.",
    EACH="Refunds of their own, each is given.",
)
class TwinsKind(StrEnum):
    """`model.refund_row.Twins`."""

    ONCE = "once"
    EACH = "each"


@strawberry.input(description="Which heading of the file says what; absent: guessed from usual headings.")
class BulkRefundColumnsInput:
    """Columns, as a person names them."""

    booking_column: str = strawberry.field(
        description="The booking or order that is refunded; metadata booking_id."
    )
    amount_column: str = strawberry.field(description="Money in major units, such as 12,000 or 49.50.")
    customer_column: str = strawberry.field(default="", description="The shop's own id of the customer.")
    email_column: str = strawberry.field(
        default="", description="Address; one of customer and email is needed."
    )
    name_column: str = strawberry.field(default="", description="The customer's name.")
    key_column: str = strawberry.field(
        default="", description="The shop's own id of the row; without it booking and customer stand for it."
    )


@strawberry.type(name="BulkRefundColumns", description="Which heading says what; empty: none does.")
class BulkRefundColumnsType:
    """Columns."""

    booking_column: str = strawberry.field(description="The booking or order that is refunded.")
    amount_column: str = strawberry.field(description="Money in major units.")
    customer_column: str = strawberry.field(description="The shop's own id of the customer.")
    email_column: str = strawberry.field(description="Address.")
    name_column: str = strawberry.field(description="The customer's name.")
    key_column: str = strawberry.field(description="The shop's own id of the row.")


@strawberry.type(description="What a file looks like that was handed in.")
class BulkRefundPreview:
    """The first rows."""

    headings: list[str] = strawberry.field(description="Its headings, in order.")
    rows: list[list[str]] = strawberry.field(
        description="Its first five rows, cell by cell; empty without the right pii."
    )
    columns: BulkRefundColumnsType = strawberry.field(
        description="What the columns mean, as said or else guessed."
    )


@strawberry.type(description="A file's first rows, or why there are none.")
class BulkRefundPreviewResult:
    """The answer of `bulkRefundPreview`."""

    preview: BulkRefundPreview | None = strawberry.field(description="Null when `errors` says why.")
    errors: list[UserError] = strawberry.field(description="NOT_FOUND; empty otherwise.")


@strawberry.input(description="A bulk refund to open.")
class BulkRefundOpenInput:
    """Input of `bulkRefundOpen`."""

    campaign: str = strawberry.field(description="The live gift card rule whose cards are given.")
    notify: bool = strawberry.field(
        default=True, description="Send the rule's messages; false: the shop sends the codes itself (S5.30)."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first job (C23)."
    )


@strawberry.input(description="A bulk refund to look through.")
class BulkRefundCheckInput:
    """Input of `bulkRefundCheck`."""

    job_id: strawberry.ID = strawberry.field(description="The job.")
    columns: BulkRefundColumnsInput | None = strawberry.field(
        default=None, description="What the columns mean; null: guessed."
    )
    twins: TwinsKind | None = strawberry.field(
        default=None,
        description="What rows alike mean; null: as said before, else `bulkRefundRun` is ROWS_ALIKE.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type
class BulkRefundQueries:
    """Queries about bulk refunds."""

    @query_field(Right.COUPONS, "The first rows of the file that was handed in for a bulk refund.")
    async def bulk_refund_preview(self, info: Info, job_id: strawberry.ID) -> BulkRefundPreviewResult:
        """The first rows."""
        context = info.context
        found = await preview_bulk_refund(context.engine, context.shop, own_id("Job", job_id) or "")
        if isinstance(found, Rejection):
            return BulkRefundPreviewResult(preview=None, errors=rejected(found, context.language))
        rows = found.rows if Right.PII in context.caller.rights else ()
        meant = {f"{name}_column": getattr(found.columns, name) for name in RefundColumns.names()}
        preview = BulkRefundPreview(
            headings=list(found.headings),
            rows=[[row.get(heading, "") for heading in found.headings] for row in rows],
            columns=BulkRefundColumnsType(**meant),
        )
        return BulkRefundPreviewResult(preview=preview, errors=[])


@strawberry.type
class BulkRefundMutations:
    """Mutations about bulk refunds; each asks for a person who just proved who they are (SEC19)."""

    @mutation_field(
        Right.COUPONS, "Open a bulk refund; POST its file to `job.uploadPath` next.", confirmed=True
    )
    async def bulk_refund_open(self, info: Info, input: BulkRefundOpenInput) -> JobPayload:  # noqa: A002
        """Open."""
        context = info.context
        key = receipt("bulkRefundOpen", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        opened = await open_bulk_refund(
            context.engine,
            context.shop,
            input.campaign,
            context.caller.actor,
            notify=input.notify,
            receipt=key,
        )
        return job_payload(info, opened)

    @mutation_field(
        Right.COUPONS,
        "Look a bulk refund's file through: totals and bad rows, nothing is done.",
        confirmed=True,
    )
    async def bulk_refund_check(self, info: Info, input: BulkRefundCheckInput) -> JobPayload:  # noqa: A002
        """Look through."""
        context = info.context
        said = {} if input.columns is None else vars(input.columns)
        columns = RefundColumns(**{name.removesuffix("_column"): heading for name, heading in said.items()})
        key = receipt("bulkRefundCheck", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        started = await start_bulk_refund(
            context.engine,
            context.shop,
            own_id("Job", input.job_id) or "",
            context.caller.actor,
            check=True,
            columns=columns if said else None,
            twins=None if input.twins is None else Twins(input.twins.value),
            receipt=key,
        )
        return job_payload(info, started)

    @mutation_field(
        Right.MONEY,
        "Carry a bulk refund out that was looked through; each row once, for ever. Who prepares it need not be who may"
        " run it. APPROVAL_REQUIRED: more than your role may refund alone, it was asked for.",
        confirmed=True,
    )
    async def bulk_refund_run(self, info: Info, input: JobInput) -> JobPayload:  # noqa: A002
        """Carry out."""
        context = info.context
        key = receipt("bulkRefundRun", input.job_id, input.idempotency_key)
        own = own_id("Job", input.job_id) or ""
        started = await run_refund_by_hand(
            context.engine, context.shop, own, actor=context.caller.actor, receipt=key
        )
        return job_payload(info, started)
