"""The shop: the tenant that the credentials belong to."""

from datetime import datetime, time

import strawberry

from engine.model.program import ShopSettings
from engine.model.records import Shop
from engine.service import ask
from graphql_api.context import Info
from graphql_api.rights import Right, query_field


@strawberry.type(
    name="Shop", description="The tenant. Settings come from the `shop` block of the live rules."
)
class ShopType:
    """A shop."""

    id: strawberry.ID = strawberry.field(description="The shop's handle.")
    name: str = strawberry.field(description="Its name for people.")
    created_at: datetime = strawberry.field(description="When it was made.")
    live_revision: int | None = strawberry.field(
        description="Number of the live rule revision; null before the first publication."
    )
    catalog_version: int = strawberry.field(description="Grows with every change of the products.")
    currency: str = strawberry.field(description="ISO 4217 code of all money.")
    time_zone: str = strawberry.field(description="IANA zone that days are counted in (D1.h).")
    rounding: str = strawberry.field(
        description="How the amount a buyer pays is rounded: down, half or up (V10)."
    )
    sender_email: str = strawberry.field(description="From address of mails; empty: the server's own.")
    quiet_from: time | None = strawberry.field(
        description="From when no message is sent, shop-local; null: no quiet hours."
    )
    quiet_to: time | None = strawberry.field(description="Until when no message is sent, shop-local.")
    compat: str = strawberry.field(
        description="System whose blank-field meanings apply, such as paymentex; empty: none (D1.j)."
    )


def show_shop(shop: Shop, settings: ShopSettings) -> ShopType:
    """A shop as the schema shows it."""
    return ShopType(
        id=strawberry.ID(shop.id),
        name=shop.name,
        created_at=shop.created_at,
        live_revision=shop.live_revision,
        catalog_version=shop.catalog_version,
        currency=settings.currency,
        time_zone=settings.zone,
        rounding=settings.rounding.value,
        sender_email=settings.sender_email,
        quiet_from=settings.quiet_from,
        quiet_to=settings.quiet_to,
        compat=settings.compat,
    )


@strawberry.type
class ShopQueries:
    """Queries about the shop."""

    @query_field(Right.READ, "The shop of these credentials.")
    async def shop(self, info: Info) -> ShopType | None:
        """The shop."""
        found = await ask.shop(info.context.engine, info.context.shop)
        return None if found is None else show_shop(found, await info.context.loaders.shop_settings())
