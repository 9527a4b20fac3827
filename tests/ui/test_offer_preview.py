"""The preview of an offer: the page as a shopper would get it, from the text as it stands in the editor."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.store.connect import open_store
from tests.service.shop import make_engine
from tests.support.plans import sell_on_plans
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP, make_database


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that sells on plans."""
    path = tmp_path_factory.mktemp("plans") / "shop.sqlite3"
    await make_database(path)
    store = open_store(f"sqlite://{path}")
    await store.open()
    await sell_on_plans(make_engine(store), SHOP)
    await store.close()
    return path


async def draft(page: Page, story: str) -> None:
    """Save a starter, and open the preview of it."""
    await page.goto("/admin/rules/new")
    await page.get_by_role("link", name=re.compile(f": {story}")).click()
    await page.get_by_role("button", name=re.compile("下書きとして保存|Save as a draft")).click()
    await page.get_by_role("tab", name=re.compile("プレビュー|Preview")).click()
    await expect(page.get_by_role("article")).to_be_visible()


@pytest.mark.requirement("S4.60")
async def test_a_change_in_the_text_is_on_the_page_before_it_is_saved(page: Page) -> None:
    await draft(page, "購入直後に、もう1品をご案内")
    offer = page.get_by_role("article")
    await expect(offer.get_by_role("heading", name="いまのご注文に、もう1品いかがですか")).to_be_visible()

    await page.get_by_role("tab", name="テキストとフォーム").click()
    headline = page.get_by_role("textbox", name="見出し: 文字")
    await headline.fill("急須はいかがですか")
    await headline.press("Enter")
    await expect(page.get_by_text("未保存")).to_be_visible()
    await page.get_by_role("tab", name="プレビュー").click()

    await expect(offer.get_by_role("heading", name="急須はいかがですか")).to_be_visible()
    await offer.get_by_role("button", name="1 つ増やす").click()
    await expect(offer).to_contain_text("¥9,900")


@pytest.mark.requirement("S4.31", "S4.60")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_the_page_after_another_purchase_in_another_language(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await draft(
        page, {"ja": "定期便の申込直後に、もう1種類", "en": "After a subscription: one more product"}[locale]
    )
    await page.get_by_text("English" if locale == "ja" else "日本語", exact=True).last.click()
    later = "each later delivery" if locale == "ja" else "2 回目以降は毎回"
    await expect(page.get_by_role("article")).to_contain_text(later)
    await shows_itself_well(page, f"offer-preview-{locale}")

    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.get_by_label(re.compile("直前に購入した商品|Bought just before")).select_option(
        label="煎茶定期便 100g · weekly"
    )

    await expect(page.get_by_role("article")).to_have_count(0)
    await expect(page.get_by_text(re.compile("同じ周期のプラン|has the cycle"))).to_be_visible()
