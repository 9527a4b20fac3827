"""Gift cards of another system in the browser: a file, its columns, its totals, and the cards that are there then."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from engine.service.run_jobs import run_job
from tests.ui.conftest import OpenPage
from tests.ui.giving import make_giving_database
from tests.ui.looks import shows_itself_well
from tests.ui.site import Site

FILE = (
    "Ticket,Gift Balance,Customer Email,Expiration Date,Paid or free\n"
    'XMAS-0001,"3,000",jane@example.com,2030-12-31,paid\n'
    "1234567,500,,,free\n"
    "XMAS-0003,1000,old@example.com,2020-01-31,paid\n"
)
SAID = {
    "ja": {
        "rule": "引き継ぎ先のルール",
        "source": "移行元の名前",
        "file": "ファイル（CSV",
        "read": "読み込む",
        "code": "コード（必須）",
        "look": "合計を確かめる",
        "looking": "ファイルを確かめています",
        "run": "2 件を取り込む",
        "running": "取り込んでいます",
        "done": "取り込みが終わりました",
    },
    "en": {
        "rule": "Rule under which",
        "source": "Name of the other",
        "file": "File (CSV",
        "read": "Read it",
        "code": "Code (needed)",
        "look": "Look at the totals",
        "looking": "Looking through the file",
        "run": "Bring in 2 rows",
        "running": "Bringing in",
        "done": "They are in",
    },
}


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with rules for gift cards."""
    path = tmp_path_factory.mktemp("bringing") / "shop.sqlite3"
    await make_giving_database(path)
    return path


@pytest.mark.requirement("S5.42")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_cards_of_another_system_are_looked_at_and_brought_in(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    said = SAID[locale]
    page = await open_page(locale=locale)
    await page.goto("/admin/settings/jobs/codes")
    await page.get_by_label(said["rule"]).select_option("open")
    await page.get_by_label(said["source"]).fill("voucherify")
    await page.get_by_label(said["file"]).set_input_files(
        {"name": "cards.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    await shows_itself_well(page, f"codes-start-{locale}")
    await page.get_by_role("button", name=said["read"], exact=True).click()
    check = page.get_by_role("button", name=said["look"])
    await expect(check).to_be_disabled()
    await page.get_by_label(said["code"], exact=True).select_option("Ticket")
    await expect(check).to_be_enabled()
    await shows_itself_well(page, f"codes-mapping-{locale}")
    await check.click()
    await expect(page.get_by_role("heading", name=said["looking"])).to_be_visible()
    assert await run_job(site.engine)
    bring = page.get_by_role("button", name=said["run"])
    await expect(bring).to_be_visible()
    await shows_itself_well(page, f"codes-totals-{locale}")
    await bring.click()
    await expect(page.get_by_role("heading", name=said["running"])).to_be_visible()
    assert await run_job(site.engine)
    await expect(page.get_by_role("heading", name=said["done"])).to_be_visible()
    await shows_itself_well(page, f"codes-done-{locale}")
