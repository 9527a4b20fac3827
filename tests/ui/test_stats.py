"""The figures: of a rule or of all, of some days beside those before, as lines, as a table, as a file."""

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


async def opened(page: Page, address: str = "/admin/stats") -> None:
    """Open the figures on the site's own day."""
    await page.clock.set_fixed_time(START)
    await page.goto(address)


async def with_orders(site: Site) -> None:
    """Three samples eight days ago and five today, of which one buyer used a shared code."""
    site.clock.set(START - timedelta(days=8))
    for n in range(3):
        await buy(site.engine, f"old-{n}", "SAMPLE-1", email=f"old{n}@shop.example")
    site.clock.set(START)
    for n in range(5):
        await buy(site.engine, f"new-{n}", "SAMPLE-1", email=f"new{n}@shop.example")
    await buy(site.engine, "code", "PACK-1", codes=["WELCOME10"])
    await site.work()


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_figures_stand_beside_those_of_the_days_before(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    await with_orders(site)
    page = await open_page(locale=locale)
    await opened(page, "/admin/stats?range=7d")
    kpis = page.get_by_role("definition")
    said = {"ja": "前の期間より ▲ 66.7%", "en": "▲ 66.7% on the period before"}[locale]
    await expect(kpis.filter(has_text=said)).to_contain_text("5")
    await expect(page.get_by_role("button", name="thanks-coupon")).to_be_visible()
    await shows_itself_well(page, f"stats-{locale}")


async def test_one_rule_is_chosen_and_the_address_tells_so(page: Page, site: Site) -> None:
    await with_orders(site)
    await opened(page)
    await page.get_by_role("button", name="welcome").click()
    await expect(page).to_have_url(re.compile("rule=welcome"))
    discounts = page.get_by_role("region", name="割引の内訳")
    await expect(discounts.get_by_role("definition").filter(has_text="¥3,420")).to_be_visible()
    await page.get_by_text("金額", exact=True).click()
    await page.get_by_text("表で見る").click()
    table = page.get_by_role("table", name="日別の推移")
    await expect(table.get_by_role("row", name="2026/05/20")).to_contain_text("¥380")
    await shows_itself_well(page, "stats-rule")
    await page.go_back()
    await expect(page.get_by_role("table", name="クーポンの流れ")).to_be_visible()


async def test_shares_of_little_data_are_not_to_be_trusted(page: Page, site: Site) -> None:
    await with_orders(site)
    await opened(page, "/admin/stats?range=7d&rule=thanks-coupon")
    await expect(page.get_by_text("割合はまだ目安になりません")).to_be_visible()
    await expect(page.get_by_text("あと約 35 日")).to_be_visible()


async def test_days_of_ones_own_are_chosen(page: Page, site: Site) -> None:
    await with_orders(site)
    await opened(page)
    await page.get_by_text("期間指定").click()
    await page.get_by_label("開始日").fill("2026-05-12")
    await page.get_by_label("終了日").fill("2026-05-12")
    await expect(page.get_by_text("2026/05/12〜2026/05/12")).to_be_visible()
    await expect(
        page.get_by_role("table", name="クーポンの流れ").get_by_role("row", name="発行")
    ).to_contain_text("3")
    await shows_itself_well(page, "stats-day")
    await page.get_by_label("開始日").fill("2026-05-19")
    await expect(page.get_by_text("開始日と終了日を確かめてください")).to_be_visible()


async def test_a_period_without_anything_says_so(page: Page) -> None:
    await opened(page, "/admin/stats?range=7d")
    await expect(page.get_by_text("この期間の記録はありません").first).to_be_visible()
    await shows_itself_well(page, "stats-nothing")
    await page.get_by_role("button", name="90 日で見る").click()
    await expect(page).to_have_url(re.compile("range=90d"))


async def test_every_figure_is_defined(page: Page) -> None:
    await opened(page)
    await page.get_by_role("button", name="定義を見る").click()
    dialog = page.get_by_role("dialog", name="数字の定義")
    await expect(dialog.get_by_text("割引がなかった場合との差ではありません")).to_be_visible()
    await shows_itself_well(page, "stats-definitions")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()


async def test_the_figures_are_taken_away_as_a_file(page: Page, site: Site) -> None:
    await with_orders(site)
    await opened(page, "/admin/stats?range=7d")
    async with page.expect_download() as started:
        await page.get_by_role("button", name="日別の CSV").click()
    file = await started.value
    assert file.suggested_filename == "figures-2026-05-14-2026-05-21.csv"
    text = (await file.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    assert "thanks-coupon" in text


async def test_who_may_not_export_is_not_offered_it(open_page: OpenPage, site: Site) -> None:
    await site.add_person("toi@shop.example", "rippana-ocha-no-ki", role=Role.SUPPORT)
    page = await open_page(signed_in=False)
    await opened(page)
    await page.get_by_label("メールアドレス").fill("toi@shop.example")
    await page.get_by_role("textbox", name="パスワード").fill("rippana-ocha-no-ki")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="定義を見る")).to_be_visible()
    await expect(page.get_by_role("button", name="日別の CSV")).to_have_count(0)


async def test_sample_figures_are_marked_as_such(page: Page, site: Site) -> None:
    made = await create_sample_week(site.engine, SHOP, actor=TEST)
    assert isinstance(made, int)
    await opened(page, "/admin/stats?range=7d")
    await expect(page.get_by_text("見本のデータを表示しています")).to_be_visible()
    await shows_itself_well(page, "stats-sample")
