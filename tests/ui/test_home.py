"""Home: the way to the first release, what needs a human with one thing to do about it, how it goes."""

import re
from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.staff import Role
from engine.service.sample_week import create_sample_week
from tests.service.shop import START, TEST, buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP, Site
from tests.ui.working_copy import change_rules


async def opened(page: Page, address: str = "/admin/") -> None:
    """Open home on the site's own day."""
    await page.clock.set_fixed_time(START)
    await page.goto(address)


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_what_needs_a_human_comes_with_one_thing_to_do(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    await buy(site.engine, "1042", "SAMPLE-1")
    await buy(site.engine, "1043", "PACK-1", codes=["WELCOME10"], email="hanako@shop.example")
    site.clock.advance(timedelta(minutes=20))
    await change_rules(site, "valid 14 days", "qwertz")
    page = await open_page(locale=locale)
    await opened(page)
    words = {
        "ja": ("エラーを直す", "メッセージを見る", "公開へ進む"),
        "en": ("Mend the errors", "See the messages", "Go to releases"),
    }
    mend, messages, releases = words[locale]
    await expect(page.get_by_role("link", name=mend)).to_have_attribute("href", "/admin/rules/rules.otoku")
    await expect(page.get_by_role("link", name=messages)).to_have_attribute("href", re.compile("state=DUE"))
    await shows_itself_well(page, f"home-{locale}")
    await page.get_by_role("link", name=releases).click()
    await expect(page).to_have_url(re.compile("/admin/releases"))


async def test_a_shop_in_order_needs_nobody_and_shows_how_it_goes(page: Page, site: Site) -> None:
    await buy(site.engine, "1043", "PACK-1", codes=["WELCOME10"])
    await opened(page)
    await expect(page.get_by_text("いま対応が必要なことはありません")).to_be_visible()
    await expect(page.get_by_role("definition").filter(has_text="¥3,420")).to_be_visible()
    await page.get_by_role("link", name="welcome").click()
    await expect(page).to_have_url(re.compile("/admin/stats.*rule=welcome"))


async def test_a_shop_without_orders_can_be_filled_with_a_sample_and_emptied_again(
    page: Page, site: Site
) -> None:
    await opened(page)
    await expect(page.get_by_role("heading", name="まだ数字がありません")).to_be_visible()
    await shows_itself_well(page, "home-quiet")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.get_by_role("button", name="1 週間分の見本を入れて見てみる").click()
    await expect(page.get_by_text("見本のデータを表示しています")).to_be_visible()
    await expect(page.get_by_role("link", name="thanks-coupon")).to_be_visible()
    await shows_itself_well(page, "home-sample")
    await page.get_by_role("button", name="見本をすべて消す").click()
    dialog = page.get_by_role("dialog", name="見本のデータを消しますか？")
    await shows_itself_well(page, "home-sample-remove")
    await dialog.get_by_role("button", name="見本をすべて消す").click()
    await expect(page.get_by_role("heading", name="まだ数字がありません")).to_be_visible()
    assert not await site.engine.store.has_sample(SHOP)


async def test_who_may_not_change_settings_cannot_remove_the_sample(open_page: OpenPage, site: Site) -> None:
    await site.add_person("toi@shop.example", "rippana-ocha-no-ki", role=Role.SUPPORT)
    made = await create_sample_week(site.engine, SHOP, actor=TEST)
    assert isinstance(made, int)
    page = await open_page(signed_in=False)
    await opened(page)
    await page.get_by_label("メールアドレス").fill("toi@shop.example")
    await page.get_by_role("textbox", name="パスワード").fill("rippana-ocha-no-ki")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("見本のデータを表示しています")).to_be_visible()
    await expect(page.get_by_role("button", name="見本をすべて消す")).to_have_count(0)
