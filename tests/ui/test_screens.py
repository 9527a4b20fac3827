"""Every screen in both languages, wide and narrow: a heading, nothing axe objects to, no sideways scroll, a picture."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.screens import addresses


async def shows_itself_well(page: Page, name: str) -> None:
    """Wait for the screen, keep a picture, and hold it against the rules."""
    await page.wait_for_load_state("networkidle")
    await expect(page.locator("h1")).to_have_count(1)
    await expect(page.locator("h1")).to_be_visible()
    await picture(page, name)
    assert [] == await violations(page)
    assert 0 == await overflow(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("address", addresses())
async def test_every_screen_shows_itself_well(
    open_page: OpenPage, address: str, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    await page.goto(f"/admin{address}")
    name = address.strip("/").replace("/", "-") or "start"
    await shows_itself_well(page, f"{name}-{locale}-{width}")
