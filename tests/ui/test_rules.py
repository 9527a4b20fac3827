"""The list of rules: what they did, how they are, the emergency stop, and files that cannot be published."""

import re

from playwright.async_api import Page, expect

from tests.service.shop import buy
from tests.ui.looks import picture, violations
from tests.ui.rule_editor import FILE, save_elsewhere, stored
from tests.ui.site import Site


async def test_the_list_shows_what_each_rule_did_and_how_it_is(page: Page, site: Site) -> None:
    await buy(site.engine, "1001", "SAMPLE-1")
    await page.goto("/admin/rules")
    row = page.get_by_role("row", name=re.compile("サンプル購入のお礼クーポン"))
    await expect(row).to_contain_text("thanks-coupon")
    await expect(row).to_contain_text("公開中")
    await expect(row.get_by_role("img", name="14日間に 1 回適用")).to_be_visible()
    await expect(row).to_contain_text("2026/05/20")
    await expect(page.get_by_text("3 件", exact=True)).to_be_visible()


async def test_filters_stand_in_the_address_and_survive_a_reload(page: Page) -> None:
    await page.goto("/admin/rules")
    await page.get_by_role("searchbox", name="名前・タイトルで絞り込み").fill("送料")
    await expect(page).to_have_url(re.compile(r"/admin/rules\?q="))
    await expect(page.locator("tbody tr")).to_have_count(1)
    await page.reload()
    await expect(page.locator("tbody tr")).to_have_count(1)
    await page.goto("/admin/rules?kind=coupon")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await page.goto("/admin/rules?kind=giftcard")
    await page.get_by_role("button", name="条件をすべて外す").click()
    await expect(page.locator("tbody tr")).to_have_count(3)


async def test_the_emergency_stop_says_what_it_does_asks_why_and_publishes_no_draft(
    page: Page, site: Site
) -> None:
    draft = (await stored(site)).replace("discount 500 JPY", "discount 700 JPY")
    await save_elsewhere(site, draft)
    await page.goto("/admin/rules")
    await page.get_by_role("button", name="thanks-coupon を停止").click()
    dialog = page.get_by_role("dialog", name=re.compile("いますぐ停止しますか"))
    await expect(dialog.get_by_text("編集中のほかの変更は公開されません")).to_be_visible()
    assert [] == await violations(page)
    await dialog.get_by_role("textbox").fill("割引額の誤り")
    await picture(page, "rules-pause", whole=False)
    await expect(dialog.get_by_label("発行済みのクーポンも使えなくする")).not_to_be_checked()
    await dialog.get_by_role("button", name="このルールを停止する").click()
    await expect(dialog).to_be_hidden()
    row = page.get_by_role("row", name=re.compile("サンプル購入のお礼クーポン"))
    await expect(row).to_contain_text("停止中")
    live = await site.engine.store.shop("tea")
    assert live is not None
    assert live.live_revision is not None
    revision = await site.engine.store.revision("tea", live.live_revision)
    assert revision is not None
    text = next(file.text for file in revision.files if file.path == FILE)
    assert "status paused" in text
    assert "discount 500 JPY" in text
    assert "discount 700 JPY" in await stored(site)
    await page.get_by_role("button", name="thanks-coupon を再開").click()
    dialog = page.get_by_role("dialog", name=re.compile("いますぐ再開しますか"))
    await dialog.get_by_role("textbox").fill("直りました")
    await dialog.get_by_role("button", name="このルールを再開する").click()
    await expect(row).to_contain_text("公開中")


async def test_a_file_with_an_error_is_told_with_its_line_and_what_is_live_goes_on(
    page: Page, site: Site
) -> None:
    await save_elsewhere(site, (await stored(site)).replace("  uses 1\n", "  usess 1\n"))
    await page.goto("/admin/rules")
    banner = page.get_by_role("status").filter(has_text="rules.otoku の 22 行目にエラーがあります")
    await expect(banner).to_contain_text("公開中の rev 1 は動き続けています")
    await picture(page, "rules-error")
    assert [] == await violations(page)
    await banner.get_by_role("link", name="直す").click()
    await expect(page.locator(".cm-activeLine")).to_contain_text("usess 1")


async def test_a_rule_opens_from_its_name(page: Page) -> None:
    await page.goto("/admin/rules")
    await page.get_by_role("link", name="はじめてのお客さま 10%OFF").click()
    await expect(page.locator(".cm-activeLine")).to_contain_text('sale "welcome"')
