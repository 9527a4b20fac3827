"""Every screen in both languages, wide and narrow: a heading, nothing that axe objects to, no sideways scroll."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.ui.looks import in_english, shows_itself_well
from tests.ui.screens import addresses, filled, named

NO_SUCH_PAGE = re.compile("ページが見つかりません|There is no such page")


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("address", addresses())
async def test_every_screen_shows_itself_well(
    lasting_page: Page, ids: dict[str, str], address: str, locale: Literal["ja", "en"]
) -> None:
    page = lasting_page
    await page.goto(f"/admin{filled(address, ids)}")
    if locale == "en":
        await in_english(page)
        await page.reload()
    await expect(page.locator("h1")).to_be_visible()
    await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
    await expect(page.locator("h1")).not_to_have_text(NO_SUCH_PAGE)
    await shows_itself_well(page, f"{named(address)}-{locale}")
