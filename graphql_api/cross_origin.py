"""Cross-origin calls of browsers to the storefront schema: a preflight names no token, the true check comes after."""

from starlette.requests import Request
from starlette.responses import Response

LONGEST_ORIGIN = 200


async def preflight(request: Request) -> Response:
    """`OPTIONS /storefront/graphql`: any site may ask; its token's origins decide, and no cookie is read here."""
    origin = request.headers.get("origin", "")
    response = Response(status_code=204, headers={"Vary": "Origin"})
    if 0 < len(origin) <= LONGEST_ORIGIN and origin.isprintable():
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = "POST"
        response.headers["Access-Control-Allow-Headers"] = "authorization, content-type, accept-language"
        response.headers["Access-Control-Max-Age"] = "600"
    return response
