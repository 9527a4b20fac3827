"""What every screen must satisfy: accessible, no sideways scroll, and a picture for people to look at."""

import os
from collections.abc import Collection
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.async_api import Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """
([within, runOnly]) => axe.run(within ?? document, {runOnly, resultTypes: ['violations']})
  .then((results) => results.violations)
"""
"""Only what is wrong: to describe all that is right takes longer than to look."""

PICTURES = Path(os.environ.get("UI_PICTURES", Path(__file__).resolve().parents[2] / "var" / "pictures"))
"""Where screenshots go; git ignores the folder."""

SIZES = (1280, 390)


async def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe finds wrong on the page, or in one part of it, with the element; empty when nothing."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE_SCRIPT)
    found = await page.evaluate(VIOLATIONS, [within, RULES])
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window; 0 when nobody has to scroll sideways."""
    width: int = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(0, width)


async def picture(page: Page, name: str, *, whole: bool = True) -> Path:
    """Keep a screenshot of the whole page, or of what the window shows, as `<name>.png`, and say where."""
    path = PICTURES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if whole:
        await page.evaluate("scrollTo(0, 0)")  # the header stands where the window is
    await page.screenshot(path=path, full_page=whole)
    return path


async def in_english(page: Page) -> None:
    """Switch the language where one switches it, in the wide header."""
    await page.set_viewport_size({"width": SIZES[0], "height": 800})
    await page.get_by_role("button", name="English", exact=True).click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def shows_itself_well(
    page: Page, name: str, within: str | None = None, *, axe_at: Collection[int] = SIZES
) -> None:
    """Hold the page, or one part of it, against the rules in both sizes, and keep its pictures."""
    await expect(page.locator("h1")).to_have_count(1)
    await expect(page.locator("h1")).to_be_visible()
    await fits_both_sizes(page, name, within, axe_at=axe_at)


async def fits_both_sizes(
    page: Page,
    name: str,
    within: str | None = None,
    *,
    axe_at: Collection[int] = SIZES,
    whole: bool = True,
) -> None:
    """The same of whatever is shown now; then the window is as wide as before, for what the test goes on with."""
    before = page.viewport_size
    assert before is not None
    for width in SIZES:
        await page.set_viewport_size({"width": width, "height": before["height"]})
        await picture(page, f"{name}-{width}", whole=whole)
        assert (width, 0) == (width, await overflow(page))
        if width in axe_at:
            assert (width, []) == (width, await violations(page, within))
    await page.set_viewport_size(before)
