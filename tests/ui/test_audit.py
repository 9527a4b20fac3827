"""The audit log: who did what, found by what the address says, and whether the chain is whole."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.site import Site


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_the_audit_log_says_who_did_what_and_verifies_itself(
    open_page: OpenPage, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/audit")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows.first).to_be_visible()
    every = await rows.count()
    await page.get_by_role("button", name={"ja": "検証する", "en": "Verify"}[locale]).click()
    await expect(page.get_by_role("note")).to_be_visible()
    await fits_both_sizes(page, f"audit-{locale}")
    await page.goto("/admin/audit?action=products+saved")
    await expect(rows).to_have_count(1)
    assert every > 1
    await page.goto("/admin/audit?actor=nobody")
    await expect(page.get_by_role("heading", level=2)).to_be_visible()


async def test_an_entry_that_somebody_edited_turns_the_page_red(
    page: Page, site: Site, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "otoku.sqlite3")) as database, database:
        database.execute("DROP TRIGGER audit_update")
        database.execute("UPDATE audit SET subject = 'forged' WHERE number = 2")
    await page.goto("/admin/audit")
    await page.get_by_role("button", name="検証する").click()
    await expect(page.get_by_role("alert")).to_contain_text("監査ログの鎖が切れています")
    await picture(page, "audit-broken")
    assert [] == await violations(page)
