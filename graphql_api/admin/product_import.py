"""Long files of products: opened, handed in, looked through, stored, as a job."""

import strawberry

from engine.service.product_import import open_product_import, start_product_import
from engine.service.read_products import ImportFormat
from graphql_api.admin.job import JobInput, JobPayload, job_payload
from graphql_api.admin.product import ImportFormatKind
from graphql_api.context import Info
from graphql_api.ids import own_id
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field


@strawberry.input(description="An import of products to open.")
class ProductImportOpenInput:
    """Input of `productImportOpen`."""

    format: ImportFormatKind = strawberry.field(
        default=ImportFormatKind.CSV, description="How the file is written."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first job (C23)."
    )


@strawberry.type
class ProductImportMutations:
    """Mutations about imports of products."""

    @mutation_field(
        Right.CATALOG,
        "Open an import of products; POST its file of up to 64 MB to `job.uploadPath` next.",
        confirmed=True,
    )
    async def product_import_open(self, info: Info, input: ProductImportOpenInput) -> JobPayload:  # noqa: A002
        """Open."""
        context = info.context
        key = receipt("productImportOpen", {"format": input.format.value}, input.idempotency_key)
        opened = await open_product_import(
            context.engine, context.shop, ImportFormat(input.format.value), context.caller.actor, key
        )
        return job_payload(info, opened)

    @mutation_field(
        Right.CATALOG, "Look the file through: its good and its bad rows; nothing is stored.", confirmed=True
    )
    async def product_import_check(self, info: Info, input: JobInput) -> JobPayload:  # noqa: A002
        """Look through."""
        return await _start(info, input, check=True)

    @mutation_field(
        Right.CATALOG,
        "Store the products of a file that was looked through, in one step; bad rows are left out.",
        confirmed=True,
    )
    async def product_import_run(self, info: Info, input: JobInput) -> JobPayload:  # noqa: A002
        """Store."""
        return await _start(info, input, check=False)


async def _start(info: Info, asked: JobInput, *, check: bool) -> JobPayload:
    context = info.context
    name = "productImportCheck" if check else "productImportRun"
    started = await start_product_import(
        context.engine,
        context.shop,
        own_id("Job", asked.job_id) or "",
        context.caller.actor,
        check=check,
        receipt=receipt(name, asked.job_id, asked.idempotency_key),
    )
    return job_payload(info, started)
