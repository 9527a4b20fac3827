"""One rule as text and as form: every edit of the form changes its line and nothing else, and what is typed is kept."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.rule_editor import FILE, open_rule, reads, row, save_elsewhere, stored, text_in
from tests.ui.site import Site


async def test_a_change_in_the_form_changes_one_line_and_undo_takes_it_back(page: Page) -> None:
    content = await open_rule(page)
    before = await text_in(page)
    field = row(page, "thanks-coupon", "valid").get_by_role("textbox", name="有効期間: 数値")
    await field.fill("３０")
    await field.press("Enter")
    await expect(content).to_contain_text("valid 30 days  # to the end of day 14, shop time")
    await reads(page, before.replace("valid 14 days", "valid 30 days"))
    await expect(page.get_by_text("未保存")).to_be_visible()
    await picture(page, "rule-edited")
    await content.focus()
    await page.keyboard.press("Control+z")
    await reads(page, before)
    await expect(field).to_have_value("14")


async def test_what_is_typed_is_in_the_form_a_moment_later(page: Page) -> None:
    content = await open_rule(page)
    await content.get_by_text("discount 500 JPY").click()
    await expect(row(page, "thanks-coupon", "discount")).to_have_attribute("data-here", "true")
    await page.keyboard.press("Home")
    for _ in range(len("discount ")):
        await page.keyboard.press("ArrowRight")
    await page.keyboard.type("1")
    await expect(row(page, "thanks-coupon", "discount").get_by_role("textbox")).to_have_value("1500")


async def test_a_row_of_the_form_marks_its_line_in_the_text(page: Page) -> None:
    await open_rule(page)
    await row(page, "thanks-coupon", "uses").get_by_role("textbox").focus()
    await expect(page.locator(".cm-otoku-marked")).to_have_text("  uses 1")
    await page.get_by_role("combobox", name="表示する項目").focus()
    await expect(page.locator(".cm-otoku-marked")).to_have_count(0)


async def test_settings_are_added_changed_in_kind_and_removed(page: Page) -> None:
    content = await open_rule(page)
    before = await text_in(page)
    await page.get_by_role("combobox", name="設定を追加").click()
    await page.get_by_role("option", name=re.compile(r"\(limit\)")).click()
    limit = row(page, "thanks-coupon", "limit")
    await expect(limit).to_be_visible()
    await limit.get_by_role("button", name=re.compile("の操作")).click()
    await page.get_by_role("button", name="limit 1 per customer", exact=True).click()
    await expect(content).to_contain_text("limit 1 per customer")
    await limit.get_by_role("button", name=re.compile("の操作")).click()
    await picture(page, "rule-menu", whole=False)
    assert [] == await violations(page)
    await page.get_by_role("button", name="この設定を消す").click()
    await expect(limit).to_have_count(0)
    await reads(page, before)


async def test_a_mistake_is_underlined_listed_and_mended_by_its_fix(page: Page) -> None:
    content = await open_rule(page)
    await content.get_by_text("discount 500 JPY").click()
    await page.keyboard.press("Home")
    await page.keyboard.press("Delete")
    await page.keyboard.type("D")
    await page.keyboard.type("z")
    problems = page.get_by_role("region", name="問題の一覧")
    await expect(problems.get_by_text("E0201")).to_be_visible()
    await expect(page.locator(".cm-lintRange-error").first).to_be_visible()
    await picture(page, "rule-mistake")
    assert [] == await violations(page)
    await problems.get_by_role("button", name="説明").first.click()
    manual = page.get_by_role("dialog", name="E0201 の説明")
    await expect(manual).to_contain_text("discount")
    await manual.get_by_role("button", name="閉じる").click()
    await problems.get_by_role("button", name="「discount」に直す").click()
    await expect(content).to_contain_text("discount 500 JPY")
    await expect(problems.get_by_text("E0201")).to_have_count(0)


async def test_saving_stores_a_draft_and_leaves_what_is_live(page: Page, site: Site) -> None:
    await open_rule(page)
    field = row(page, "thanks-coupon", "discount").get_by_role("textbox")
    await field.fill("700")
    await field.press("Enter")
    await expect(page.get_by_text("未保存")).to_be_visible()
    await page.keyboard.press("Control+s")
    await expect(page.get_by_text("下書きとして保存しました")).to_be_visible()
    await expect(page.get_by_text("保存済み")).to_be_visible()
    assert "discount 700 JPY" in await stored(site)
    head = await site.engine.store.shop("tea")
    assert head is not None
    assert 1 == head.live_revision


async def test_two_people_who_save_lose_nothing(open_page: OpenPage, site: Site) -> None:
    one, other = await open_page(), await open_page()
    await open_rule(one)
    await open_rule(other)
    for page, label, value in ((one, "discount", "700"), (other, "discount", "900"), (other, "valid", "30")):
        field = row(page, "thanks-coupon", label).get_by_role("textbox")
        await field.fill(value)
        await field.press("Enter")
        await expect(page.locator(".cm-content")).to_contain_text(f"{label} {value}")
    await one.keyboard.press("Control+s")
    await expect(one.get_by_text("保存済み")).to_be_visible()
    await other.keyboard.press("Control+s")
    clash = other.get_by_role("group", name="1 か所目")
    await expect(clash).to_contain_text("discount 700 JPY")
    await expect(clash).to_contain_text("discount 900 JPY")
    await expect(clash).to_contain_text("discount 500 JPY")
    await picture(other, "rule-conflict")
    assert [] == await violations(other)
    assert "discount 700 JPY" in await stored(site)
    take = other.get_by_role("button", name="エディターに取り込む")
    await expect(take).to_be_disabled()
    await clash.get_by_text("ほかの変更", exact=True).last.click()
    await take.click()
    await other.keyboard.press("Control+s")
    await expect(other.get_by_text("保存済み")).to_be_visible()
    text = await stored(site)
    assert "discount 700 JPY" in text
    assert "valid 30 days" in text


async def test_a_text_stored_elsewhere_is_noticed_and_loaded(page: Page, site: Site) -> None:
    content = await open_rule(page)
    await save_elsewhere(site, (await stored(site)).replace("uses 1", "uses 4"))
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    banner = page.get_by_role("status").filter(has_text="ほかの場所で変更されました")
    await expect(banner).to_be_visible(timeout=20_000)
    await picture(page, "rule-elsewhere")
    assert [] == await violations(page)
    await banner.get_by_role("button", name="新しい内容を読み込む").click()
    await expect(content).to_contain_text("uses 4")
    await expect(banner).to_have_count(0)
    await expect(page.get_by_text("保存済み")).to_be_visible()


async def test_who_leaves_with_unsaved_changes_is_asked(page: Page) -> None:
    await open_rule(page)
    field = row(page, "thanks-coupon", "uses").get_by_role("textbox")
    await field.fill("2")
    await field.press("Enter")
    await expect(page.get_by_text("未保存")).to_be_visible()
    await page.get_by_role("navigation").get_by_role("link", name="商品").click()
    dialog = page.get_by_role("dialog", name="保存していない変更があります")
    await dialog.get_by_role("button", name="編集に戻る").click()
    await expect(page.locator(".cm-content")).to_contain_text("uses 2")
    await page.get_by_role("navigation").get_by_role("link", name="商品").click()
    await dialog.get_by_role("button", name="保存せずに移動").click()
    await expect(page.get_by_role("heading", name="商品")).to_be_visible()


async def test_tests_are_played_on_the_text_as_it_is_and_failures_lead_to_their_lines(page: Page) -> None:
    await open_rule(page)
    await page.get_by_role("tab", name="テスト").click()
    await expect(page.get_by_text("6 件中 6 件成功")).to_be_visible()
    await page.get_by_role("tab", name="テキストとフォーム").click()
    field = row(page, "thanks-coupon", "discount").get_by_role("textbox")
    await field.fill("600")
    await field.press("Enter")
    await page.get_by_role("tab", name="テスト").click()
    await expect(page.get_by_text("6 件中 5 件成功")).to_be_visible()
    await expect(page.get_by_text("経過を見る").nth(1)).to_be_visible()
    await picture(page, "rule-tests")
    assert [] == await violations(page)
    await page.get_by_role("button", name="79行目へ").click()
    await expect(page.locator(".cm-activeLine")).to_contain_text("expect pays 3,300 JPY")


async def test_the_rules_are_read_back_in_both_languages(page: Page) -> None:
    await open_rule(page, more="&tab=read")
    await expect(page.get_by_role("tabpanel").get_by_text("500円引き").first).to_be_visible()
    await page.get_by_role("radiogroup", name="読み下しの言語").get_by_text("English").click()
    await expect(page.get_by_role("tabpanel").get_by_text("500 JPY").first).to_be_visible()
    await picture(page, "rule-read")
    assert [] == await violations(page)


async def test_an_earlier_version_is_seen_and_put_back(page: Page, site: Site) -> None:
    await save_elsewhere(site, (await stored(site)).replace("uses 1", "uses 4"))
    content = await open_rule(page, more="&tab=history")
    await page.get_by_text("rev 2 での変更").click()
    await expect(page.get_by_role("region", name="rev 2 での変更")).to_contain_text("+  uses 4")
    await expect(page.get_by_text("from the command line")).to_be_visible()
    await picture(page, "rule-history")
    assert [] == await violations(page)
    await (
        page.get_by_role("listitem")
        .filter(has_text="rev 1")
        .get_by_role("button", name="この内容をエディターに戻す")
        .click()
    )
    await expect(content).to_contain_text("uses 1")
    await expect(page.get_by_text("未保存")).to_be_visible()


async def test_formatting_keeps_comments_and_is_one_step(page: Page) -> None:
    content = await open_rule(page)
    before = await text_in(page)
    await content.get_by_text("uses 1").click()
    await page.keyboard.press("Home")
    await page.keyboard.type("      ")
    await page.keyboard.press("Shift+Alt+f")
    await expect(content.get_by_text("  uses 1", exact=True)).to_be_visible()
    await reads(page, before)


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_the_editor_shows_itself_well(
    open_page: OpenPage, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    await page.goto(f"/admin/rules/{FILE}?rule=thanks-coupon")
    await expect(page.locator(".row, [data-line]").first).to_be_visible()
    await page.wait_for_timeout(300)
    await fits_both_sizes(page, f"rule-{locale}")


async def test_every_number_of_the_file_changes_its_own_line_only(page: Page) -> None:
    content = await open_rule(page)
    before = await text_in(page)
    changed = 0
    for block in (
        "クーポン「thanks-coupon」",
        "値引き「welcome」",
        "値引き「free-shipping」",
        "予算「spring」",
    ):
        await page.get_by_role("combobox", name="表示する項目").click()
        await page.get_by_role("option", name=block).click()
        await expect(page.get_by_role("combobox", name="表示する項目")).to_have_value(block)
        for field in await page.get_by_role("textbox", name=re.compile(": 数値$")).all():
            was = await field.input_value()
            await field.fill(f"{was}1")
            await field.press("Enter")
            await expect(page.get_by_text("未保存")).to_be_visible()
            after = await text_in(page)
            lines = list(zip(before.split("\n"), after.split("\n"), strict=True))
            (pair,) = [(old, new) for old, new in lines if old != new]
            assert pair[0].partition("#")[2] == pair[1].partition("#")[2]
            await content.focus()
            await page.keyboard.press("Control+z")
            await expect(page.get_by_text("保存済み")).to_be_visible()
            await reads(page, before)
            await expect(field).to_have_value(was)
            changed += 1
    assert changed >= 10
