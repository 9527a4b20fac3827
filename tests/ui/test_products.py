"""Products: an import that is looked through first, with every bad row; and which rules name a product."""

from typing import Literal

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations

HEADING = "sku,name,price,kind,sold,tax_rate,category\n"


def file(*rows: str, name: str = "products.csv") -> FilePayload:
    """A file as a browser sends it."""
    return {"name": name, "mimeType": "text/csv", "buffer": (HEADING + "\n".join(rows)).encode()}


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_a_file_with_bad_rows_is_reported_before_anything_is_stored(
    open_page: OpenPage, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/products/import")
    rows = file("NEW-1,玉露,2400,shipped,once,8%,玉露", "NEW-2,ほうじ茶,高い,shipped,once,8%,茶")
    await page.locator("input[type=file]").set_input_files(rows)
    await expect(page.get_by_role("table").locator("tbody tr")).to_have_count(1)
    await expect(page.get_by_role("table").locator("tbody tr")).to_contain_text("高い")
    await fits_both_sizes(page, f"products-import-{locale}")
    await page.goto("/admin/products")
    await expect(page.get_by_role("table")).to_be_visible()
    await expect(page.get_by_text("NEW-1")).to_have_count(0)


async def test_the_good_rows_of_a_file_are_stored_when_somebody_says_so(page: Page) -> None:
    await page.goto("/admin/products")
    await page.get_by_role("link", name="ファイルを取り込む").press("Enter")
    rows = file("NEW-1,玉露,2400,shipped,once,8%,玉露", "NEW-2,ほうじ茶,高い,shipped,once,8%,茶")
    await page.locator("input[type=file]").set_input_files(rows)
    await page.get_by_role("button", name="問題のない 1 件だけ取り込む").click()
    await page.get_by_role("link", name="NEW-1").click()
    await expect(page.get_by_role("heading", name="玉露")).to_be_visible()
    await expect(page.get_by_text("公開中のルールは、この商品を名指ししていません。")).to_be_visible()


async def test_a_file_that_is_no_text_is_refused_at_once(page: Page) -> None:
    await page.goto("/admin/products/import")
    await page.locator("input[type=file]").set_input_files(
        {"name": "products.csv", "mimeType": "text/csv", "buffer": "商品番号".encode("shift_jis")}
    )
    await expect(page.get_by_role("alert")).to_contain_text("UTF-8")
    assert [] == await violations(page)


async def test_a_product_shows_the_rules_that_name_it(page: Page) -> None:
    await page.goto("/admin/products/PACK-1")
    rules = page.get_by_role("region", name="この商品を名指しするルール")
    await expect(rules.get_by_role("link", name="thanks-coupon")).to_be_visible()
    await picture(page, "product")
    assert [] == await violations(page)
