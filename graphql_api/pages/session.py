"""Sign-in by a one-time link, and sign-out (SEC19, SEC25)."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from engine.service import sign_in
from engine.service.engine import Engine
from graphql_api.caller import PLAIN_COOKIE, SECURE_COOKIE
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS

SESSION_SECONDS = 8 * 3600


class SessionPages:
    """The link's landing page and the way out."""

    def __init__(self, engine: Engine, *, https: bool) -> None:
        self._engine = engine
        self._https = https
        self._cookie = SECURE_COOKIE if https else PLAIN_COOKIE

    async def enter(self, request: Request) -> Response:
        """`GET /sign-in/{token}`: trade the link for a session, once, and go to the start page."""
        session = await sign_in.sign_in(self._engine, request.path_params["token"][:200])
        if session is None:
            text = TEXTS[language_of(request)]
            return page(
                request,
                "notice",
                status=410,
                title=text["sign_in"],
                sentences=[text["link_dead"], text["need_link"]],
            )
        response = RedirectResponse("/", status_code=303, headers={"Cache-Control": "no-store"})
        response.set_cookie(
            self._cookie,
            session.secret,
            max_age=SESSION_SECONDS,
            path="/",
            secure=self._https,
            httponly=True,
            samesite="strict",
        )
        return response

    async def leave(self, request: Request) -> Response:
        """`POST /sign-out`: end the session. A strict cookie is not sent by another site's form."""
        secret = request.cookies.get(self._cookie)
        if secret:
            await sign_in.sign_out(self._engine, secret)
        text = TEXTS[language_of(request)]
        response = page(request, "notice", title=text["signed_out"], sentences=[text["need_link"]])
        response.delete_cookie(self._cookie, path="/", secure=self._https, httponly=True, samesite="strict")
        return response
