"""Somebody who has never seen Otoku sets up the coupon after payment (M1) in the browser alone."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from engine.store.connect import open_store
from tests.service.shop import START, buy, make_engine, open_shop_without_rules
from tests.ui.conftest import OpenPage
from tests.ui.looks import picture
from tests.ui.site import SHOP, Site
from tests.ui.test_sandbox import OPENING_MS, earn, enter_code, order, to_review, total


@pytest.fixture(scope="session")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with products, and no rule yet."""
    path = tmp_path_factory.mktemp("walkthrough") / "shop.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await open_shop_without_rules(make_engine(store), SHOP)
    await store.close()
    return path


async def write_the_rule(page: Page) -> None:
    """From the first screen to a stored draft: issue, mail, target product (S1.10)."""
    await page.goto("/admin/")
    starter = page.get_by_role("link", name="ひな形から作る")
    await expect(starter).to_be_visible()
    await picture(page, "walkthrough-1-home")
    await starter.click()
    await page.get_by_role("link", name=re.compile("これで始める: 購入のお礼クーポン")).click()
    field = page.get_by_role("group", name="割引", exact=True).get_by_role("textbox", name="割引: 数値")
    await field.fill("５００")
    await field.press("Enter")
    await expect(page.get_by_text("500円引き")).to_be_visible()
    await picture(page, "walkthrough-2-rule")
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name="thank-you.otoku")).to_be_visible()
    await picture(page, "walkthrough-3-saved")


async def try_it(page: Page) -> None:
    """Buy in the sandbox, read the mail, redeem, and be refused with another address."""
    code = await earn(page)
    await picture(page, "walkthrough-4-mail")
    await to_review(page, "煎茶まとめパック", "taro@example.com")
    await enter_code(page, code)
    await expect(page.locator(".coupon-box.coupon .problem")).to_contain_text(code)
    await total(page, "¥4,300")
    await to_review(page, "煎茶まとめパック")
    await enter_code(page, code)
    await total(page, "¥7,600")  # two packs by now, and 500 for shipping, less 500
    await picture(page, "walkthrough-5-redeem")
    await order(page)


async def publish(page: Page) -> None:
    """Look at what changes, and let it go live."""
    await page.goto("/admin/releases")
    await expect(page.get_by_role("button", name="公開する")).to_be_enabled()
    await picture(page, "walkthrough-6-release")
    await page.get_by_role("button", name="公開する").click()
    await expect(page.get_by_text(re.compile(r"rev \d を公開しました"))).to_be_visible()


@pytest.mark.requirement("M1", "S1.10", "S1.33", "S1.38", "S1.41", "S1.46")
async def test_the_coupon_after_payment_is_set_up_tried_published_and_counted(
    open_page: OpenPage, site: Site
) -> None:
    page = await open_page()
    await page.clock.set_fixed_time(START)  # the day of the shop's own clock
    await write_the_rule(page)
    await page.goto("/sandbox/")
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING_MS)
    await try_it(page)
    await publish(page)

    bought = await buy(site.engine, "2001", "SAMPLE-1")  # what the shop's server reports
    assert ["thank-you"] == [issued.rule for issued in bought.issued]

    await page.goto("/admin/stats")
    row = page.get_by_role("row", name=re.compile("thank-you|お礼"))
    await expect(row.first).to_contain_text("1")
    await picture(page, "walkthrough-7-figures")
