"""Turns page templates and the texts of a language into HTML; every value is escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from liquid import CachingFileSystemLoader, Environment, Mode
from starlette.requests import Request
from starlette.responses import HTMLResponse

from engine.model.shop_profile import ShopProfile
from graphql_api.language import Language, preferred
from graphql_api.pages.texts import TEXTS

FOLDER = Path(__file__).parent
NOBODYS = ShopProfile(language="en", colour="")


@cache
def _templates() -> Environment:
    return Environment(
        loader=CachingFileSystemLoader(FOLDER, auto_reload=False), autoescape=True, tolerance=Mode.STRICT
    )


def language_of(request: Request) -> Language:
    """The language of the page: the browser's, or the shop's where the browser names none of ours."""
    return preferred(
        request.headers.get("accept-language", ""), "ja" if _look(request).language == "ja" else "en"
    )


def _look(request: Request) -> ShopProfile:
    """What the shop settled about its pages, where it is known whose page it is."""
    known: ShopProfile = getattr(request.state, "profile", NOBODYS)
    return known


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page `<name>.liquid` in the caller's language; never cached, it may show personal data."""
    language, values["colour"] = language_of(request), _look(request).colour[1:]
    html = _templates().get_template(f"{name}.liquid").render(lang=language, t=TEXTS[language], **values)
    return HTMLResponse(
        html, status_code=status, headers={"Cache-Control": "no-store", "Vary": "Accept-Language"}
    )
