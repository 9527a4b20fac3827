"""Somebody asks for their data: an owner counts it, hands it out, and erases it in the browser."""

from typing import Literal

import orjson
import pytest
from playwright.async_api import Page, expect

from tests.service.shop import buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.site import Site

TARO = "taro@shop.example"


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_what_is_held_about_a_person_is_shown_before_anything_is_done(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"], width: int
) -> None:
    await buy(site.engine, "1001", "SAMPLE-1")
    page = await open_page(locale=locale, width=width)
    await page.goto(f"/admin/customers/privacy?q={TARO}")
    await expect(page.get_by_role("definition").get_by_text(TARO)).to_be_visible()
    await picture(page, f"privacy-{locale}-{width}")
    assert [] == await violations(page)
    assert 0 == await overflow(page)
    await page.get_by_role("button", name={"ja": "消去する…", "en": "Erase…"}[locale]).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await picture(page, f"privacy-erase-{locale}-{width}")
    assert [] == await violations(page)


async def test_a_customer_is_exported_and_erased_after_the_address_was_typed_again(
    page: Page, site: Site
) -> None:
    await buy(site.engine, "1001", "SAMPLE-1")
    await page.goto("/admin/customers")
    await page.get_by_role("link", name="開示・消去").click()
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="JSON で書き出す").click()
    file = await (await downloading.value).path()
    assert orjson.loads(file.read_bytes())["person"][0]["emails"] == [TARO]

    await page.get_by_role("button", name="消去する…").click()
    await page.get_by_role("button", name="完全に消去する").click()
    await expect(page.get_by_text("理由を入力してください。")).to_be_visible()
    await page.get_by_label("理由").fill("ご本人の請求")
    await page.get_by_label("確認のため").fill("taro@shop.exam")
    await page.get_by_role("button", name="完全に消去する").click()
    await expect(page.get_by_text("上の表示と同じものを入力してください。")).to_be_visible()
    await page.get_by_label("確認のため").fill(TARO)
    await page.get_by_role("button", name="完全に消去する").click()

    await expect(page.get_by_text("この方の情報は保存されていません")).to_be_visible()
    await expect(page.get_by_role("table").get_by_text("ご本人の請求")).to_be_visible()
    await picture(page, "privacy-erased")
    await page.goto("/admin/customers")
    await expect(page.get_by_role("table").get_by_text("消去済み")).to_be_visible()
    await picture(page, "customers-erased")
