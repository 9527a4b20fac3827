"""Coupons and gift cards of another system: opened, handed in, mapped, looked through, taken over, as a job (S5.42)."""

from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.import_row import ImportColumn
from engine.model.job import JobKind
from engine.service.files_by_hand import run_import_by_hand
from engine.service.import_jobs import open_import, preview_import, start_import
from graphql_api.admin.job import JobInput, JobPayload, job_payload
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import own_id
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field


@described(
    "What a column of a file with coupons or gift cards says.",
    CODE="The code that buyers have; needed.",
    KEY="The other system's id of the row, once per source; without it the code stands for it.",
    EMAIL="The owner's address.",
    CUSTOMER="The shop's own id of the owner.",
    PHONE="The owner's telephone number.",
    NAME="The owner's name.",
    ENDS="The last day (it counts whole) or the moment; empty: never.",
    ENABLED="Yes or no; what is switched off is not taken over.",
    BALANCE="Of a gift card, in major units; needed.",
    PIN="Of a gift card: 4 to 8 digits that paying asks for; empty: it has none.",
    CONSIDERATION="Of a gift card: paid or free; empty: as the campaign has it.",
    USES="Of a coupon, in all; empty: unlimited. Without the column: as the rule has it.",
    USES_LEFT="Of a coupon; counts before what USES and USED say.",
    USED="How often a coupon was used.",
    USED_AT="When it was used up.",
    ORDER="The order that used it up.",
    TAKEN_OFF="What that use took off, in major units.",
)
class ImportColumnKind(StrEnum):
    """`model.import_row.ImportColumn`."""

    CODE = "code"
    KEY = "key"
    EMAIL = "email"
    CUSTOMER = "customer"
    PHONE = "phone"
    NAME = "name"
    ENDS = "ends"
    ENABLED = "enabled"
    BALANCE = "balance"
    CONSIDERATION = "consideration"
    PIN = "pin"
    USES = "uses"
    USES_LEFT = "uses_left"
    USED = "used"
    USED_AT = "used_at"
    ORDER = "order"
    TAKEN_OFF = "taken_off"


@strawberry.input(description="The heading of the file that says something.")
class ImportColumnInput:
    """A column, as a person names it."""

    column: ImportColumnKind = strawberry.field(description="What it says.")
    heading: str = strawberry.field(description="Its heading in the file.")


@strawberry.type(name="ImportColumn", description="The heading of the file that says something.")
class ImportColumnType:
    """A column."""

    column: ImportColumnKind = strawberry.field(description="What it says.")
    heading: str = strawberry.field(description="Its heading in the file.")


@strawberry.type(description="What a file looks like that was handed in.")
class CodeImportPreview:
    """The first rows."""

    headings: list[str] = strawberry.field(description="Its headings, in order.")
    rows: list[list[str]] = strawberry.field(
        description="Its first five rows, cell by cell; empty without the rights pii and reveal: they hold codes."
    )
    columns: list[ImportColumnType] = strawberry.field(
        description="What the columns mean, as said or else guessed."
    )


@strawberry.type(description="A file's first rows, or why there are none.")
class CodeImportPreviewResult:
    """The answer of `codeImportPreview`."""

    preview: CodeImportPreview | None = strawberry.field(description="Null when `errors` says why.")
    errors: list[UserError] = strawberry.field(description="NOT_FOUND; empty otherwise.")


@strawberry.input(description="An import of gift cards or coupons to open.")
class CodeImportOpenInput:
    """Input of `giftCardsImport` and `couponsImport`."""

    rule: str = strawberry.field(description="The live rule under which they go on.")
    source: str = strawberry.field(
        description="A name of the other system, at most 40 characters: ids are unique within it."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first job (C23)."
    )


@strawberry.input(description="An import to look through.")
class CodeImportCheckInput:
    """Input of `codeImportCheck`."""

    job_id: strawberry.ID = strawberry.field(description="The job.")
    columns: list[ImportColumnInput] | None = strawberry.field(
        default=None, description="What the columns mean; null: guessed from usual headings."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type
class CodeImportQueries:
    """Queries about imports of codes."""

    @query_field(Right.COUPONS, "The first rows of the file that was handed in for an import of codes.")
    async def code_import_preview(self, info: Info, job_id: strawberry.ID) -> CodeImportPreviewResult:
        """The first rows."""
        context = info.context
        found = await preview_import(context.engine, context.shop, own_id("Job", job_id) or "")
        if isinstance(found, Rejection):
            return CodeImportPreviewResult(preview=None, errors=rejected(found, context.language))
        rows = found.rows if {Right.PII, Right.REVEAL} <= context.caller.rights else ()
        preview = CodeImportPreview(
            headings=list(found.headings),
            rows=[[row.get(heading, "") for heading in found.headings] for row in rows],
            columns=[
                ImportColumnType(column=ImportColumnKind(column.value), heading=heading)
                for column, heading in found.columns.items()
            ],
        )
        return CodeImportPreviewResult(preview=preview, errors=[])


@strawberry.type
class CodeImportMutations:
    """Mutations about imports of codes; each asks for a person who just proved who they are (SEC19)."""

    @mutation_field(
        Right.COUPONS,
        "Open an import of gift cards that another system made; POST its file to `job.uploadPath` next.",
        confirmed=True,
    )
    async def gift_cards_import(self, info: Info, input: CodeImportOpenInput) -> JobPayload:  # noqa: A002
        """Open."""
        return await _open(info, input, JobKind.CARD_IMPORT)

    @mutation_field(
        Right.COUPONS,
        "Open an import of coupons that another system made; POST its file to `job.uploadPath` next.",
        confirmed=True,
    )
    async def coupons_import(self, info: Info, input: CodeImportOpenInput) -> JobPayload:  # noqa: A002
        """Open."""
        return await _open(info, input, JobKind.COUPON_IMPORT)

    @mutation_field(
        Right.COUPONS,
        "Look the file of an import of codes through: totals and bad rows, nothing is done.",
        confirmed=True,
    )
    async def code_import_check(self, info: Info, input: CodeImportCheckInput) -> JobPayload:  # noqa: A002
        """Look through."""
        context = info.context
        said = {ImportColumn(one.column.value): one.heading for one in input.columns or ()}
        asked = [input.job_id, sorted((column.value, heading) for column, heading in said.items())]
        started = await start_import(
            context.engine,
            context.shop,
            own_id("Job", input.job_id) or "",
            context.caller.actor,
            check=True,
            columns=said or None,
            receipt=receipt("codeImportCheck", asked, input.idempotency_key),
        )
        return job_payload(info, started)

    @mutation_field(
        Right.MONEY,
        "Take over the rows of a file that was looked through; each row once, for ever. Who prepares it need not be"
        " who may run it. APPROVAL_REQUIRED: its gift cards hold more than your role may move alone, it was asked for.",
        confirmed=True,
    )
    async def code_import_run(self, info: Info, input: JobInput) -> JobPayload:  # noqa: A002
        """Take over."""
        context = info.context
        started = await run_import_by_hand(
            context.engine,
            context.shop,
            own_id("Job", input.job_id) or "",
            actor=context.caller.actor,
            receipt=receipt("codeImportRun", input.job_id, input.idempotency_key),
        )
        return job_payload(info, started)


async def _open(info: Info, asked: CodeImportOpenInput, kind: JobKind) -> JobPayload:
    context = info.context
    opened = await open_import(
        context.engine,
        context.shop,
        kind,
        asked.rule,
        asked.source,
        actor=context.caller.actor,
        language=context.language,
        receipt=receipt(kind.value, [asked.rule, asked.source], asked.idempotency_key),
    )
    return job_payload(info, opened)
