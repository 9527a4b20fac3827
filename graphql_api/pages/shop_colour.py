"""The shop's colour as a style sheet: pages may carry no styles of their own (SEC22)."""

import re

from starlette.requests import Request
from starlette.responses import Response

from engine.values.colour import COLOUR
from graphql_api.pages.start import not_found

NAME = re.compile(r"(?P<colour>[0-9a-f]{6})\.css")
STYLE = """\
.notice section {{ border-top: 4px solid {colour}; }}
.account button {{ background: {colour}; border-color: {colour}; color: #fff; }}
"""


async def shop_colour(request: Request) -> Response:
    """`GET /assets/shop/0b7285.css`: the same for everybody and for ever, so it may be kept."""
    named = NAME.fullmatch(request.path_params["name"])
    colour = f"#{named['colour']}" if named else ""
    if not COLOUR.fullmatch(colour):
        return not_found(request)
    return Response(
        STYLE.format(colour=colour),
        media_type="text/css",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
