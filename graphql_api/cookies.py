"""The cookie of a session: what browsers send back to us only, and scripts never see (SEC19)."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from engine.service.engine import Engine
from engine.service.sessions import SESSION_LIVES

SECURE_COOKIE = "__Host-otoku"
PLAIN_COOKIE = "otoku"
"""Browsers take `__Host-` cookies over https only; at home, over http, the session has this name."""

LONGEST_SECRET = 200


def session_secret(request: HTTPConnection) -> str | None:
    """The secret that a browser shows, if it may be one."""
    secret = request.cookies.get(SECURE_COOKIE) or request.cookies.get(PLAIN_COOKIE)
    return secret if secret and len(secret) <= LONGEST_SECRET else None


def keep_session(engine: Engine, response: Response, secret: str) -> None:
    """Give the browser a session; an empty `secret` takes it away."""
    https = engine.public_url.startswith("https://")
    response.set_cookie(
        SECURE_COOKIE if https else PLAIN_COOKIE,
        secret,
        max_age=int(SESSION_LIVES.total_seconds()) if secret else 0,
        path="/",
        secure=https,
        httponly=True,
        samesite="strict",
    )
