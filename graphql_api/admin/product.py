"""Products: what the rules may name; imported from files."""

from bisect import bisect_right
from enum import StrEnum

import strawberry

from engine.model.answers import ImportReport, RowProblem
from engine.model.catalog import Product
from engine.service import ask
from engine.service.catalog import ImportMode, import_products
from engine.service.lists import lists_of_shop
from engine.service.read_products import ImportFormat, lines_of
from graphql_api.admin.list import ListType, show_list
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, invalid
from graphql_api.ids import opaque, own_id
from graphql_api.limits import PAGE_DEFAULT, PAGE_LIMIT
from graphql_api.paging import After, Connection, Edge, First, PagePlace
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import Money, money

MOST_PROBLEMS = 100


@described(
    "Form of a product file.",
    CSV="Comma-separated with a heading line: Otoku's columns, or Shopify's product export.",
    JSONL="One JSON object per line.",
)
class ImportFormatKind(StrEnum):
    """`service.catalog.ImportFormat`."""

    CSV = "csv"
    JSONL = "jsonl"


@described(
    "What becomes of rows that cannot be read.",
    ALL_OR_NOTHING="One bad row and nothing is stored.",
    SKIP_BAD="Bad rows are reported, the others stored.",
)
class ImportModeKind(StrEnum):
    """`service.catalog.ImportMode`."""

    ALL_OR_NOTHING = "all_or_nothing"
    SKIP_BAD = "skip_bad"


@strawberry.type(name="Product", description="A product of the catalogue.")
class ProductType:
    """A product."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    sku: str = strawberry.field(description="The shop's own number of it, as rules name it.")
    name: str = strawberry.field(description="Its name.")
    kind: str = strawberry.field(
        description="download, shipped, subscription, seminar, salon or gift_card (S2.6-10)."
    )
    sold: str = strawberry.field(description="once, subscription or both.")
    price: Money = strawberry.field(description="Price of one, tax included.")
    tax_percent: str = strawberry.field(description="Tax rate in percent, such as 10 or 8.")
    category: str = strawberry.field(description="Its category; empty: none.")
    tags: list[str] = strawberry.field(description="Its tags, sorted.")
    coupon_entry: bool = strawberry.field(description="Whether the code entry box is shown for it (S1.36).")
    coupon_discount: bool = strawberry.field(
        description="Whether one-time coupons may take money off it (S1.37)."
    )
    sandbox: bool = strawberry.field(description="Whether it may be bought in test orders (S1.39).")
    in_stock: bool = strawberry.field(
        description="False: sold out. Not given as a present, not offered; `skip out of stock` leaves its carts out."
    )

    @relation_field("The lists of its buyers: its own, and those of rules that it leads to (S2.11, S2.16).")
    async def lists(self, info: Info) -> list[ListType]:
        """Lists."""
        found = await lists_of_shop(info.context.engine, info.context.shop, sku=self.sku)
        return [show_list(one) for one in found]


@strawberry.input(description="A file of products.")
class ProductsImportInput:
    """Input of `productsImport`."""

    content: str = strawberry.field(
        description="The whole file, at most about 1 MB; larger ones by `otoku catalog import`."
    )
    format: ImportFormatKind = strawberry.field(default=ImportFormatKind.CSV, description="Its form.")
    mode: ImportModeKind = strawberry.field(
        default=ImportModeKind.ALL_OR_NOTHING, description="What becomes of bad rows."
    )
    dry_run: bool = strawberry.field(default=False, description="Report, and store nothing.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; the same file again changes nothing."
    )


@strawberry.type(name="RowProblem", description="A row that could not be read.")
class RowProblemType:
    """A bad row."""

    line: int = strawberry.field(description="Its line in the file, from 1.")
    column: str = strawberry.field(description="The heading; empty: the row as a whole.")
    code: str = strawberry.field(
        description="What is wrong: missing, not_a_number, unknown_value, repeated, not_json, …"
    )
    value: str = strawberry.field(description="What stands there.")
    expected: str = strawberry.field(description="What should stand there.")


@strawberry.type(description="What became of an import.")
class ProductsImportPayload:
    """The answer of `productsImport`."""

    rows: int = strawberry.field(description="Rows read.")
    saved: int = strawberry.field(description="Products stored.")
    stored: bool = strawberry.field(description="False: nothing was changed.")
    catalog_version: int = strawberry.field(description="The catalogue's version afterwards.")
    problems: list[RowProblemType] = strawberry.field(description=f"Bad rows, the first {MOST_PROBLEMS}.")
    more_problems: int = strawberry.field(description="Bad rows beyond those listed.")
    errors: list[UserError] = strawberry.field(description="Why nothing was read at all; empty when it was.")


def _product(product: Product, currency: str) -> ProductType:
    return ProductType(
        id=strawberry.ID(opaque("Product", product.sku)),
        sku=product.sku,
        name=product.name,
        kind=product.kind.value,
        sold=product.sold.value,
        price=money(product.price, currency),
        tax_percent=f"{float(product.tax_rate * 100):g}",
        category=product.category,
        tags=sorted(product.tags),
        coupon_entry=product.coupon_entry,
        coupon_discount=product.coupon_discount,
        sandbox=product.sandbox,
        in_stock=product.in_stock,
    )


@strawberry.type
class ProductQueries:
    """Queries about products."""

    @query_field(Right.READ, "Products, by SKU.")
    async def products(self, info: Info, first: First = None, after: After = None) -> Connection[ProductType]:
        """A page of products."""
        wanted = PAGE_DEFAULT if first is None else first
        if not 1 <= wanted <= PAGE_LIMIT:
            raise Refused(RequestCode.PAGE_SIZE, argument="first", limit=PAGE_LIMIT)
        catalog = await ask.catalog(info.context.engine, info.context.shop)
        skus = sorted(catalog.products)
        start = 0 if after is None else bisect_right(skus, _sku(after))
        part = skus[start : start + wanted]
        edges = [
            Edge(node=_product(catalog.products[sku], catalog.currency), cursor=opaque("Sku", sku))
            for sku in part
        ]

        async def counted() -> int | None:
            return len(skus)

        return Connection(
            edges=edges,
            page_info=PagePlace(
                has_next_page=start + wanted < len(skus),
                has_previous_page=False,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            counted=counted,
        )

    @query_field(Right.READ, "One product by its SKU.")
    async def product(self, info: Info, sku: str) -> ProductType | None:
        """A product."""
        catalog = await ask.catalog(info.context.engine, info.context.shop)
        found = catalog.products.get(sku)
        return None if found is None else _product(found, catalog.currency)


def _sku(cursor: str) -> str:
    sku = own_id("Sku", cursor)
    if sku is None:
        raise Refused(RequestCode.BAD_CURSOR)
    return sku


@strawberry.type
class ProductMutations:
    """Mutations about products."""

    @mutation_field(
        Right.CATALOG, "Add and change products from a file; every bad row is reported with its line."
    )
    async def products_import(self, info: Info, input: ProductsImportInput) -> ProductsImportPayload:  # noqa: A002
        """Import products."""
        context = info.context
        if not input.content.strip():
            errors = invalid(context.language, ["content"], "a file with at least one row")
            return _report(ImportReport(rows=0, saved=0, problems=(), stored=False), errors)
        report = await import_products(
            context.engine,
            context.shop,
            lines_of(input.content),
            format=ImportFormat(input.format.value),
            mode=ImportMode(input.mode.value),
            actor=context.caller.actor,
            dry_run=input.dry_run,
        )
        return _report(report, [])


def _report(report: ImportReport, errors: list[UserError]) -> ProductsImportPayload:
    shown = report.problems[:MOST_PROBLEMS]
    return ProductsImportPayload(
        rows=report.rows,
        saved=report.saved,
        stored=report.stored,
        catalog_version=report.catalog_version,
        problems=[_problem(problem) for problem in shown],
        more_problems=report.more_problems + len(report.problems) - len(shown),
        errors=errors,
    )


def _problem(problem: RowProblem) -> RowProblemType:
    return RowProblemType(
        line=problem.line,
        column=problem.column,
        code=problem.code,
        value=problem.value,
        expected=problem.expected,
    )
