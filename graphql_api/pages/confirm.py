"""`/c/{token}`: the page behind the link of a double opt-in. GET asks, so that no scanner agrees for us (SEC26)."""

from starlette.requests import Request
from starlette.responses import Response

from engine.service.confirm_consent import Confirmed, confirm_consent, find_request
from engine.service.engine import Engine
from graphql_api.caller import address
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS

_ANSWERS = {
    Confirmed.DONE: (200, "confirm_done"),
    Confirmed.OVER: (404, "confirm_over"),
    Confirmed.BUSY: (503, "confirm_busy"),
}


class ConfirmPage:
    """Shows what was agreed to, and takes the press of the button."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def answer(self, request: Request) -> Response:
        """Either, by the request's method."""
        return await (self.confirm if request.method == "POST" else self.show)(request)

    async def show(self, request: Request) -> Response:
        """The text that was agreed to, and a button."""
        found = await find_request(self._engine, _token(request))
        if found is None:
            return _told(request, Confirmed.OVER)
        title = TEXTS[language_of(request)]["confirm"]
        return page(request, "confirm", title=title, wording=found[1].wording)

    async def confirm(self, request: Request) -> Response:
        """The consent counts from now on."""
        return _told(request, await confirm_consent(self._engine, _token(request), ip=address(request)))


def _token(request: Request) -> str:
    return str(request.path_params["token"])[:500]


def _told(request: Request, became: Confirmed) -> Response:
    text = TEXTS[language_of(request)]
    status, said = _ANSWERS[became]
    return page(request, "notice", status=status, title=text["confirm"], sentences=[text[said]])
