"""Releases: what changes is told before it does, exactly that goes live, and every step has its way back."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.staff import Role
from engine.service.shop_profile import update_shop
from tests.service.shop import TEST, buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.rule_editor import save_elsewhere, stored
from tests.ui.site import SHOP, Site


async def live_text(site: Site) -> tuple[int, str]:
    """The number of the live revision, and its rule file."""
    head = await site.engine.store.shop(SHOP)
    assert head is not None
    assert head.live_revision is not None
    revision = await site.engine.store.revision(SHOP, head.live_revision)
    assert revision is not None
    return revision.number, next(file.text for file in revision.files if file.path == "rules.otoku")


async def edit(site: Site, *changes: tuple[str, str]) -> None:
    """Store a draft with changes in its text."""
    text = await stored(site)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    await save_elsewhere(site, text)


HARMLESS = ("discount 10% up to 2,000 JPY", "discount 10% up to 3,000 JPY")
BREAKING = ("discount 500 JPY", "discount 600 JPY")


async def test_what_is_shown_goes_live_and_is_in_the_history_with_its_note(page: Page, site: Site) -> None:
    await edit(site, HARMLESS)
    await page.goto("/admin/releases")
    change = page.get_by_role("listitem").filter(has_text="welcome")
    await expect(change).to_contain_text("10% up to 2,000 JPY")
    await expect(change).to_contain_text("10% up to 3,000 JPY")
    await expect(page.get_by_text(re.compile(r"^\d 件のテストはすべて成功しています"))).to_be_visible()
    await picture(page, "releases-plan")
    assert [] == await violations(page)
    await page.get_by_label("変更の説明").fill("上限を引き上げ")
    await page.get_by_role("button", name="公開する").click()
    await expect(page.get_by_text("rev 2 を公開しました")).to_be_visible()
    await expect(page.get_by_role("heading", name="公開する変更はありません")).to_be_visible()
    await expect(page.get_by_role("row").filter(has_text="上限を引き上げ")).to_contain_text("公開中")
    assert "up to 3,000 JPY" in (await live_text(site))[1]


async def test_promises_that_are_touched_are_counted(page: Page, site: Site) -> None:
    await buy(site.engine, "1001", "SAMPLE-1")
    await edit(
        site, ('for product "PACK-1" as issued', 'for product "PACK-2" as issued'), ("uses 1", "uses 2")
    )
    await page.goto("/admin/releases")
    effects = page.get_by_role("region", name="お客様との約束への影響")
    await expect(effects).to_contain_text("発行済みで使えるクーポンが 1 枚あります")
    await picture(page, "releases-effects")


async def test_failing_tests_hold_a_release_back_until_somebody_answers_for_it(
    page: Page, site: Site
) -> None:
    await edit(site, BREAKING)
    await page.goto("/admin/releases")
    await expect(
        page.get_by_text(re.compile(r"\d 件のうち 1 件のテストが失敗しているため、公開できません"))
    ).to_be_visible()
    publish = page.get_by_role("button", name="公開する")
    await expect(publish).to_be_disabled()
    await picture(page, "releases-failing")
    assert [] == await violations(page)
    await page.get_by_role("checkbox", name="失敗しているテストを承知のうえで公開する").check()
    await expect(publish).to_be_enabled()
    await page.get_by_role("checkbox", name="失敗しているテストを承知のうえで公開する").uncheck()
    await page.get_by_role("link", name=re.compile("rules.otoku 79行目")).first.click()
    await expect(page.locator(".cm-activeLine")).to_contain_text("expect pays 3,300 JPY")


async def test_an_edit_after_the_look_is_not_published_with_it(page: Page, site: Site) -> None:
    await edit(site, HARMLESS)
    await page.goto("/admin/releases")
    publish = page.get_by_role("button", name="公開する")
    await expect(publish).to_be_enabled()
    await edit(site, ("up to 3,000 JPY", "up to 9,000 JPY"))
    await publish.click()
    await expect(page.get_by_role("listitem").filter(has_text="up to 9,000 JPY")).to_be_visible()
    assert "up to 2,000 JPY" in (await live_text(site))[1]


async def test_errors_lead_to_their_lines_and_nothing_can_be_published(page: Page, site: Site) -> None:
    await edit(site, ("  uses 1\n", "  usess 1\n"))
    await page.goto("/admin/releases")
    await expect(page.get_by_role("heading", name="エラーがあるため公開できません")).to_be_visible()
    await expect(page.get_by_role("button", name="公開する")).to_have_count(0)
    await picture(page, "releases-errors")
    assert [] == await violations(page)
    await page.get_by_role("link", name="rules.otoku 22行目").click()
    await expect(page.locator(".cm-activeLine")).to_contain_text("usess 1")


async def test_going_back_says_what_changes_and_does_it(page: Page, site: Site) -> None:
    await edit(site, HARMLESS)
    await page.goto("/admin/releases")
    await page.get_by_role("button", name="公開する").click()
    await expect(page.get_by_role("heading", name="公開する変更はありません")).to_be_visible()
    await page.get_by_role("button", name="rev 1 を公開中と比べる").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("2,000 JPY → ")
    await dialog.get_by_role("button", name="閉じる").click()
    await page.get_by_role("button", name="rev 1 に戻す").click()
    dialog = page.get_by_role("dialog", name="rev 1 に戻しますか?")
    await expect(dialog).to_contain_text("up to 3,000 JPY → 10% up to 2,000 JPY")
    await picture(page, "releases-back", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="rev 1 に戻す").click()
    await expect(page.get_by_text("rev 1 を再び公開しました")).to_be_visible()
    assert "up to 2,000 JPY" in (await live_text(site))[1]


async def test_a_second_person_approves_what_one_asked_for(open_page: OpenPage, site: Site) -> None:
    await edit(site, HARMLESS)
    await update_shop(site.engine, SHOP, review_required=True, actor=TEST)
    await site.add_person("editor@shop.example", "rippana-ocha-no-ki", role=Role.EDITOR)
    asking = await signed_in(open_page)
    await asking.get_by_label("見てほしいこと").fill("上限だけです")
    await asking.get_by_role("button", name="確認を依頼する").click()
    await expect(asking.get_by_text("あなたの依頼は、別の人の確認を待っています")).to_be_visible()
    await picture(asking, "releases-review")
    assert [] == await violations(asking)
    owner = await open_page()
    await owner.goto("/admin/releases")
    await expect(owner.get_by_text("このお店では、公開の前に別の人の承認が必要です")).to_be_visible()
    await owner.get_by_role("button", name="公開する").click()
    await expect(owner.get_by_role("status").filter(has_text="承認")).to_be_visible()
    await owner.get_by_role("button", name="承認する").click()
    await expect(owner.get_by_text("この内容を公開できます")).to_be_visible()
    await owner.get_by_role("button", name="公開する").click()
    await expect(owner.get_by_role("heading", name="公開する変更はありません")).to_be_visible()


async def test_what_was_asked_for_is_rejected_with_a_reason(open_page: OpenPage, site: Site) -> None:
    await edit(site, HARMLESS)
    await site.add_person("editor@shop.example", "rippana-ocha-no-ki", role=Role.EDITOR)
    asking = await signed_in(open_page)
    await asking.get_by_role("button", name="確認を依頼する").click()
    await expect(asking.get_by_text("あなたの依頼は")).to_be_visible()
    owner = await open_page()
    await owner.goto("/admin/releases")
    await owner.get_by_role("button", name="差し戻す").click()
    dialog = owner.get_by_role("dialog", name="この内容を差し戻しますか?")
    await dialog.get_by_role("textbox").fill("夏までは据え置きます")
    await dialog.get_by_role("button", name="差し戻す").click()
    await expect(owner.get_by_text("夏までは据え置きます")).to_be_visible()
    await asking.reload()
    await expect(asking.get_by_text("夏までは据え置きます")).to_be_visible()


async def signed_in(open_page: OpenPage) -> Page:
    """The releases as the editor sees them."""
    page = await open_page(signed_in=False)
    await page.goto("/admin/releases")
    await page.get_by_label("メールアドレス").fill("editor@shop.example")
    await page.get_by_role("textbox", name="パスワード").fill("rippana-ocha-no-ki")
    await page.get_by_role("button", name="サインイン", exact=True).click()
    await expect(page.get_by_role("heading", name="公開", exact=True)).to_be_visible()
    return page


async def test_who_may_not_publish_sees_the_plan_and_is_told(open_page: OpenPage, site: Site) -> None:
    await edit(site, HARMLESS)
    await site.add_person("editor@shop.example", "rippana-ocha-no-ki", role=Role.EDITOR)
    page = await signed_in(open_page)
    await expect(page.get_by_text("公開の権限がありません")).to_be_visible()
    await expect(page.get_by_role("button", name="公開する")).to_have_count(0)


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_a_plan_shows_itself_well(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"], width: int
) -> None:
    await edit(site, HARMLESS, BREAKING)
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/releases")
    await expect(page.get_by_role("button", name=re.compile("^(公開する|Publish)$"))).to_be_visible()
    await fits_both_sizes(page, f"releases-{locale}")
