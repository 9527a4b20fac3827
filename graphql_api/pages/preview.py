"""The HTML of a mail that is being written, for the frame beside its text."""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from engine.service.engine import Engine
from graphql_api.caller import same_site_form, staff_caller
from graphql_api.pages.start import MAIL_HEADERS, not_found
from graphql_api.refused import Refused

LARGEST_PREVIEW = 1024 * 1024
"""Bytes of a posted form: a template of 256 KiB, filled and percent-encoded."""


class PreviewPage:
    """Gives a form of our own pages its HTML back under the policy of mails (SEC22).

    A frame with a `srcdoc` would have the admin app's policy, which lets no inline style of a mail in.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def show(self, request: Request) -> Response:
        """`POST /preview`: the field `html` as a page without script, forms, or an origin."""
        try:
            await staff_caller(self._engine, request, from_script=False)
        except Refused:
            return not_found(request)
        html = await _html(request) if same_site_form(request) else None
        return not_found(request) if html is None else HTMLResponse(html, headers=MAIL_HEADERS)


async def _html(request: Request) -> str | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_PREVIEW:
            return None
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=2, keep_blank_values=True)["html"][0]
    except (ValueError, KeyError):
        return None
