"""Every state of every screen in both languages: no data can be had, a right lacks, it takes long, nothing is there.

The frame around them is the same in all states, and `test_screens.py` looks at it on every screen; axe, which takes the
most time of all, looks here at what is inside: in Japanese on the wide screen, in English on the narrow one.
"""

import pytest
from playwright.async_api import Page, expect

from tests.ui.forced import STATES
from tests.ui.looks import SIZES, in_english, shows_itself_well
from tests.ui.screens import asking, filled, named

INSIDE = "#content"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("address", asking())
async def test_every_state_of_a_screen_shows_itself_well(
    lasting_page: Page, ids: dict[str, str], address: str, state: str
) -> None:
    page = lasting_page
    await page.set_extra_http_headers({"x-test-state": state})
    await page.goto(f"/admin{filled(address, ids)}")
    await _has_come_to(page, state)
    await shows_itself_well(page, f"{named(address)}-{state}-ja", INSIDE, axe_at=SIZES[:1])
    await in_english(page)
    await _has_come_to(page, state)
    await shows_itself_well(page, f"{named(address)}-{state}-en", INSIDE, axe_at=SIZES[1:])


async def _has_come_to(page: Page, state: str) -> None:
    await expect(page.locator("h1")).to_be_visible()
    busy = page.locator("#content [aria-busy=true]")
    await (expect(busy.first).to_be_visible() if state == "slow" else expect(busy).to_have_count(0))
