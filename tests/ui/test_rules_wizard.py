"""From a story to a rule: chosen, filled in, read back, saved, published, and acting, all in the browser."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.service.shop import buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.rule_editor import stored
from tests.ui.site import Site
from tests.ui.watch import Watch


async def begin(page: Page, story: str) -> None:
    """Choose a story in the list of rules."""
    await page.goto("/admin/rules")
    await page.get_by_role("link", name="ルールを作成").click()
    await page.get_by_role("link", name=re.compile(f"これで始める: {story}")).click()


async def fill(page: Page, row: str, control: str, value: str) -> None:
    """Put a value into a control of a row."""
    field = page.get_by_role("group", name=row, exact=True).get_by_role("textbox", name=f"{row}: {control}")
    await field.fill(value)
    await field.press("Enter")


async def test_a_session_that_is_lost_in_the_middle_of_a_story_loses_nothing_and_is_told_to_people(
    page: Page, site: Site, watch: Watch
) -> None:
    watch.allow(401, "/admin/graphql")
    await begin(page, "購入のお礼クーポン")
    await fill(page, "割引", "数値", "800")
    await expect(page.get_by_text("800円引き")).to_be_visible()
    session = await page.context.cookies()
    await page.context.clear_cookies()
    await page.get_by_role("button", name="下書きとして保存").click()
    dialog = page.get_by_role("dialog", name="サインインの有効期限が切れました")
    await expect(dialog).to_be_visible()
    await expect(page.get_by_text("サインインして、もう一度お試しください。")).to_be_visible()
    await expect(page.get_by_text("otk_live")).to_have_count(0)
    for one in session:  # signed in again, in another tab
        await page.context.add_cookies([{"name": one["name"], "value": one["value"], "url": site.base}])
    await dialog.get_by_role("button", name="リンクでサインインしたので続ける").click()
    await expect(dialog).to_be_hidden()
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name="thank-you.otoku")).to_be_visible()


async def test_a_story_that_needs_a_sender_of_sms_names_the_line_that_is_missing(page: Page) -> None:
    await begin(page, "購入者リストとステップメッセージ")
    await expect(page.get_by_text("入力の内容にエラーがあります。")).to_be_visible()
    await expect(page.get_by_text('sender sms "…"')).to_be_visible()
    await picture(page, "wizard-lacks-sms")


@pytest.mark.requirement("S1.10", "S1.11", "S1.15", "S1.20", "S1.23")
async def test_the_rule_of_the_first_story_is_written_published_and_acts(page: Page, site: Site) -> None:
    await begin(page, "購入のお礼クーポン")
    await picture(page, "wizard-fill")
    assert [] == await violations(page)
    await fill(page, "割引", "数値", "800")
    await fill(page, "有効期間", "数値", "３０")
    await expect(page.get_by_text("800円引き")).to_be_visible()
    await expect(page.get_by_text("30日")).to_be_visible()
    await picture(page, "wizard-read-back")
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name="thank-you.otoku")).to_be_visible()
    text = await stored(site, "thank-you.otoku")
    assert "discount 800 JPY" in text
    assert "valid 30 days" in text
    await page.get_by_role("link", name="公開へ").click()
    await page.get_by_role("button", name="公開する").click()
    await expect(page.get_by_role("heading", name="公開する変更はありません")).to_be_visible()
    answer = await buy(site.engine, "2001", "SAMPLE-1")
    assert {"thanks-coupon", "thank-you"} == {issued.rule for issued in answer.issued}


async def test_a_name_that_is_taken_is_said_and_a_free_one_is_proposed(page: Page, site: Site) -> None:
    await begin(page, "一定金額以上で送料無料")
    name = page.get_by_label("ルールの名前")
    await expect(name).to_have_value("free-shipping-2")
    await name.fill("welcome")
    await expect(page.get_by_text("この名前のルールはもうあります")).to_be_visible()
    assert [] == await violations(page)
    await name.fill("ｓｐｒｉｎｇ")
    await name.press("Enter")
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name="spring.otoku")).to_be_visible()
    assert 'sale "spring" {' in await stored(site, "spring.otoku")


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_the_fields_show_themselves_well(
    open_page: OpenPage, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/rules/new?starter=thank-you-coupon")
    await expect(
        page.get_by_role("button", name=re.compile("下書きとして保存|Save as a draft"))
    ).to_be_visible()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    await fits_both_sizes(page, f"wizard-{locale}")
