"""`/admin/` and `/sandbox/`: the page of an app under a strict policy, and its files, which never change."""

import asyncio
import secrets
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS
from graphql_api.ui.bundle import DIST, Bundle, read_bundle, stamp_of

PLACEHOLDER = "__CSP_NONCE__"
FOREVER = "public, max-age=31536000, immutable"
READ_ONLY = ["GET", "HEAD"]


def policy(nonce: str) -> str:
    """Nothing inline but the style elements with this nonce, nothing from elsewhere (SEC22)."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'; object-src 'none'"
    )


class AppPages:
    """One built app; a new build is picked up without a restart."""

    def __init__(self, app: str, dist: Path = DIST) -> None:
        self._app = app
        self._dist = dist
        self._bundle: Bundle | None = None
        self._reading = asyncio.Lock()

    def routes(self) -> list[Route]:
        """The routes of the app, after those of its API."""
        root = f"/{self._app}"
        return [
            Route(f"{root}/assets/{{path:path}}", self.asset, methods=READ_ONLY),
            Route(root, self.enter, methods=READ_ONLY),
            Route(f"{root}/{{path:path}}", self.show, methods=READ_ONLY),
        ]

    async def enter(self, request: Request) -> Response:  # noqa: ARG002
        """`GET /admin`: links in the page are relative to the slash."""
        return RedirectResponse(f"/{self._app}/", status_code=308, headers={"Cache-Control": "no-store"})

    async def show(self, request: Request) -> Response:
        """`GET /admin/…`: the page, whatever the path: the app finds the screen. Never cached."""
        bundle = await self._current()
        if bundle is None:
            text = TEXTS[language_of(request)]
            return page(request, "notice", status=503, title=text["not_built"], sentences=[text["build_it"]])
        nonce = secrets.token_urlsafe(16)
        return Response(
            bundle.page.replace(PLACEHOLDER, nonce),
            media_type="text/html",
            headers={
                "Cache-Control": "no-store",
                "Content-Security-Policy": policy(nonce),
                "Referrer-Policy": "same-origin",
            },
        )

    async def asset(self, request: Request) -> Response:
        """`GET /admin/assets/…`: from the allow-list; what is not there is never answered with the page."""
        bundle = await self._current()
        asset = bundle.assets.get(request.path_params["path"]) if bundle else None
        if asset is None:
            return PlainTextResponse("not found", 404, headers={"Cache-Control": "no-store"})
        headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        body = asset.plain
        if asset.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = asset.gzipped, "gzip"
        return Response(body, media_type=asset.media_type, headers=headers)

    async def _current(self) -> Bundle | None:
        stamp = stamp_of(self._dist)
        if self._bundle is not None and stamp in (None, self._bundle.stamp):
            return self._bundle  # also for the moment in which a new build takes the place of the old one
        async with self._reading:
            if self._bundle is None or self._bundle.stamp != stamp:
                self._bundle = await asyncio.to_thread(read_bundle, self._dist, self._app)
        return self._bundle
