"""What happens while one works: the server goes away, comes back, and is upgraded."""

from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.ui.looks import shows_itself_well
from tests.ui.watch import Watch


@pytest.fixture(scope="session")
def shop_database(busy_database: Path) -> Path:
    """Screens are looked at with something on them."""
    return busy_database


async def test_data_that_cannot_be_renewed_stays_under_a_banner(page: Page) -> None:
    await page.goto("/admin/products")
    await expect(page.get_by_role("rowheader", name="SAMPLE-1")).to_be_visible()
    await page.set_extra_http_headers({"x-test-state": "error"})
    await page.wait_for_timeout(5_100)  # an answer younger than five seconds is not asked for again
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    await expect(page.get_by_text("最新の状態を取得できません")).to_be_visible()
    await expect(page.get_by_role("rowheader", name="SAMPLE-1")).to_be_visible()
    await shows_itself_well(page, "products-stale")
    await page.set_extra_http_headers({})
    await page.get_by_role("button", name="再試行").click()
    await expect(page.get_by_text("最新の状態を取得できません")).to_have_count(0)


async def test_a_server_that_is_away_is_told_as_that_and_asked_again_on_demand(
    page: Page, watch: Watch
) -> None:
    await page.goto("/admin/parts")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.route("**/admin/graphql", lambda route: route.abort())
    await page.get_by_role("link", name="商品").click()
    await expect(page.get_by_text("サーバーに接続できません")).to_be_visible()
    await shows_itself_well(page, "products-away")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await expect(page.get_by_role("button", name="再試行")).to_be_visible()
    await page.unroute("**/admin/graphql")
    await page.get_by_role("button", name="再試行").click()
    await expect(page.get_by_role("rowheader", name="SAMPLE-1")).to_be_visible()
    assert [] == watch.complaints


async def test_a_file_that_is_gone_after_an_upgrade_loads_the_page_again_once(
    page: Page, watch: Watch
) -> None:
    watch.allow(404, ".js")
    await page.goto("/admin/products")
    await expect(page.get_by_role("rowheader", name="SAMPLE-1")).to_be_visible()
    gone = True

    async def answer(route: Route) -> None:
        nonlocal gone
        await (route.fulfill(status=404, body="not found") if gone else route.continue_())
        gone = False

    await page.route("**/assets/Parts-*.js", answer)
    await page.evaluate("history.pushState({}, '', '/admin/parts')")
    await expect(page.get_by_role("heading", name="部品の見本")).to_be_visible()
    watch.complaints.clear()  # the failed import, of which the browser rightly complains
