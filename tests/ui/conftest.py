"""A built app, a served shop and a signed-in page. All is asynchronous and lives in the session's one loop.

    async def test_something(page: Page, site: Site) -> None:
        await page.goto("/admin/products")

A console message, a page error, a policy report or an unexpected status fails the test at its end.
"""

import json
import os
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.support.chromium import FLAGS, PACKAGES, find_chromium
from tests.ui.busy import ids_beside, make_busy_database
from tests.ui.server import Server, running_server
from tests.ui.site import Site, make_database, running_site
from tests.ui.watch import Watch

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"ja": "ja-JP", "en": "en-US"}
HEIGHT = 800
PATIENCE_MS = 30_000
"""For a machine with ten times as much to do; who waits in vain fails anyway."""

OpenPage = Callable[..., Awaitable[Page]]
LastingPage = tuple[Page, Watch]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and let it try a second time; the run then names it (docs/adr/0042)."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


def lacking(reason: str) -> None:
    """Skip at somebody's desk, fail in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def built_ui() -> None:
    """The apps as they are built from the present sources."""
    built = subprocess.run([ROOT / "scripts" / "ui.sh"], capture_output=True, text=True, check=False)
    if built.returncode != 0:
        pytest.fail(f"the apps do not build:\n{built.stdout}{built.stderr}", pytrace=False)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The session's Chromium."""
    path = find_chromium()
    if path is None:
        lacking(f"needs Chromium: apt-get install {PACKAGES}, or name one with CHROMIUM=…")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def server() -> AsyncIterator[Server]:
    """The address at which the shop of each test is served."""
    async with running_server() as server:
        yield server


@pytest.fixture(scope="session")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example shop, to be copied."""
    path = tmp_path_factory.mktemp("ui") / "shop.sqlite3"
    await make_database(path)
    return path


@pytest.fixture(scope="session")
async def busy_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example shop after its first orders, to be copied."""
    path = tmp_path_factory.mktemp("busy") / "shop.sqlite3"
    await make_busy_database(path)
    return path


@pytest.fixture
def ids(busy_database: Path) -> dict[str, str]:
    """Ids of things in the busy shop by the parameter they stand for, such as `$couponId`."""
    found: dict[str, str] = json.loads(ids_beside(busy_database).read_text())
    return found


@pytest.fixture
async def site(server: Server, shop_database: Path, tmp_path: Path, built_ui: None) -> AsyncIterator[Site]:
    """A shop of the test's own, served on loopback."""
    async with running_site(server, shop_database, tmp_path) as site:
        yield site


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test complain of; `watch.allow(403, "/admin/graphql")` expects a refusal."""
    return Watch()


async def new_visitor(browser: Browser, base: str, locale: str = "ja", width: int = 1280) -> BrowserContext:
    """A browser that has never been anywhere; whoever makes it closes it."""
    context = await browser.new_context(
        base_url=base,
        locale=LOCALES[locale],
        timezone_id="Asia/Tokyo",
        viewport={"width": width, "height": HEIGHT},
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


async def sign_in(visitor: BrowserContext, site: Site) -> None:
    """Sign a visitor in by a link."""
    answer = await visitor.request.get(await site.sign_in_link(), max_redirects=0)
    assert answer.status == 303


@pytest.fixture
async def open_page(browser: Browser, site: Site, watch: Watch) -> AsyncIterator[OpenPage]:
    """A function that opens pages, each of a visitor of its own, to be awaited.

    `open_page(locale="en", width=390, signed_in=False)`. Relative addresses go to the site.
    """
    async with AsyncExitStack() as stack:

        async def open_one(
            *, locale: Literal["ja", "en"] = "ja", width: int = 1280, signed_in: bool = True
        ) -> Page:
            visitor = await new_visitor(browser, site.base, locale, width)
            stack.push_async_callback(visitor.close)
            if signed_in:
                await sign_in(visitor, site)
            page = await visitor.new_page()
            await watch.over(page)
            return page

        yield open_one
    assert [] == watch.complaints


@pytest.fixture(scope="module")
async def lasting(
    browser: Browser,
    server: Server,
    busy_database: Path,
    tmp_path_factory: pytest.TempPathFactory,
    built_ui: None,
) -> AsyncIterator[LastingPage]:
    """One shop and one signed-in page for a file of tests that look and touch nothing; each loads its own address."""
    async with running_site(server, busy_database, tmp_path_factory.mktemp("lasting")) as site:
        visitor = await new_visitor(browser, site.base)
        await sign_in(visitor, site)
        page, watch = await visitor.new_page(), Watch()
        await watch.over(page)
        yield page, watch
        await visitor.close()


@pytest.fixture
async def lasting_page(lasting: LastingPage) -> AsyncIterator[Page]:
    """The page that lasts, as wide as ever and in Japanese."""
    page, watch = lasting
    await page.set_viewport_size({"width": 1280, "height": HEIGHT})
    yield page
    await page.set_extra_http_headers({})
    await page.evaluate("localStorage.clear()")
    complaints, watch.complaints = watch.complaints, []
    assert [] == complaints


@pytest.fixture
async def page(open_page: OpenPage) -> Page:
    """A signed-in page in Japanese, 1280 wide, on no address yet."""
    return await open_page()
