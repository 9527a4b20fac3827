"""Orders: a list that is searched, and one order with what was taken off and what it earned."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.service.sample_week import create_sample_week
from tests.service.shop import TEST, buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes
from tests.ui.site import Site


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_orders_are_listed_and_one_tells_everything(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"], width: int
) -> None:
    await create_sample_week(site.engine, "tea", actor=TEST)
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/orders")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows.first).to_be_visible()
    await fits_both_sizes(page, f"orders-{locale}", whole=False)
    await page.goto("/admin/orders/sample~1051")
    await expect(page.get_by_role("heading", level=2).first).to_be_visible()
    await fits_both_sizes(page, f"order-{locale}")


async def test_an_order_is_found_by_number_and_buyer_and_leads_to_its_coupon(page: Page, site: Site) -> None:
    await page.goto("/admin/orders")
    await expect(page.get_by_role("heading", name="注文はまだありません")).to_be_visible()
    await buy(site.engine, "o-1001", "SAMPLE-1", email="taro@shop.example")
    await buy(site.engine, "o-1002", "PACK-1", email="jiro@shop.example")
    await page.goto("/admin/orders?q=taro%40shop.example")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows).to_have_count(1)
    await page.get_by_role("searchbox").fill("o-1002")
    await expect(rows).to_contain_text("jiro@shop.example")
    await page.get_by_role("searchbox").fill("o-9999")
    await expect(page.get_by_role("heading", name="条件に合う注文はありません")).to_be_visible()
    await page.goto("/admin/orders/o-1001")
    await page.get_by_role("region", name="この注文で発行したクーポン").get_by_role("link").click()
    await expect(page.get_by_role("heading", name="このクーポンの経過")).to_be_visible()
    await page.goto("/admin/orders/o-9999")
    await expect(page.get_by_role("heading", name="この注文は見つかりません")).to_be_visible()
