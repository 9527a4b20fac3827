"""Lists as files for spreadsheets, with the filters of the screens that show them."""

import strawberry

from engine.model.records import Page, Redemption
from engine.service import ask
from engine.service.export_lists import (
    MOST_ROWS,
    Reader,
    Sheet,
    export_coupons,
    export_orders,
    export_redemptions,
)
from graphql_api.admin.coupon import CouponFilter, coupon_rows
from graphql_api.admin.order import OrderFilter, order_rows
from graphql_api.admin.redemption import RedemptionFilter
from graphql_api.context import Info
from graphql_api.rights import Right, query_field

_BOUNDED = (
    f" as CSV for a spreadsheet, newest first, {MOST_ROWS:,} rows at most. Money in minor units, times by the shop's"
    " clock, codes masked"
)


@strawberry.type(description="A list to take away as a file.")
class ExportedList:
    """A file."""

    name: str = strawberry.field(description="What to call it.")
    media_type: str = strawberry.field(description="text/csv or application/jsonl.")
    text: str = strawberry.field(
        description="UTF-8; CSV with a byte order mark, and no cell of it is carried out as a formula (SEC29)."
    )
    rows: int = strawberry.field(description="Rows in it, its header not counted.")
    complete: bool = strawberry.field(description="False: older rows were left out; narrow the filter.")


@strawberry.type
class ListExportQueries:
    """Queries that give files."""

    @query_field(Right.EXPORT, f"Coupons{_BOUNDED}; owners only by the right pii.")
    async def coupons_export(
        self,
        info: Info,
        filter: CouponFilter | None = None,  # noqa: A002 - the API's convention
    ) -> ExportedList:
        """Coupons."""
        load = await coupon_rows(info, filter or CouponFilter())
        return _file("coupons", await export_coupons(load, await _reader(info)))

    @query_field(Right.EXPORT, f"Redemptions{_BOUNDED}, shared ones excepted.")
    async def redemptions_export(
        self,
        info: Info,
        filter: RedemptionFilter | None = None,  # noqa: A002 - the API's convention
    ) -> ExportedList:
        """Redemptions."""
        wanted = filter or RedemptionFilter()
        engine, shop = info.context.engine, info.context.shop

        async def load(page: Page) -> tuple[Redemption, ...]:
            return await ask.redemptions(engine, shop, page, rule=wanted.rule, order_id=wanted.order_id)

        return _file("redemptions", await export_redemptions(load, await _reader(info)))

    @query_field(Right.EXPORT, f"Orders{_BOUNDED}; buyers only by the right pii.")
    async def orders_export(
        self,
        info: Info,
        filter: OrderFilter | None = None,  # noqa: A002 - the API's convention
    ) -> ExportedList:
        """Orders."""
        load = await order_rows(info, filter or OrderFilter())
        return _file("orders", await export_orders(load, await _reader(info)))


async def _reader(info: Info) -> Reader:
    settings = await info.context.loaders.shop_settings()
    return Reader(
        currency=settings.currency,
        zone=settings.zone,
        addresses=Right.PII in info.context.caller.rights,
    )


def _file(name: str, sheet: Sheet) -> ExportedList:
    return ExportedList(
        name=f"{name}.csv",
        media_type="text/csv",
        text=sheet.text,
        rows=sheet.rows,
        complete=sheet.complete,
    )
