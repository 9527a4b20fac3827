"""Budgets on their screen: spent, what is out, and when the money is gone."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from engine.model.records import SourceFile
from engine.store.connect import open_store
from tests.graphql.test_budgets import RULES
from tests.service.shop import buy, code_of, make_engine, open_shop
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP

ALONE = RULES[: RULES.index('coupon "percent"')] + RULES[RULES.index('budget "spring" {') :]


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with one budget of 2,000 yen, 500 of them spent, and three coupons of two uses out."""
    path = tmp_path_factory.mktemp("budgets") / "shop.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    text = ALONE.replace("10,000 JPY", "2,000 JPY")
    await open_shop(engine, SHOP, files=(SourceFile(path="rules.otoku", text=text),))
    earned = [await buy(engine, f"o{number}", "SAMPLE-1", shop=SHOP) for number in range(3)]
    await buy(engine, "o9", "PACK-1", shop=SHOP, codes=(await code_of(engine, earned[0], SHOP),))
    await store.close()
    return path


@pytest.mark.requirement("S5.40")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_budget_shows_what_is_spent_and_what_may_still_come(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto("/admin/budgets")
    box = page.get_by_role("region", name="spring")
    said = {
        "ja": ("¥500 / ¥2,000（25.0%）", "最大 ¥2,500（有効なクーポン 3 枚）", "残りの予算を超えます"),
        "en": ("¥500 of ¥2,000 (25.0%)", "at most ¥2,500 (3 live coupons)", "more than what is left"),
    }
    for text in said[locale]:
        await expect(box.get_by_text(text)).to_be_visible()
    await shows_itself_well(page, f"budgets-{locale}")
    await box.get_by_role("link", name="thanks").click()
    await expect(page.get_by_role("link", name="thanks")).to_be_visible()
