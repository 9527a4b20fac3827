"""One request to the sandbox: who came in, and what is answered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from engine.model.decision import Problem
from engine.model.records import InboxMail, MessageState, Page, StoredMessage
from engine.service import ask
from engine.service.kept_mails import kept_mails
from engine.service.outage import StoreUnavailable, StoreUnusable
from graphql_api.errors import shown
from graphql_api.language import Language
from graphql_api.messages import message
from graphql_api.refused import STATUS, Refused, RequestCode
from graphql_api.sandbox.desk import Place
from graphql_api.sandbox.holds import CheckoutRefused
from graphql_api.sandbox.requests import read_object, read_wish
from graphql_api.sandbox.shop_server import Wish
from graphql_api.sandbox.storefront_client import ApiRefused

MAILS = 100
LONGEST_HOST = 200
UNSENT = (
    MessageState.SUPPRESSED,
    MessageState.SKIPPED_LATE,
    MessageState.CANCELLED,
    MessageState.FAILED,
)


class NotThere(Exception):
    """There is no payment or mail of that id in this generation of the sandbox."""


REFUSALS = (NotThere, CheckoutRefused, ApiRefused, Refused, StoreUnavailable, StoreUnusable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request of a signed-in person, in their shop's sandbox."""

    request: Request
    place: Place
    language: Language

    @property
    def id(self) -> str:
        """The id in the path."""
        found: str = self.request.path_params["id"]
        return found

    @property
    def host(self) -> str:
        """Where the browser found us."""
        return self.request.headers.get("host", "")[:LONGEST_HOST]

    async def body(self) -> dict[str, Any]:
        """The JSON object that was sent. Raises Refused."""
        return await read_object(self.request)

    async def wish(self) -> Wish:
        """The cart that was sent. Raises Refused, and CheckoutRefused for a product that is not tried out (S1.39)."""
        catalog = await ask.catalog(self.place.sandbox.engine, self.place.sandbox.shop)
        wish = read_wish(await self.body(), catalog)
        for line in wish.lines:
            product = catalog.products.get(line["sku"])
            if product is not None and not product.sandbox:
                name = Problem.NOT_IN_SANDBOX.name
                raise CheckoutRefused(name, message(name, self.language, {"sku": product.sku}))
        return wish

    async def mails(self) -> tuple[InboxMail, ...]:
        """The mails of the sandbox, newest first."""
        return await kept_mails(self.place.sandbox.engine, self.place.sandbox.shop, Page(limit=MAILS))

    async def unsent(self) -> tuple[StoredMessage, ...]:
        """What rules asked for and nobody got, newest first."""
        sandbox = self.place.sandbox
        found = await ask.messages(sandbox.engine, sandbox.shop, Page(limit=MAILS))
        return tuple(message for message in found if message.state in UNSENT)


Act = Callable[[Visit], Awaitable[dict[str, Any]]]


def answer(content: dict[str, Any], status: int = 200) -> Response:
    """JSON that nobody keeps."""
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def refusal(refused: Exception, language: Language) -> Response:
    """`{"error": {"code", "message"}}` for one of REFUSALS."""
    match refused:
        case NotThere():
            status, code, text = 404, "NOT_FOUND", message("NOT_FOUND", language)
        case CheckoutRefused():
            status, code, text = 409, refused.code, str(refused)
        case ApiRefused():
            status, code, text = 503, refused.code, str(refused)
        case Refused():
            entry = shown(refused, language)
            status, code, text = STATUS.get(refused.code, 400), str(refused.code), entry["message"]
        case _:
            status, code, text = 503, "UNAVAILABLE", message(RequestCode.UNAVAILABLE.value, language)
    return answer({"error": {"code": code, "message": text}}, status)
