"""`/r/{token}`: the link of a reminder leads on to the shop's page, which brings the cart back (S3.28-29, SEC26)."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from engine.model.decision import Rejection
from engine.service.engine import Engine
from engine.service.recover_cart import linked_cart
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS

PARAMETER = "otoku_cart"
"""What the shop's page finds the token under, for `cartRecover`."""


UNSEEN = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


class RecoverPage:
    """Changes nothing: programs that look at the links of a mail bring no cart back and count no click."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def answer(self, request: Request) -> Response:
        """Lead on, or say that the link is over, or what was left where the shop named no page of its own."""
        token = request.path_params["token"][:500]
        text = TEXTS[language_of(request)]
        linked = await linked_cart(self._engine, token)
        if isinstance(linked, Rejection):
            return page(
                request, "notice", status=404, title=text["cart_left"], sentences=[text["cart_link_dead"]]
            )
        cart = linked.cart
        if cart.return_url:
            return RedirectResponse(_with_token(cart.return_url, token), status_code=303, headers=UNSEEN)
        return page(request, "notice", title=text["cart_left"], sentences=[text["cart_no_page"]])


def _with_token(url: str, token: str) -> str:
    """The page with the token among its own parameters."""
    parts = urlsplit(url)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != PARAMETER
    ]
    return urlunsplit(parts._replace(query=urlencode([*kept, (PARAMETER, token)])))
