"""Addresses in filters, brought into the form they are stored in."""

from engine.values.identity import normal_email
from graphql_api.context import Info

NOBODY = "@"
"""Stored nowhere, so a filter by something that is no address finds nothing."""


async def comparable(info: Info, email: str | None) -> str | None:
    """The comparable form of an address in a filter, by the shop's own rule (D1.g); None: no filter."""
    if email is None:
        return None
    settings = await info.context.loaders.shop_settings()
    return normal_email(email, fold_plus=settings.fold_plus) or NOBODY
