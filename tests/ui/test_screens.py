"""Every screen in both languages, wide and narrow: a heading, nothing that axe objects to, no sideways scroll."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.ui.looks import in_english, shows_itself_well
from tests.ui.screens import addresses, filled, named

NO_SUCH_PAGE = re.compile("ページが見つかりません|There is no such page")


@pytest.mark.parametrize("address", addresses())
async def test_every_screen_shows_itself_well(lasting_page: Page, ids: dict[str, str], address: str) -> None:
    page = lasting_page
    await page.goto(f"/admin{filled(address, ids)}")
    await _is_there(page)
    await shows_itself_well(page, f"{named(address)}-ja")
    await in_english(page)
    await _is_there(page)
    await shows_itself_well(page, f"{named(address)}-en")


async def _is_there(page: Page) -> None:
    await expect(page.locator("h1")).to_be_visible()
    await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
    await expect(page.locator("h1")).not_to_have_text(NO_SUCH_PAGE)
