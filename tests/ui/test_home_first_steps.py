"""Home of a shop that has nothing yet: three steps lead to its first release."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from engine.model.records import Shop
from engine.store.connect import open_store
from tests.service.shop import make_engine
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP


@pytest.fixture(scope="session")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop without rules and products."""
    path = tmp_path_factory.mktemp("new") / "shop.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    await store.add_shop(Shop(id=SHOP, name="おとく茶舗", created_at=engine.clock.now()))
    await store.close()
    return path


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_three_steps_lead_to_the_first_release(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto("/admin/")
    words = {
        "ja": ("はじめの 3 ステップ", "3 つのうち 0 つ完了", "ひな形から作る"),
        "en": ("The first three steps", "0 of 3 done", "Begin with a starter"),
    }
    title, done, starter = words[locale]
    await expect(page.get_by_role("heading", name=title)).to_be_visible()
    await expect(page.get_by_text(done)).to_be_visible()
    await expect(page.get_by_role("link", name=starter)).to_have_attribute("href", "/admin/rules/new")
    await shows_itself_well(page, f"home-first-{locale}")


async def test_who_opened_the_sandbox_has_done_the_second_step(open_page: OpenPage) -> None:
    page = await open_page()
    await page.goto("/admin/")
    async with page.context.expect_page() as opened:
        await page.get_by_role("link", name="サンドボックスを開く").click()
    await (await opened.value).close()
    await expect(page.get_by_text("3 つのうち 1 つ完了")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("3 つのうち 1 つ完了")).to_be_visible()


async def test_simulator_of_a_shop_without_rules_says_what_to_do(open_page: OpenPage) -> None:
    page = await open_page()
    await page.goto("/admin/simulator")
    await expect(page.get_by_text("商品がまだありません")).to_be_visible()
    await page.goto('/admin/simulator?rules=live&cart=[["SAMPLE-1",1]]')
    told = page.get_by_role("alert")
    await expect(told.get_by_text("この内容では試せません")).to_be_visible()
    await expect(told).to_contain_text("SAMPLE-1")
