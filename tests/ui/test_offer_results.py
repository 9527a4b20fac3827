"""What offers brought, in the admin app: counters per rule, funnel, reasons, each offer, and files to take away."""

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.service.shop import START
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.selling import make_selling_database


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with two days of offers behind it."""
    path = tmp_path_factory.mktemp("selling") / "shop.sqlite3"
    await make_selling_database(path)
    return path


async def opened(page: Page, address: str) -> None:
    """Open a screen on the shop's own day."""
    await page.clock.set_fixed_time(START)
    await page.goto(address)
    await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)


@pytest.mark.requirement("S4.36", "S4.64", "S4.65", "S4.66", "S4.67", "S4.68")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_each_offer_is_listed_with_its_counters_and_leads_to_its_results(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await opened(page, "/admin/offers")
    row = page.get_by_role("row", name="購入直後のもう1品")
    for figure in ("5", "3", "2", "1", "40.0%", "¥19,800"):
        await expect(row.get_by_role("cell", name=figure, exact=True).first).to_be_visible()
    await shows_itself_well(page, f"offers-{locale}")

    await page.set_viewport_size({"width": 1280, "height": 800})
    await row.get_by_role("link").click()

    funnel = page.get_by_role("table").filter(has_text={"ja": "前段比", "en": "Of the step before"}[locale])
    await expect(funnel).to_contain_text("60.0%")
    said = {"ja": "追加の決済が、決済会社に承認されませんでした。", "en": "refused the additional payment"}[
        locale
    ]
    await expect(page.get_by_text(said).first).to_be_visible()
    await expect(page.get_by_role("link", name="order-aoi")).to_be_visible()
    await shows_itself_well(page, f"offer-results-{locale}")


async def test_offers_of_one_state_are_found(page: Page) -> None:
    await opened(page, "/admin/offers/one-more?state=MISSED")
    await expect(page.get_by_role("link", name="order-missed")).to_be_visible()
    await expect(page.get_by_role("link", name="order-aoi")).to_have_count(0)
    await page.get_by_label("結果").select_option("EXPIRED")
    await expect(page.get_by_role("link", name="order-late")).to_be_visible()
    await page.get_by_label("結果").select_option("CLICKED")
    await expect(page.get_by_text("条件に合う案内はありません")).to_be_visible()


@pytest.mark.requirement("S4.69")
async def test_results_are_taken_away_by_offer_and_by_day(page: Page) -> None:
    await opened(page, "/admin/offers/one-more")
    await page.get_by_role("button", name="アップセル結果エクスポート").click()
    async with page.expect_download() as started:
        await page.get_by_role("button", name="案内ごとの JSONL").click()
    file = await started.value
    rows = [json.loads(line) for line in (await file.path()).read_text(encoding="utf-8").splitlines()]
    assert {"succeeded": 2, "failed": 1, "declined": 1, "expired": 1, "missed": 1} == {
        state: [row["state"] for row in rows].count(state) for state in {row["state"] for row in rows}
    }
    assert [9900, 9900] == [row["total"] for row in rows if row["state"] == "succeeded"]

    await page.get_by_role("button", name="アップセル結果エクスポート").click()
    async with page.expect_download() as started:
        await page.get_by_role("button", name="日別の CSV").click()
    text = (await (await started.value).path()).read_text(encoding="utf-8")
    days = [line.split(",")[0] for line in text.splitlines()[1:]]
    assert ["2026-05-19", "2026-05-20"] == days


async def test_a_shop_without_offers_is_led_to_its_first_one(page: Page) -> None:
    await opened(page, "/admin/offers/no-such-rule")
    await expect(page.get_by_text("この期間に案内はありません")).to_be_visible()
    await expect(page.get_by_text("案内はまだありません")).to_be_visible()
    await shows_itself_well(page, "offer-results-nothing")
