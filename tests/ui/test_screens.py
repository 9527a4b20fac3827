"""Every screen, and every state it may be in, in both languages, wide and narrow.

A heading, nothing that axe objects to, no sideways scroll, and a picture that people look at.
"""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.forced import STATES
from tests.ui.looks import overflow, picture, violations
from tests.ui.screens import addresses, asking, named

SIZES = (1280, 390)


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("address", addresses())
async def test_every_screen_shows_itself_well(
    open_page: OpenPage, address: str, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto(f"/admin{address}")
    await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
    await shows_itself_well(page, f"{named(address)}-{locale}")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("address", asking())
async def test_every_state_of_a_screen_shows_itself_well(
    open_page: OpenPage, address: str, state: str
) -> None:
    locale: Literal["ja", "en"] = "en" if state in ("error", "slow") else "ja"
    page = await open_page(locale=locale)
    await page.set_extra_http_headers({"x-test-state": state})
    await page.goto(f"/admin{address}")
    busy = page.locator("#content [aria-busy=true]")
    await (expect(busy.first).to_be_visible() if state == "slow" else expect(busy).to_have_count(0))
    await shows_itself_well(page, f"{named(address)}-{state}")


async def shows_itself_well(page: Page, name: str) -> None:
    """Hold the page against the rules in both sizes, and keep its pictures."""
    await expect(page.locator("h1")).to_have_count(1)
    await expect(page.locator("h1")).to_be_visible()
    for width in SIZES:
        await page.set_viewport_size({"width": width, "height": 800})
        await picture(page, f"{name}-{width}")
        assert 0 == await overflow(page)
        assert [] == await violations(page)
