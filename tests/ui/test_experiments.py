"""Experiments on their screens: what can be said, for how much longer not, and what each group came to."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from engine.service.clock import VirtualClock
from engine.store.connect import open_store
from tests.experiments.lab_shop import DEPTH, SALE, files
from tests.service.shop import START, buy, make_engine, open_shop
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop whose sale is tried on customers since six days; 30 of them have bought."""
    path = tmp_path_factory.mktemp("experiments") / "shop.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store, clock=VirtualClock(START - timedelta(days=6)))
    await open_shop(engine, SHOP, files=files(SALE, DEPTH))
    for number in range(30):
        await buy(engine, f"o{number}", "PACK-1", shop=SHOP, email=f"b{number}@shop.example")
    await store.close()
    return path


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_an_experiment_says_that_it_is_too_early_and_for_how_long(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto("/admin/experiments")
    early, days, group = {
        "ja": ("まだ判断できません", "このペースで、あと約", "適用なし"),
        "en": ("Too early to tell", "At this pace it takes about", "Without it"),
    }[locale]
    box = page.get_by_role("region", name="depth")
    await expect(box.get_by_text(early)).to_be_visible()
    await expect(box.get_by_text(days)).to_be_visible()
    await box.get_by_role("link").click()
    await expect(page.get_by_role("region", name=group, exact=True)).to_be_visible()
    await expect(page.get_by_role("region", name="B", exact=True).get_by_text("¥3,040").first).to_be_visible()
    await shows_itself_well(page, f"experiment-{locale}")


async def test_an_experiment_leads_to_its_rules_and_their_figures_and_they_lead_back(
    open_page: OpenPage,
) -> None:
    page = await open_page(locale="en")
    for way in ("tea-week", "Figures of “tea-week”"):
        await page.goto("/admin/experiments/depth")
        await page.get_by_role("link", name=way, exact=True).click()
        back = page.get_by_role("link", name="Result of the experiment “depth”")
        await expect(back).to_be_visible()
        await back.click()
        await expect(page.get_by_role("heading", name="depth", level=1)).to_be_visible()
