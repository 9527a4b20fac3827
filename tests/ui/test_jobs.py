"""Long work with files in the browser: a list exported, a long file of products looked through and stored."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.job import Job, JobState, JobStep
from engine.model.records import Actor
from engine.service import ask
from engine.service.jobs import start_export
from engine.service.run_jobs import run_job
from tests.service.shop import buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP, Site

LONG = "sku,name,price,description\n" + "".join(f"L-{n},茶 {n},{500 + n},{'茶' * 300}\n" for n in range(1200))


@pytest.mark.requirement("S5.42")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_list_is_exported_followed_and_taken_away(
    open_page: OpenPage, site: Site, tmp_path: Path, locale: Literal["ja", "en"]
) -> None:
    said = {
        "ja": ("書き出すもの", "書き出す", "完了", "ダウンロード"),
        "en": ("What", "Export", "done", "Download"),
    }
    what, start, done, download = said[locale]
    await buy(site.engine, "1001", "SAMPLE-1")
    page = await open_page(locale=locale)
    await page.goto("/admin/settings/jobs")
    await page.get_by_label(what).select_option("COUPONS")
    await page.get_by_role("button", name=start, exact=True).click()
    row = page.get_by_role("table").locator("tbody tr")
    await expect(row).to_have_count(1)
    assert await run_job(site.engine)
    await expect(row.get_by_text(done, exact=True)).to_be_visible()
    await shows_itself_well(page, f"jobs-done-{locale}")
    async with page.expect_download() as file:
        await row.get_by_role("button", name=download).click()
    kept = tmp_path / (await file.value).suggested_filename
    await (await file.value).save_as(kept)
    assert "taro@shop.example" in kept.read_text()


async def test_a_long_file_of_products_is_looked_through_and_stored_as_a_job(page: Page, site: Site) -> None:
    await page.goto("/admin/products/import")
    bad = "L-X,茶,いくら,\n"
    await page.locator("input[type=file]").set_input_files(
        {"name": "long.csv", "mimeType": "text/csv", "buffer": (LONG + bad).encode()}
    )
    row = page.get_by_role("table").locator("tbody tr")
    await expect(row.get_by_text("商品の取り込み")).to_be_visible()
    assert await run_job(site.engine)
    store = row.get_by_role("button", name="1,200 件を登録する")
    await expect(store).to_be_visible()
    await shows_itself_well(page, "jobs-checked")
    assert "L-7" not in (await ask.catalog(site.engine, SHOP)).products
    await store.click()
    await expect(row.get_by_text("開始待ち")).to_be_visible()
    assert await run_job(site.engine)
    await expect(row.get_by_text("完了", exact=True)).to_be_visible()
    assert "L-7" in (await ask.catalog(site.engine, SHOP)).products


async def test_a_job_that_waits_is_cancelled_and_one_that_stopped_goes_on(page: Page, site: Site) -> None:
    own = Actor(kind="staff", id="test")
    waits = await start_export(site.engine, SHOP, {"list": "orders"}, own)
    assert isinstance(waits, Job)
    await page.goto("/admin/settings/jobs")
    row = page.get_by_role("table").locator("tbody tr")
    await row.get_by_role("button", name="中止する").click()
    await expect(row.get_by_text("中止", exact=True)).to_be_visible()

    site.clock.advance(timedelta(minutes=1))  # the list has the newest first
    again = await start_export(site.engine, SHOP, {"list": "orders"}, own)
    assert isinstance(again, Job)
    now = site.clock.now()
    taken = await site.engine.store.claim_job(now, now)
    assert taken is not None
    stopped = JobStep(cursor="", state=JobState.FAILED, problem="the disk is full")
    assert await site.engine.store.keep_step(taken, stopped, now, now)
    await page.reload()
    await expect(page.get_by_text("the disk is full")).to_be_visible()
    await row.first.get_by_role("button", name="再開する").click()
    await expect(row.first.get_by_text("開始待ち")).to_be_visible()
    assert await run_job(site.engine)
    await expect(row.first.get_by_text("完了", exact=True)).to_be_visible()
