"""How the built apps are served: files for ever, the page never, and no page in the place of a missing file."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from graphql_api.ui.pages import AppPages

SCRIPT = b"console.log('otoku');" * 50
PAGE = '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/admin/assets/a.js"></script>'


def build(dist: Path, page: str = PAGE) -> None:
    """Leave what `scripts/ui.sh` leaves."""
    (dist / "admin" / "assets").mkdir(parents=True, exist_ok=True)
    (dist / "admin" / "index.html").write_text(page, encoding="utf-8")
    (dist / "admin" / "assets" / "a.js").write_bytes(SCRIPT)
    (dist / "admin" / "assets" / "a.png").write_bytes(b"\x89PNG")
    (dist / "BUILD.json").write_text('{"inputs": "1"}')


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of an application with nothing but the admin app of `tmp_path`."""
    app = Starlette(routes=AppPages("admin", tmp_path).routes())
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="https://promo.shop.example") as client:
        yield client


async def test_every_visit_gets_the_page_with_a_nonce_of_its_own(
    http: httpx2.AsyncClient, tmp_path: Path
) -> None:
    build(tmp_path)
    first, second = await http.get("/admin/"), await http.get("/admin/rules/x?q=1")
    assert [200, 200] == [first.status_code, second.status_code]
    nonces = {answer.text.split('nonce="')[1].split('"')[0] for answer in (first, second)}
    assert 2 == len(nonces)
    for answer in (first, second):
        assert "no-store" == answer.headers["cache-control"]
        nonce = answer.text.split('nonce="')[1].split('"')[0]
        assert f"style-src 'self' 'nonce-{nonce}'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


async def test_a_file_is_kept_for_ever_and_sent_compressed(http: httpx2.AsyncClient, tmp_path: Path) -> None:
    build(tmp_path)
    packed = await http.get("/admin/assets/a.js", headers={"accept-encoding": "gzip, br"})
    assert "gzip" == packed.headers["content-encoding"]
    assert "Accept-Encoding" == packed.headers["vary"]
    assert "public, max-age=31536000, immutable" == packed.headers["cache-control"]
    assert SCRIPT == packed.content
    assert len(SCRIPT) > int(packed.headers["content-length"])
    plain = await http.get("/admin/assets/a.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    picture = await http.get("/admin/assets/a.png", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in picture.headers


@pytest.mark.parametrize("name", ["gone.js", "..%2findex.html", "..%2f..%2fBUILD.json", ""])
async def test_a_missing_file_is_never_answered_with_the_page(
    http: httpx2.AsyncClient, tmp_path: Path, name: str
) -> None:
    build(tmp_path)
    answer = await http.get(f"/admin/assets/{name}")
    assert (404, "no-store") == (answer.status_code, answer.headers["cache-control"])
    assert "not found" == answer.text


async def test_an_unbuilt_app_says_how_to_build_it(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/admin/", headers={"accept-language": "en"})
    assert 503 == answer.status_code
    assert "make ui" in answer.text


async def test_a_new_build_is_served_without_a_restart(http: httpx2.AsyncClient, tmp_path: Path) -> None:
    build(tmp_path)
    assert "second" not in (await http.get("/admin/")).text
    build(tmp_path, PAGE + "second")
    os.utime(tmp_path / "BUILD.json", ns=(1, 1))
    assert "second" in (await http.get("/admin/")).text


async def test_the_address_without_a_slash_leads_to_the_app(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/admin", follow_redirects=False)
    assert (308, "/admin/") == (answer.status_code, answer.headers["location"])
