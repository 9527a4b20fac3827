"""A server to be measured: ours on a database, or an echo that gives one answer to every quote.

python -m bench.server PORT DATABASE_URL SECRETS_FILE
python -m bench.server PORT echo
"""

import asyncio
import sys
from pathlib import Path

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from bench.shop import SHARED_CODE, SHOP, cart, open_shop, shop_files
from engine.model.quote import Quote
from engine.service.quote import quote_cart
from engine.settings import Settings, new_secrets, read_secrets
from engine.wiring import open_engine
from graphql_api.app import create_app
from graphql_api.price import show_quote
from graphql_api.rates import Rates
from graphql_api.scalars import CONFIG, CouponCode
from graphql_api.storefront.cart import CartInput, QuotePayload

UNBOUNDED = "1000000 per second"
RATES = Rates(
    publishable=UNBOUNDED, secret=UNBOUNDED, admin=UNBOUNDED, staff=UNBOUNDED, stranger=UNBOUNDED
)  # fmt: skip
"""A measurement asks more often than any shop."""


async def serve(port: int, database_url: str, secrets: Path) -> None:
    """Serve a shop that is there already."""
    settings = Settings(database_url=database_url, secrets=read_secrets(secrets))
    async with open_engine(settings) as engine:
        await engine.programs.live(engine.store, SHOP)  # how long that takes is measured in bench/start.py
        await _run(create_app(engine, rates=RATES), port)


async def echo(port: int) -> None:
    """Serve the price of the one cart, worked out before: GraphQL with nothing behind it, at its best with caches."""
    settings = Settings(database_url="memory://", secrets=new_secrets())
    async with open_engine(settings) as engine:
        await open_shop(engine, shop_files())
        quote = await quote_cart(engine, SHOP, cart(0, [SHARED_CODE]), trusted=True)
    assert isinstance(quote, Quote)
    answer = QuotePayload(quote=show_quote(quote, "en", trusted=True), hints=[], errors=[])

    @strawberry.type
    class Query:
        @strawberry.field
        def quote(self, cart: CartInput, codes: list[CouponCode] | None = None) -> QuotePayload:  # noqa: ARG002
            return answer

    caches = [lambda: ParserCache(maxsize=16), lambda: ValidationCache(maxsize=16)]
    schema = strawberry.Schema(Query, config=CONFIG, extensions=caches)
    await _run(Starlette(routes=[Route("/storefront/graphql", GraphQL(schema), methods=["POST"])]), port)


async def _run(application: Starlette, port: int) -> None:
    config = uvicorn.Config(application, host="127.0.0.1", port=port, log_level="warning", access_log=False)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    wanted = sys.argv[1:]
    if wanted[1] == "echo":
        asyncio.run(echo(int(wanted[0])))
    else:
        asyncio.run(serve(int(wanted[0]), wanted[1], Path(wanted[2])))
