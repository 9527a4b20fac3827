"""Left carts and the customers who left them: the seed's searches, columns and totals, reminders by hand."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page as CartPage
from engine.model.requests import BuyerRequest
from engine.model.saved_cart import CartStep
from engine.service.save_cart import save_cart
from tests.service.shop import TEST, buy, cart
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.site import SHOP, Site

TARO = BuyerRequest(email="taro@shop.example", name="山田太郎", member=True)


async def leave(site: Site, step: CartStep = CartStep.CART, page: CartPage = CartPage.SHOP) -> None:
    """A member puts a product into the cart and goes away; a minute passes."""
    request = CartSaveRequest(
        cart=cart("SAMPLE-1", buyer=TARO, token=f"cart-{page}-{step}"), step=step, page=page
    )
    saved = await save_cart(site.engine, SHOP, request, reporter=Reporter(trusted=True), actor=TEST)
    assert not isinstance(saved, Rejection), saved
    site.clock.advance(timedelta(minutes=1))
    await site.work()


@pytest.mark.requirement("S3.2", "S3.22", "S3.24", "S3.25", "S3.26", "S3.27", "S3.35")
@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_left_carts_are_found_with_their_columns_and_totals(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"], width: int
) -> None:
    await leave(site)
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/carts?since=2026-05-20&until=2026-05-20")
    table = page.get_by_role("table")
    await expect(table.get_by_text("2026/05/20").first).to_be_visible()
    await expect(table.get_by_text({"ja": "あり", "en": "yes"}[locale]).first).to_be_visible()
    await expect(page.get_by_role("definition").get_by_text("1", exact=True).first).to_be_visible()
    await fits_both_sizes(page, f"carts-{locale}")


@pytest.mark.requirement("S3.22", "S3.31", "S3.32")
async def test_carts_are_searched_by_whether_they_were_left_and_came_back(page: Page, site: Site) -> None:
    await leave(site)
    await page.goto("/admin/carts")
    await expect(page.get_by_role("table").get_by_text("SAMPLE-1")).to_be_visible()
    await page.get_by_label("回収", exact=True).select_option("YES")
    await expect(page.get_by_text("条件に合うカートはありません")).to_be_visible()
    await page.get_by_label("回収", exact=True).select_option("NO")
    await expect(page.get_by_role("table").get_by_text("SAMPLE-1")).to_be_visible()
    await page.get_by_label("離脱状態").select_option("NO")
    await expect(page.get_by_text("条件に合うカートはありません")).to_be_visible()


async def test_one_cart_is_looked_at_and_reminding_needs_a_template_for_it(page: Page, site: Site) -> None:
    await leave(site)
    await page.goto("/admin/carts")
    await page.get_by_role("button", name="詳細").click()
    dialog = page.get_by_role("dialog", name="カートの詳細")
    await expect(dialog.get_by_text("お知らせはまだありません。")).to_be_visible()
    await picture(page, "cart-detail", whole=False)
    assert [] == await violations(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("row").filter(has_text="SAMPLE-1").get_by_role("checkbox").check()
    await page.get_by_role("button", name="1 件にお知らせを送る").click()
    asked = page.get_by_role("dialog", name="手動でお知らせを送る")
    await expect(asked.get_by_text("テンプレートがありません")).to_be_visible()


@pytest.mark.requirement("S3.21", "S3.24", "S3.25", "S3.26", "S3.27")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_customers_who_left_a_cart_are_searched(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    await buy(site.engine, "taro-1", "SAMPLE-1", shop=SHOP, buyer=TARO)
    await leave(site)
    page = await open_page(locale=locale)
    await page.goto("/admin/customers?abandoned=YES")
    row = page.get_by_role("row").filter(has_text="taro@shop.example")
    await expect(row.get_by_text("2026/05/20", exact=True)).to_be_visible()
    await expect(row.get_by_text({"ja": "あり", "en": "yes"}[locale])).to_be_visible()
    await picture(page, f"customers-{locale}")
    assert [] == await violations(page)
    await page.goto("/admin/customers?abandoned=NO")
    await expect(page.get_by_role("row").filter(has_text="taro@shop.example")).to_have_count(0)
