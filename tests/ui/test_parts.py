"""The shared parts, driven as people drive them: tables, filters, dialogs, fields."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.ui.looks import picture, violations


@pytest.fixture
async def parts(page: Page) -> Page:
    """The page with all parts on it."""
    await page.goto("/admin/parts")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


async def test_a_table_is_sorted_and_the_address_tells_so(parts: Page) -> None:
    await parts.get_by_role("button", name="回数").click()
    await parts.get_by_role("button", name="回数").click()
    await expect(parts).to_have_url("/admin/parts?sort=-count")
    await expect(parts.get_by_role("columnheader", name="回数")).to_have_attribute("aria-sort", "descending")
    await expect(parts.locator("tbody tr").nth(3)).not_to_be_empty()
    await parts.reload()
    rows = parts.get_by_role("group", name="多くの行").locator("tbody tr td:last-child")
    await expect(rows.first).to_have_text("999")


async def test_of_two_thousand_rows_only_those_in_sight_are_drawn(parts: Page) -> None:
    box = parts.get_by_role("group", name="多くの行")
    await expect(box.locator("tbody tr").first).to_be_visible()
    assert 100 > await box.locator("tbody tr").count()
    await box.evaluate("box => box.scrollTo(0, box.scrollHeight)")
    await expect(box.get_by_role("rowheader", name="CODE-1999")).to_be_visible()


async def test_a_filter_reads_full_width_letters_and_says_when_nothing_is_found(parts: Page) -> None:
    field = parts.get_by_role("searchbox", name="コード")
    await field.fill("ｃｏｄｅ-０００７")
    await expect(parts).to_have_url("/admin/parts?q=code-0007")
    await expect(parts.get_by_role("rowheader", name="CODE-0007")).to_be_visible()
    await field.fill("nothing like that")
    await expect(parts.get_by_role("heading", name="条件に合うクーポンはありません").nth(1)).to_be_visible()


async def test_columns_are_chosen_and_the_address_keeps_them(parts: Page) -> None:
    await parts.get_by_role("button", name="表示列").click()
    await picture(parts, "columns", whole=False)
    assert [] == await violations(parts)
    await parts.get_by_role("checkbox", name="日付").click()
    await expect(parts).to_have_url("/admin/parts?cols=code.count")
    await expect(parts.get_by_role("columnheader", name="日付")).to_have_count(0)


async def test_chosen_rows_can_be_acted_on(parts: Page) -> None:
    await parts.get_by_role("checkbox", name="CODE-0001 を選択").click()
    await parts.get_by_role("checkbox", name="CODE-0002 を選択").click()
    await expect(parts.get_by_text("2 件を選択中")).to_be_visible()
    await picture(parts, "selection")
    assert [] == await violations(parts)
    await parts.get_by_role("button", name="クーポンを止める").click()
    await expect(parts.get_by_text("2 件を選択中")).to_have_count(0)


async def test_rows_are_handed_over_as_csv(parts: Page, tmp_path: Path) -> None:
    async with parts.expect_download() as waiting:
        await parts.get_by_role("button", name="CSV").click()
    path = tmp_path / "rows.csv"
    await (await waiting.value).save_as(path)
    text = path.read_bytes().decode("utf-8-sig")
    assert text.startswith("コード,日付,回数\r\nCODE-0000,2026-11-01,0\r\n")
    assert 2_001 == text.count("\r\n")


async def test_a_reason_is_asked_for_and_needed(parts: Page) -> None:
    await parts.get_by_role("button", name="理由を聞く").click()
    dialog = parts.get_by_role("dialog", name="クーポンを止めますか？")
    await dialog.get_by_role("button", name="クーポンを止める").click()
    await expect(dialog.get_by_text("理由を入力してください。")).to_be_visible()
    await picture(parts, "reason", whole=False)
    assert [] == await violations(parts)
    await dialog.get_by_role("textbox").fill("お客様からのご依頼")
    await dialog.get_by_role("button", name="クーポンを止める").click()
    await expect(dialog).to_be_hidden()
    await expect(parts.get_by_role("alert").filter(has_text="何も止めていません")).to_be_visible()


async def test_a_number_says_what_is_wrong_with_it_when_one_leaves_it(parts: Page) -> None:
    field = parts.get_by_label("割引額")
    await field.fill("１２３，０００円")
    await field.blur()
    await expect(parts.get_by_text("整数を入力してください。")).to_be_visible()
    await field.fill("２００，０００")
    await field.blur()
    await expect(parts.get_by_text("100,000 以下で入力してください。")).to_be_visible()


async def test_the_figures_of_a_chart_are_in_a_table_too(parts: Page) -> None:
    await parts.get_by_text("表で見る").click()
    table = parts.get_by_role("table", name="日別の推移")
    await expect(table.get_by_role("row", name="2026/11/08 820 164 41")).to_be_visible()
    assert [] == await violations(parts)
