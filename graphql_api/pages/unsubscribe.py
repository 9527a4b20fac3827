"""`/u/{token}`: the page behind `List-Unsubscribe` (RFC 8058): works without cookie, sign-in or redirect."""

from starlette.requests import Request
from starlette.responses import Response

from engine.service.engine import Engine
from engine.service.unsubscribe import read_unsubscribe
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS


class UnsubscribePage:
    """Answers GET (a person) and POST (a mail program's one click) alike while there is nothing to stop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def answer(self, request: Request) -> Response:
        """Say what is true: a genuine link has nothing to stop, another is not ours."""
        text = TEXTS[language_of(request)]
        known = read_unsubscribe(self._engine, request.path_params["token"][:500])
        if known is None:
            return page(
                request, "notice", status=404, title=text["unsubscribe"], sentences=[text["unsubscribe_bad"]]
            )
        return page(request, "notice", title=text["unsubscribe"], sentences=[text["unsubscribe_none"]])
