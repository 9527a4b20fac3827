"""The pictures of the README, taken from the running app: `UI_README_PICTURES=docs/pictures` stores them there."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import PICTURES
from tests.ui.rule_editor import open_rule
from tests.ui.site import Site
from tests.ui.test_releases import BREAKING, HARMLESS, edit
from tests.ui.test_sandbox import OPENING_MS, put_in_cart

FOLDER = Path(os.environ.get("UI_README_PICTURES", PICTURES / "readme"))
LARGEST = 150_000
"""Bytes of a picture: the page of the repository shall open at once."""


async def keep(page: Page, name: str) -> None:
    """Store what the window shows."""
    await page.evaluate("scrollTo(0, 0)")
    taken = await page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide")
    assert len(taken) <= LARGEST, name


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_the_pictures_of_the_readme_are_those_of_the_app(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto("/admin/rules")
    await expect(page.get_by_role("table").get_by_text("thanks-coupon")).to_be_visible()
    await keep(page, f"rules-{locale}")
    await open_rule(page)
    await keep(page, f"editor-{locale}")
    await edit(site, HARMLESS, BREAKING)
    await page.goto("/admin/releases")
    await expect(page.get_by_role("heading", level=2).nth(3)).to_be_visible()
    await keep(page, f"releases-{locale}")
    phone = await open_page(locale=locale, width=390)
    await phone.goto("/sandbox/")
    await expect(phone.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING_MS)
    await put_in_cart(phone, "煎茶まとめパック")
    await expect(phone.locator(".sums .total dd")).to_have_text("¥4,300")
    await keep(phone, f"sandbox-{locale}")
