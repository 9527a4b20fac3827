"""Typing as people type: Japanese with an input method, and everything without a mouse."""

import re

import pytest
from playwright.async_api import CDPSession, Page, expect

from tests.ui.looks import picture
from tests.ui.rule_editor import open_rule, row, stored, text_in
from tests.ui.site import Site

PAST_THE_CHECK_MS = 600
"""Longer than the pause before a check."""


async def compose(keyboard: CDPSession, steps: str, word: str) -> None:
    """Type `steps` one by one with an input method that is converting, then take `word`."""
    for end in range(1, len(steps) + 1):
        await keyboard.send(
            "Input.imeSetComposition", {"text": steps[:end], "selectionStart": end, "selectionEnd": end}
        )
    await keyboard.send("Input.insertText", {"text": word})


async def test_an_input_method_is_never_disturbed(page: Page) -> None:
    content = await open_rule(page)
    await content.get_by_text('title "サンプル').click()
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowLeft")
    keyboard = await page.context.new_cdp_session(page)
    for end in range(1, 5):
        await keyboard.send(
            "Input.imeSetComposition",
            {"text": "わりびき"[:end], "selectionStart": end, "selectionEnd": end},
        )
    await page.wait_for_timeout(PAST_THE_CHECK_MS)
    await expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)
    await expect(content).to_contain_text("お礼クーポンわりびき")
    await page.keyboard.press("Control+s")  # nothing is saved in the middle of a word
    await expect(page.get_by_text("下書きとして保存しました")).to_have_count(0)
    await keyboard.send("Input.insertText", {"text": "割引"})
    await compose(keyboard, "よし", "𠮷")
    await expect(content).to_contain_text('title "サンプル購入のお礼クーポン割引𠮷"')
    field = row(page, "thanks-coupon", "title").get_by_role("textbox")
    await expect(field).to_have_value("サンプル購入のお礼クーポン割引𠮷")


async def test_places_after_a_rare_letter_are_right(page: Page) -> None:
    content = await open_rule(page)
    await content.get_by_text("title").first.click()
    await page.keyboard.press("Home")
    await page.keyboard.insert_text("# 𠮷𠮷𠮷\n  ")
    await content.get_by_text("uses 1").click()
    await page.keyboard.press("End")
    await page.keyboard.type(" oops")
    await expect(page.locator(".cm-lintRange-error").last).to_have_text(re.compile("oops"))


async def test_enter_that_ends_a_conversion_changes_nothing_in_the_form(page: Page) -> None:
    await open_rule(page)
    before = await text_in(page)
    field = row(page, "thanks-coupon", "title").get_by_role("textbox")
    await field.click()
    await page.keyboard.press("End")
    keyboard = await page.context.new_cdp_session(page)
    await keyboard.send("Input.imeSetComposition", {"text": "はる", "selectionStart": 2, "selectionEnd": 2})
    await field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert before == await text_in(page)
    await keyboard.send("Input.insertText", {"text": "春"})
    await page.keyboard.press("Enter")
    await expect(page.locator(".cm-content")).to_contain_text("お礼クーポン春")


async def test_words_are_offered_in_english_and_found_by_their_japanese_names(page: Page) -> None:
    content = await open_rule(page)
    await content.get_by_text("discount 500 JPY").click()
    await page.keyboard.press("Home")
    await page.keyboard.press("Shift+End")
    await page.keyboard.insert_text("割引")
    await page.keyboard.press("Control+Space")
    offered = page.locator(".cm-tooltip-autocomplete")
    await expect(offered).to_contain_text("discount")
    await picture(page, "rule-completion", whole=False)


async def test_a_word_says_what_it_means_when_one_points_at_it(page: Page) -> None:
    content = await open_rule(page)
    await content.get_by_text("uses").first.hover()
    await expect(page.locator(".cm-tooltip-hover")).to_contain_text("1枚のクーポンを使える回数")
    await picture(page, "rule-hover", whole=False)


@pytest.mark.requirement("S1.4", "S1.5")
async def test_a_rule_is_written_saved_and_published_without_a_mouse(page: Page, site: Site) -> None:
    await page.goto("/admin/rules")
    await page.get_by_role("link", name="ルールを作成").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("link", name=re.compile("これで始める: 購入のお礼クーポン")).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("ルールの名前")).to_be_visible()
    await to(page, "割引: 数値")
    await page.keyboard.press("Control+a")
    await page.keyboard.type("300")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("300円引き")).to_be_visible()
    await to(page, "下書きとして保存")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="thank-you.otoku")).to_be_visible()
    await to(page, "thank-you.otoku のテキスト", most=60)
    await page.keyboard.press("Control+End")
    await page.keyboard.type("\n# 春まで")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_text("保存済み")).to_be_visible()
    assert (await stored(site, "thank-you.otoku")).endswith("# 春まで")
    await page.keyboard.press("Tab")  # the editor is no trap
    await expect(page.locator(".cm-content")).not_to_be_focused()
    await page.get_by_role("link", name="公開へ").focus()
    await page.keyboard.press("Enter")
    await to(page, "変更の説明", most=80)
    await page.keyboard.type("お礼を始める")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="公開する変更はありません")).to_be_visible()


async def to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until the focus is on what has this name, once it is there."""
    await expect(page.get_by_label(name).or_(page.get_by_role("button", name=name)).first).to_be_visible()
    for _ in range(most):
        await page.keyboard.press("Tab")
        called: str = await page.evaluate(
            """() => { const at = document.activeElement;
               if (at === document.body) return '';
               return [at.getAttribute('aria-label'),
               ...[...(at.labels ?? [])].map((label) => label.textContent), at.textContent].join(' ') }"""
        )
        if name in called:
            return
    raise AssertionError(f"Tab never came to {name}")
