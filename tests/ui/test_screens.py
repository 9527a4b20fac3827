"""Every screen in both languages, wide and narrow: a heading, nothing that axe objects to, no sideways scroll."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.screens import addresses, filled, named


@pytest.fixture(scope="session")
def shop_database(busy_database: Path) -> Path:
    """Screens are looked at with something on them."""
    return busy_database


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("address", addresses())
async def test_every_screen_shows_itself_well(
    open_page: OpenPage, ids: dict[str, str], address: str, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto(f"/admin{filled(address, ids)}")
    await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
    await expect(page.locator("h1")).not_to_have_text(
        re.compile("ページが見つかりません|There is no such page")
    )
    await shows_itself_well(page, f"{named(address)}-{locale}")
