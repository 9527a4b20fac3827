"""Every screen, and every state it may be in, in both languages, wide and narrow.

A heading, nothing that axe objects to, no sideways scroll, and a picture that people look at.
"""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, Route, expect

from tests.ui.conftest import OpenPage
from tests.ui.forced import STATES
from tests.ui.looks import overflow, picture, violations
from tests.ui.screens import addresses, asking, named
from tests.ui.watch import Watch

SIZES = (1280, 390)


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("address", addresses())
async def test_every_screen_shows_itself_well(
    open_page: OpenPage, address: str, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto(f"/admin{address}")
    await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
    await expect(page.locator("h1")).not_to_have_text(
        re.compile("ページが見つかりません|There is no such page")
    )
    await shows_itself_well(page, f"{named(address)}-{locale}")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("address", asking())
async def test_every_state_of_a_screen_shows_itself_well(
    open_page: OpenPage, address: str, state: str
) -> None:
    locale: Literal["ja", "en"] = "en" if state in ("error", "slow") else "ja"
    page = await open_page(locale=locale)
    await page.set_extra_http_headers({"x-test-state": state})
    await page.goto(f"/admin{address}")
    busy = page.locator("#content [aria-busy=true]")
    await (expect(busy.first).to_be_visible() if state == "slow" else expect(busy).to_have_count(0))
    await shows_itself_well(page, f"{named(address)}-{state}")


async def shows_itself_well(page: Page, name: str) -> None:
    """Hold the page against the rules in both sizes, and keep its pictures."""
    await expect(page.locator("h1")).to_have_count(1)
    await expect(page.locator("h1")).to_be_visible()
    for width in SIZES:
        await page.set_viewport_size({"width": width, "height": 800})
        await picture(page, f"{name}-{width}")
        assert 0 == await overflow(page)
        assert [] == await violations(page)


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
    await page.unroute("**/admin/graphql")
    await page.set_viewport_size({"width": 1280, "height": 800})
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
